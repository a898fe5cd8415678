package dev.ieum.core.config;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.ToNumberPolicy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of a configuration and where it was written.
 *
 * @param where the file and line, or the option, for errors
 * @param value a Boolean, Long, BigInteger (beyond a long), Double, String, {@link #NOTHING}, a
 *     {@code List<ConfigNode>} or a mutable {@code Map<String, ConfigNode>}
 * @param text a scalar as its author wrote it
 */
record ConfigNode(String where, Object value, String text) {
  /** The value of a key with nothing after it. */
  static final Object NOTHING = new Object();

  private static final Gson PLAIN =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LAZILY_PARSED_NUMBER).create();

  static ConfigNode list(String where, List<ConfigNode> items) {
    return new ConfigNode(where, items, "a list");
  }

  static ConfigNode map(String where, Map<String, ConfigNode> entries) {
    return new ConfigNode(where, entries, "a section");
  }

  /** Wraps plain Java values: maps, lists, strings, numbers and booleans, at any depth. */
  static ConfigNode of(String where, Object value) {
    if (value == null) {
      return new ConfigNode(where, NOTHING, "");
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, ConfigNode> entries = new LinkedHashMap<>();
      map.forEach((key, item) -> entries.put(key.toString(), of(where, item)));
      return map(where, entries);
    }
    if (value instanceof List<?> items) {
      return list(where, items.stream().map(item -> of(where, item)).toList());
    }
    if (value instanceof Number number) {
      return number(where, number);
    }
    if (value instanceof Boolean || value instanceof String) {
      return new ConfigNode(where, value, value.toString());
    }
    throw new IllegalArgumentException(
        where + ": value of type " + value.getClass().getName() + "; allowed: what JSON can hold");
  }

  /** Wraps a JSON value. */
  static ConfigNode of(String where, JsonElement json) {
    return of(where, PLAIN.fromJson(json, Object.class));
  }

  /** Returns the value as plain Java: maps, lists, strings, numbers, booleans and null. */
  Object plain() {
    if (value instanceof List<?> items) {
      return items.stream().map(item -> ((ConfigNode) item).plain()).toList();
    }
    if (value instanceof Map<?, ?> entries) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      entries.forEach((key, item) -> plain.put(key, ((ConfigNode) item).plain()));
      return plain;
    }
    return value == NOTHING ? null : value;
  }

  /** Whole numbers written as such become Long (or BigInteger); all others Double. */
  private static ConfigNode number(String where, Number number) {
    String text = number.toString();
    if (text.matches("-?[0-9]+")) {
      return new ConfigNode(where, integer(new BigInteger(text)), text);
    }
    double value = number.doubleValue();
    return new ConfigNode(
        where, value, Double.isFinite(value) ? new BigDecimal(text).toString() : text);
  }

  static Object integer(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }
}
