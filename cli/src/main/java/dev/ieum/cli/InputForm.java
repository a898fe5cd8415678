package dev.ieum.cli;

import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Where the text of a line stands, and what else of the line the output carries through. */
sealed interface InputForm permits InputForm.Lines, JsonForm, TableForm {
  /** The field or column of the text where none is named. */
  String TEXT = "text";

  /** The field of the line's number, unless the input has one of that name. */
  String ID = "id";

  /** Reads a line. */
  InputRecord read(String line, long number);

  /** Returns what the output carries of a line of which nothing is known but its number. */
  String unread(long number);

  /** Returns the names of the columns that a table carries; none where tables have no header. */
  default List<String> header() {
    return List.of();
  }

  /**
   * Lines that are texts. Immutable.
   *
   * @param format how results are written
   */
  record Lines(OutputFormat format) implements InputForm {
    @Override
    public InputRecord read(String line, long number) {
      return new InputRecord.Text(carried(format, number, line), line);
    }

    @Override
    public String unread(long number) {
      return InputForm.unread(format, number);
    }
  }

  /** Returns what the output carries of a line that is a text. */
  static String carried(OutputFormat format, long number, String text) {
    return switch (format) {
      case TEXT -> "";
      case JSONL -> {
        JsonObject object = new JsonObject();
        object.addProperty(ID, number);
        object.addProperty(TEXT, text);
        yield JsonText.of(object);
      }
      case TSV -> number + "\t" + cell(text);
    };
  }

  /** Returns what the output carries of a line that could not be read. */
  static String unread(OutputFormat format, long number) {
    return switch (format) {
      case TEXT -> "";
      case JSONL -> "{\"" + ID + "\":" + number + "}";
      case TSV -> number + "\t";
    };
  }

  /**
   * Returns what a field or column of the input is called in the output: {@code label} becomes
   * {@code input_label} where a result takes its name, so that nothing is lost.
   *
   * @param own all names of the input
   * @param results the names that results take
   */
  static String renamed(String name, Collection<String> own, Set<String> results) {
    String free = name;
    while (results.contains(free) || (!free.equals(name) && own.contains(free))) {
      free = "input_" + free;
    }
    return free;
  }

  /** Returns {@code text} as a table can hold it, which has no way to hold a tab or a line end. */
  static String cell(String text) {
    return text.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
  }
}
