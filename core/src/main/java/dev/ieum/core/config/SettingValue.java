package dev.ieum.core.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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
    if (item == String.class || item == Path.class) {
      return list ? "a list of texts" : "a text";
    }
    return (list ? "a list of numbers: " : "") + range(item, setting);
  }

  private static String range(Class<?> type, Setting setting) {
    return isReal(type)
        ? Range.of(setting.min(), setting.max())
        : Range.of(least(setting), greatest(setting));
  }

  private static boolean isReal(Class<?> type) {
    return type == double.class || type == Double.class;
  }

  private static long least(Setting setting) {
    return (long) setting.min(); // without a bound, that of a long
  }

  private static long greatest(Setting setting) {
    return (long) setting.max();
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
      return anyConstant(item);
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
    if (isReal(item)) {
      return number(setting.min(), setting.max());
    }
    long value = integer(least(setting), greatest(setting));
    if (item == long.class) {
      return value;
    }
    return Math.toIntExact(value);
  }

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
    return type.cast(anyConstant(type));
  }

  private Object anyConstant(Class<?> type) {
    return EnumWords.find(type, text())
        .orElseThrow(() -> error("is unknown; allowed: " + EnumWords.allowed(type)));
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
