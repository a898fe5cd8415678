package dev.ieum.cli;

import dev.ieum.core.score.MetricKind;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the names of metrics, such as {@code chrf++}. */
final class MetricName implements ITypeConverter<MetricKind> {
  @Override
  public MetricKind convert(String value) {
    return Arrays.stream(MetricKind.values())
        .filter(kind -> kind.toString().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is not known; allowed: %s"
                        .formatted(
                            value,
                            Arrays.stream(MetricKind.values())
                                .map(MetricKind::toString)
                                .collect(Collectors.joining(", ")))));
  }
}
