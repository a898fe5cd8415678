package dev.ieum.cli.line;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.ieum.cli.console.Json;
import dev.ieum.cli.options.OutputFormat;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.JsonLine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** How to read the text of a line, and which other parts the output carries through. Immutable. */
abstract sealed class InputForm {
  /** The field or column of the text where none is named. */
  static final String TEXT = "text";

  /** The field of the line's number, unless the input has one of that name. */
  static final String ID = "id";

  /**
   * What results look like.
   *
   * @param format how they are written
   * @param textName the field of a text that came as a plain line
   * @param manyRows whether a text gives a group of rows, with an empty row behind, in place of
   *     rows that repeat the text
   * @param results the fields or columns that results take
   * @param nulls the fields that are null where there is no result, in JSON
   */
  record Shape(
      OutputFormat format,
      String textName,
      boolean manyRows,
      List<String> results,
      List<String> nulls) {
    Shape {
      results = results.stream().distinct().toList();
      nulls = List.copyOf(nulls);
    }
  }

  final Shape shape;
  final String file;
  final long before;

  /**
   * Makes a form.
   *
   * @param file what errors call the input
   * @param before the lines of the inputs before this one, so that numbers run on
   */
  private InputForm(Shape shape, String file, long before) {
    this.shape = shape;
    this.file = file;
    this.before = before;
  }

  /** Reads a line, whose number counts from 1 in its own file. */
  abstract InputRecord read(String line, long number);

  /** Returns what the output carries of a line, in its format. */
  String carried(List<String> cells, Supplier<String> json) {
    return switch (shape.format()) {
      case TEXT -> "";
      case JSONL -> json.get();
      case TSV -> String.join("\t", cells.stream().map(InputForm::cell).toList());
    };
  }

  /** Returns what the output carries of a line of which nothing is known but its number. */
  String unread(long number) {
    return carried(cells(number, ""), () -> Json.line(Map.of(ID, before + number)));
  }

  List<String> cells(long number, String text) {
    return cells(Long.toString(before + number), text);
  }

  /** Returns the cells that are carried where the input is no table. */
  List<String> cells(String id, String text) {
    return shape.manyRows() ? List.of(id) : List.of(id, text);
  }

  /** Returns the names of the columns that a table carries; none where tables have no header. */
  List<String> header() {
    return List.of();
  }

  /** Returns a record of a line that cannot be read. */
  InputRecord bad(String carried, long number, String expected, String found) {
    return new InputRecord.Bad(carried, new CorpusFormatException(file, number, expected, found));
  }

  /**
   * Returns what a field or column of the input is called in the output: {@code label} becomes
   * {@code input_label} where a result takes its name, so that nothing is lost.
   *
   * @param own all names of the input
   */
  String renamed(String name, Collection<String> own) {
    String free = name;
    while (shape.results().contains(free) || (!free.equals(name) && own.contains(free))) {
      free = "input_" + free;
    }
    return free;
  }

  /** Returns {@code text} on one line. */
  static String oneLine(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }

  /** Returns {@code text} as a table can hold it, which has no way to hold a tab or a line end. */
  static String cell(String text) {
    return oneLine(text).replace('\t', ' ');
  }

  /** Lines that are texts. */
  static final class Lines extends InputForm {
    Lines(Shape shape, String file, long before) {
      super(shape, file, before);
    }

    @Override
    InputRecord read(String line, long number) {
      String carried =
          carried(
              cells(number, line),
              () -> Json.line(Json.object(ID, before + number, shape.textName(), line)));
      return new InputRecord.Text(carried, line);
    }
  }

  /** Lines that are JSON objects; fields but the text are carried through as they are spelled. */
  static final class JsonLines extends InputForm {
    private final String field;

    /**
     * Makes a form; see {@link InputForm}.
     *
     * @param field the field of the text
     */
    JsonLines(Shape shape, String file, long before, String field) {
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
      if (value instanceof JsonPrimitive primitive && primitive.isString()) {
        String text = primitive.getAsString();
        return new InputRecord.Text(carried(line, object, number, text), text);
      }
      return bad(
          carried(line, object, number, ""),
          number,
          "a text in field '" + field + "'",
          value == null ? "fields " + object.keySet() : kind(value));
    }

    private static String kind(JsonElement value) {
      if (value.isJsonNull()) {
        return "null";
      }
      return value.isJsonPrimitive() ? "a number or truth value" : "an array or object";
    }

    private String carried(String line, JsonObject object, long number, String text) {
      String id =
          object.get(ID) instanceof JsonPrimitive primitive
              ? primitive.getAsString()
              : Long.toString(before + number);
      return carried(
          cells(id, text),
          () -> {
            boolean taken = object.keySet().stream().anyMatch(shape.results()::contains);
            String own = taken ? Json.line(renamed(object)) : line;
            return object.has(ID) ? own : Json.joined(unread(number), own);
          });
    }

    private JsonObject renamed(JsonObject object) {
      JsonObject renamed = new JsonObject();
      object.asMap().forEach((name, value) -> renamed.add(renamed(name, object.keySet()), value));
      return renamed;
    }
  }

  /** Rows of a table, whose header has been read, with the text in a column. */
  static final class Table extends InputForm {
    private final List<String> columns;
    private final int column;

    /**
     * Takes the header.
     *
     * @param columns the names of the columns
     * @param name the column of the text; else it is the one called {@value #TEXT}, or the only one
     * @throws CorpusFormatException if the header lacks it or names a column twice
     */
    Table(Shape shape, String file, long before, List<String> columns, Optional<String> name) {
      super(shape, file, before);
      this.columns = List.copyOf(columns);
      if (columns.stream().distinct().count() < columns.size()) {
        throw new CorpusFormatException(file, 1, "each column named once", "columns " + columns);
      }
      this.column = columns.size() == 1 && name.isEmpty() ? 0 : columns.indexOf(name.orElse(TEXT));
      if (column < 0) {
        throw new CorpusFormatException(
            file,
            1,
            "a column '" + name.orElse(TEXT) + "'",
            "columns " + columns + (name.isEmpty() ? "; name that of the text by --column" : ""));
      }
    }

    @Override
    InputRecord read(String line, long number) {
      List<String> cells = List.of(line.split("\t", -1));
      return line.isEmpty() && columns.size() > 1 ? new InputRecord.Empty() : row(cells, number);
    }

    /** Reads a row that is split already; {@code number} is the line on which it begins. */
    InputRecord row(List<String> cells, long number) {
      if (cells.size() != columns.size()) {
        String found = Integer.toString(cells.size());
        return bad(unread(number), number, columns.size() + " fields " + columns, found);
      }
      return new InputRecord.Text(carried(cells, () -> json(cells, number)), cells.get(column));
    }

    private String json(List<String> cells, long number) {
      Map<String, Object> object = Json.object();
      if (!columns.contains(ID)) {
        object.put(ID, before + number);
      }
      for (int i = 0; i < cells.size(); i++) {
        object.put(renamed(columns.get(i), columns), cells.get(i));
      }
      return Json.line(object);
    }

    @Override
    String unread(long number) {
      return shape.format() == OutputFormat.TSV
          ? "\t".repeat(columns.size() - 1)
          : super.unread(number);
    }

    @Override
    List<String> header() {
      return columns.stream().map(name -> renamed(name, columns)).toList();
    }
  }
}
