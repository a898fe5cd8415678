package dev.ieum.core.config;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One value under its dotted key, turned into a type or refused with all that its author needs. */
record Setting(String key, ConfigNode node) {

  long integer(long min, long max) {
    if (node.value() instanceof Long value && value >= min && value <= max) {
      return value;
    }
    boolean whole = node.value() instanceof Long || node.value() instanceof BigInteger;
    throw error(
        (whole ? "is out of range" : "is not an integer") + "; allowed: " + Range.of(min, max));
  }

  double number(double min, double max) {
    boolean isNumber = node.value() instanceof Number;
    double value = isNumber ? ((Number) node.value()).doubleValue() : Double.NaN;
    if (value >= min && value <= max && Double.isFinite(value)) { // false for NaN
      return value;
    }
    throw error(
        (isNumber ? "is out of range" : "is not a number") + "; allowed: " + Range.of(min, max));
  }

  boolean truth() {
    if (node.value() instanceof Boolean value) {
      return value;
    }
    throw error("is neither true nor false; allowed: true, false");
  }

  /** A number or boolean is a text as it was written: {@code 1.10} stays {@code 1.10}. */
  String text() {
    if (node.value() instanceof List || node.value() instanceof Map) {
      throw error("is not a text; allowed: a text");
    }
    return node.text();
  }

  <E extends Enum<E>> E constant(Class<E> type) {
    return EnumWords.parse(type, text())
        .orElseThrow(() -> error("is unknown; allowed: " + EnumWords.allowed(type)));
  }

  @SuppressWarnings("unchecked") // a node's list holds nothing but nodes
  <T> List<T> items(Function<Setting, T> conversion) {
    if (node.value() instanceof List<?> items) {
      return ((List<ConfigNode>) items)
          .stream().map(item -> conversion.apply(new Setting(key, item))).toList();
    }
    throw error("is not a list; allowed: [item, …]");
  }

  @SuppressWarnings("unchecked") // a node's map holds nothing but nodes by name
  Map<String, ConfigNode> entries() {
    if (node.value() instanceof Map<?, ?> map) {
      return (Map<String, ConfigNode>) map;
    }
    throw error("is not a section; allowed: indented lines of the form key: value");
  }

  ConfigException error(String whatIsWrong) {
    return new ConfigException(
        "%s: %s = %s %s".formatted(node.where(), key, node.text(), whatIsWrong));
  }
}
