package dev.ieum.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.JsonLine;
import java.util.Set;

/**
 * Lines that are JSON objects with the text in a field. Immutable.
 *
 * <p>The other fields are carried through as they are spelt.
 *
 * @param format how results are written
 * @param file what errors call the input
 * @param field the field of the text
 * @param results the fields that results take
 */
record JsonForm(OutputFormat format, String file, String field, Set<String> results)
    implements InputForm {
  JsonForm {
    results = Set.copyOf(results);
  }

  @Override
  public InputRecord read(String line, long number) {
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
    return switch (format) {
      case TEXT -> "";
      case JSONL -> {
        boolean taken = object.keySet().stream().anyMatch(results::contains);
        String own = taken ? JsonText.of(renamed(object)) : line;
        yield object.has(ID) ? own : JsonText.joined(InputForm.unread(format, number), own);
      }
      case TSV -> id(object, number) + "\t" + InputForm.cell(text);
    };
  }

  private JsonObject renamed(JsonObject object) {
    JsonObject renamed = new JsonObject();
    object
        .entrySet()
        .forEach(
            entry ->
                renamed.add(
                    InputForm.renamed(entry.getKey(), object.keySet(), results), entry.getValue()));
    return renamed;
  }

  private static String id(JsonObject object, long number) {
    return object.get(ID) instanceof JsonPrimitive id
        ? InputForm.cell(id.getAsString())
        : Long.toString(number);
  }

  @Override
  public String unread(long number) {
    return InputForm.unread(format, number);
  }
}
