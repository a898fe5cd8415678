package dev.ieum.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.JsonLine;

/**
 * Lines that are JSON objects with the text in a field. Immutable.
 *
 * <p>The other fields are carried through as they are spelled.
 */
final class JsonForm extends InputForm {
  private final String field;

  /**
   * Makes a form; see {@link InputForm}.
   *
   * @param field the field of the text
   */
  JsonForm(Shape shape, String file, long before, String field) {
    super(shape, file, before);
    this.field = field;
  }

  @Override
  InputRecord read(String line, long number) {
    if (line.isBlank()) {
      return new InputRecord.Empty();
    }
    JsonObject object;
    try {
      object = JsonLine.parse(line, file, number);
    } catch (CorpusFormatException e) {
      return new InputRecord.Bad(unread(number), e);
    }
    JsonElement value = object.get(field);
    if (value instanceof JsonPrimitive text && text.isString()) {
      return new InputRecord.Text(
          carried(line, object, number, text.getAsString()), text.getAsString());
    }
    CorpusFormatException fault =
        new CorpusFormatException(
            file,
            number,
            "a text in field '" + field + "'",
            value == null ? "fields " + object.keySet() : kind(value));
    return new InputRecord.Bad(carried(line, object, number, ""), fault);
  }

  private static String kind(JsonElement value) {
    if (value.isJsonNull()) {
      return "null";
    }
    return value.isJsonPrimitive() ? "a number or truth value" : "an array or object";
  }

  private String carried(String line, JsonObject object, long number, String text) {
    return switch (shape.format()) {
      case TEXT -> "";
      case JSONL -> {
        boolean taken = object.keySet().stream().anyMatch(shape.results()::contains);
        String own = taken ? JsonText.of(renamed(object)) : line;
        yield object.has(ID) ? own : JsonText.joined(unread(number), own);
      }
      case TSV -> id(object, number) + (shape.textInRows() ? "\t" + cell(text) : "");
    };
  }

  private JsonObject renamed(JsonObject object) {
    JsonObject renamed = new JsonObject();
    object
        .entrySet()
        .forEach(entry -> renamed.add(renamed(entry.getKey(), object.keySet()), entry.getValue()));
    return renamed;
  }

  private String id(JsonObject object, long number) {
    return object.get(ID) instanceof JsonPrimitive id
        ? cell(id.getAsString())
        : Long.toString(before + number);
  }
}
