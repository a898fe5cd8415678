package dev.ieum.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a request asks with: the fields of a JSON object, or of a form and the query. Immutable.
 *
 * @param values by name
 * @param isForm whether they come from a form, which has strings alone
 */
record Parameters(Map<String, JsonElement> values, boolean isForm) {
  Parameters {
    values = Map.copyOf(values);
  }

  private JsonElement get(String name) {
    return values.getOrDefault(name, JsonNull.INSTANCE);
  }

  /** Returns a string, if it is there and not empty. */
  Optional<String> string(String name) {
    JsonElement value = get(name);
    if (value.isJsonNull()) {
      return Optional.empty();
    }
    return Optional.of(text(name, value)).filter(text -> !text.isEmpty());
  }

  String required(String name) {
    return string(name).orElseThrow(() -> ApiException.missing(name));
  }

  boolean has(String name) {
    return !get(name).isJsonNull();
  }

  boolean isArray(String name) {
    return get(name).isJsonArray();
  }

  /** Returns a string, or the strings of an array; an empty one is missing. */
  List<String> texts(String name) {
    JsonElement value = get(name);
    if (!value.isJsonArray()) {
      return List.of(required(name));
    }
    List<String> texts = new ArrayList<>();
    value.getAsJsonArray().forEach(element -> texts.add(text(name, element)));
    if (texts.isEmpty()) {
      throw ApiException.missing(name);
    }
    return texts;
  }

  private static String text(String name, JsonElement value) {
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
      throw ApiException.badRequest(
          "Invalid request: " + name + " parameter is not a string or an array of strings");
    }
    return readable(value.getAsString());
  }

  /** JSON can spell half of a surrogate pair, which is no character. */
  private static String readable(String text) {
    if (text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      return text;
    }
    return text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Returns a whole number, if it is there. */
  OptionalInt number(String name) {
    JsonElement value = get(name);
    if (value.isJsonNull() || (value.isJsonPrimitive() && value.getAsString().isEmpty())) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(value.getAsJsonPrimitive().getAsString()));
    } catch (IllegalStateException | NumberFormatException e) {
      throw ApiException.badRequest("Invalid request: " + name + " parameter is not a number");
    }
  }

  /** Returns a whole number between 0 and {@code most}; 0 where it is missing. */
  int number(String name, int most) {
    int number = number(name).orElse(0);
    if (number < 0 || number > most) {
      throw ApiException.badRequest(
          "Invalid request: %s parameter must be %s"
              .formatted(name, number < 0 ? ">= 0" : "<= " + most));
    }
    return number;
  }

  /**
   * Returns numbers: of an array, or of a string with commas between them; none where it is
   * missing.
   */
  List<Double> numbers(String name) {
    JsonElement value = get(name);
    List<String> words = new ArrayList<>();
    if (value.isJsonArray()) {
      value.getAsJsonArray().forEach(e -> words.add(e.isJsonPrimitive() ? e.getAsString() : ""));
    } else if (value.isJsonPrimitive()) {
      words.addAll(List.of(value.getAsString().split(",", -1)));
    }
    try {
      return words.stream().map(String::strip).map(Double::valueOf).toList();
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(
          "Invalid request: " + name + " parameter is not an array of numbers");
    }
  }

  /** Returns the rows of a table: an array of objects, a value by column. */
  List<Map<String, String>> rows(String name) {
    JsonElement value = get(name);
    List<Map<String, String>> rows = new ArrayList<>();
    if (value.isJsonArray()) {
      for (JsonElement element : value.getAsJsonArray()) {
        rows.add(row(name, element));
      }
    }
    if (rows.isEmpty()) {
      throw value.isJsonNull() || value.isJsonArray() ? ApiException.missing(name) : badRows(name);
    }
    return rows;
  }

  private static Map<String, String> row(String name, JsonElement element) {
    if (!element.isJsonObject()) {
      throw badRows(name);
    }
    Map<String, String> row = new LinkedHashMap<>();
    element
        .getAsJsonObject()
        .asMap()
        .forEach(
            (column, cell) -> {
              if (!cell.isJsonNull() && !cell.isJsonPrimitive()) {
                throw badRows(name);
              }
              row.put(column, cell.isJsonNull() ? "" : cell.getAsString());
            });
    return row;
  }

  private static ApiException badRows(String name) {
    return ApiException.badRequest(
        "Invalid request: %s parameter is not an array of objects with numbers and strings"
            .formatted(name));
  }

  /** Returns a truth value; false where it is missing. */
  boolean flag(String name) {
    JsonElement value = get(name);
    if (value.isJsonNull()) {
      return false;
    }
    String word = value.isJsonPrimitive() ? value.getAsString() : "";
    if (word.equals("true") || word.equals("false")) {
      return word.equals("true");
    }
    throw ApiException.badRequest(
        "Invalid request: " + name + " parameter is neither true nor false");
  }
}
