package dev.ieum.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the constants of an enum as users write them: lower case, with hyphens. */
abstract class LowerCase<E extends Enum<E>> implements ITypeConverter<E> {
  private final Class<E> kind;

  LowerCase(Class<E> kind) {
    this.kind = kind;
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public E convert(String value) {
    for (E constant : kind.getEnumConstants()) {
      if (word(constant).equals(value.toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw new TypeConversionException(
        "'%s' is not known; allowed: %s"
            .formatted(
                value,
                Arrays.stream(kind.getEnumConstants())
                    .map(LowerCase::word)
                    .collect(Collectors.joining(", "))));
  }
}
