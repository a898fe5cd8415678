package dev.ieum.core.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One value under its dotted key, turned into a type or refused with all that its author needs. */
record SettingValue(String key, ConfigNode node) {

  /** Returns what values of a type are allowed, in words. */
  static String allowed(Type type, Setting setting) {
    Class<?> item = RecordReader.item(type);
    boolean list = item != type;
    if (item.isEnum()) {
      return (list ? "a list of: " : "") + EnumWords.allowed(item);
    }
    if (item == boolean.class) {
      return "true, false";
    }
    if (item == String.class || item == Path.class || item == Instant.class) {
      return list ? "a list of texts" : "a text";
    }
    return (list ? "a list of numbers: " : "") + range(item, setting);
  }

  /** Returns the words for the range of a number, in messages. */
  private static String range(Class<?> type, Setting setting) {
    String min = bound(type, setting.min());
    String max = bound(type, setting.max());
    if (setting.max() == Double.POSITIVE_INFINITY) {
      String any = isReal(type) ? "any finite number" : "any integer";
      return setting.min() == Double.NEGATIVE_INFINITY ? any : min + " or more";
    }
    return setting.min() == Double.NEGATIVE_INFINITY ? max + " or less" : min + " to " + max;
  }

  private static String bound(Class<?> type, double bound) {
    return isReal(type) ? words(bound) : Long.toString((long) bound);
  }

  private static boolean isReal(Class<?> type) {
    return type == double.class || type == Double.class;
  }

  /** Returns how documentation writes a value. */
  static String words(Object value) {
    if (value instanceof List<?> items) {
      return items.stream().map(SettingValue::words).collect(Collectors.joining(", ", "[", "]"));
    }
    if (!(value instanceof Double number && Double.isFinite(number))) {
      return value.toString();
    }
    BigDecimal decimal = BigDecimal.valueOf(number).stripTrailingZeros();
    return Math.abs(decimal.scale()) > 6 ? value.toString() : decimal.toPlainString();
  }

  /**
   * Returns the value as a component of a record holds it.
   *
   * @param base what relative paths start from
   */
  Object to(Type type, Setting setting, Path base) {
    Class<?> item = RecordReader.item(type);
    if (type instanceof ParameterizedType of) {
      List<Object> items = items(value -> value.to(item, setting, base));
      return of.getRawType() == Set.class ? RecordReader.set(items) : items;
    }
    if (item.isEnum()) {
      return EnumWords.find(item, text())
          .orElseThrow(() -> error("is unknown; allowed: " + EnumWords.allowed(item)));
    }
    if (item == boolean.class) {
      return truth();
    }
    if (item == String.class) {
      return text();
    }
    if (item == Path.class) {
      return base.resolve(text());
    }
    if (item == Instant.class) {
      return Instant.parse(text());
    }
    Number value = number(item, setting);
    if (isReal(item)) {
      return value.doubleValue();
    }
    return item == long.class ? value : (Object) Math.toIntExact(value.longValue());
  }

  private Number number(Class<?> type, Setting setting) {
    boolean isNumber =
        isReal(type)
            ? node.value() instanceof Number
            : node.value() instanceof Long || node.value() instanceof BigInteger;
    double value = isNumber ? ((Number) node.value()).doubleValue() : Double.NaN;
    boolean fits = isReal(type) ? Double.isFinite(value) : node.value() instanceof Long;
    if (fits && value >= setting.min() && value <= setting.max()) {
      return (Number) node.value();
    }
    String wrong =
        isNumber ? "is out of range" : isReal(type) ? "is not a number" : "is not an integer";
    throw error(wrong + "; allowed: " + range(type, setting));
  }

  private boolean truth() {
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

  @SuppressWarnings("unchecked") // a node's list holds nothing but nodes
  <T> List<T> items(Function<SettingValue, T> conversion) {
    if (node.value() instanceof List<?> items) {
      return ((List<ConfigNode>) items)
          .stream().map(item -> conversion.apply(new SettingValue(key, item))).toList();
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
