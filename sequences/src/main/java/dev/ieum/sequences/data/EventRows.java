package dev.ieum.sequences.data;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.JsonLine;
import dev.ieum.datasets.Utf8Lines;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a TSV with a header, or of JSONL, as JSON objects. Not thread-safe; the lines belong to
 * the caller.
 *
 * @param header names of the columns; none of JSONL
 */
public record EventRows(Utf8Lines lines, Optional<List<String>> header) {

  /**
   * Begins to read.
   *
   * @param table whether the lines are a TSV, whose header is read; otherwise JSONL
   * @throws CorpusFormatException when a table has no header
   */
  public static EventRows of(Utf8Lines lines, boolean table) {
    if (!table) {
      return new EventRows(lines, Optional.empty());
    }
    if (!lines.hasNext()) {
      throw new CorpusFormatException(lines.name(), 1, "a header row", "an empty file");
    }
    return new EventRows(lines, Optional.of(List.of(lines.next().split("\t", -1))));
  }

  /**
   * Returns the line that was read last as an object.
   *
   * @throws CorpusFormatException when it is no row
   */
  public JsonObject row(String line) {
    if (header.isEmpty()) {
      return JsonLine.parse(line, lines.name(), lines.lineNumber());
    }
    List<String> columns = header.get();
    String[] cells = line.split("\t", -1);
    if (cells.length != columns.size()) {
      throw error(
          "%d tab-separated fields %s".formatted(columns.size(), columns),
          Integer.toString(cells.length));
    }
    JsonObject row = new JsonObject();
    for (int i = 0; i < cells.length; i++) {
      row.addProperty(columns.get(i), cells[i]);
    }
    return row;
  }

  /**
   * Returns a field.
   *
   * @throws CorpusFormatException when the row lacks it
   */
  JsonElement value(JsonObject row, String name) {
    if (!row.has(name)) {
      throw error("a column or field '" + name + "'", "only " + row.keySet());
    }
    return row.get(name);
  }

  /**
   * Returns the text of a field; a number as it is written.
   *
   * @throws CorpusFormatException when the row lacks it, or it is neither
   */
  public String text(JsonObject row, String name) {
    if (value(row, name) instanceof JsonPrimitive primitive) {
      return primitive.getAsString();
    }
    throw error("a text or number in field '" + name + "'", "something else");
  }

  private CorpusFormatException error(String expected, String found) {
    return new CorpusFormatException(lines.name(), lines.lineNumber(), expected, found);
  }
}
