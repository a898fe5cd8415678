package dev.ieum.cli;

import dev.ieum.core.inference.ProductPrecision;
import picocli.CommandLine.Option;

/** The option that says how exactly a model multiplies. */
final class PrecisionOption {

  @Option(
      names = "--precision",
      paramLabel = "KIND",
      defaultValue = "int8",
      converter = Converter.class,
      description = "How exactly to multiply: int8 or float32. Default: ${DEFAULT-VALUE}.")
  private ProductPrecision precision;

  /** Reads {@code int8} and {@code float32}. */
  static final class Converter extends LowerCase<ProductPrecision> {
    Converter() {
      super(ProductPrecision.class);
    }
  }

  ProductPrecision value() {
    return precision;
  }
}
