package dev.ieum.cli;

import dev.ieum.datasets.CorpusFormatException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the text of a line stands, and what else of the line the output carries through. Immutable.
 */
abstract sealed class InputForm permits LineForm, JsonForm, TableForm {
  /** The field or column of the text where none is named. */
  static final String TEXT = "text";

  /** The field of the line's number, unless the input has one of that name. */
  static final String ID = "id";

  /**
   * What results look like.
   *
   * @param format how they are written
   * @param textName the field of a text that came as a plain line
   * @param textInRows whether a row repeats such a text
   * @param results the fields or columns that results take
   */
  record Shape(OutputFormat format, String textName, boolean textInRows, Set<String> results) {
    Shape {
      results = Collections.unmodifiableSet(new LinkedHashSet<>(results));
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
  InputForm(Shape shape, String file, long before) {
    this.shape = shape;
    this.file = file;
    this.before = before;
  }

  /** Reads a line, whose number counts from 1 in its own file. */
  abstract InputRecord read(String line, long number);

  /** Returns what the output carries of a line of which nothing is known but its number. */
  String unread(long number) {
    return switch (shape.format()) {
      case TEXT -> "";
      case JSONL -> "{\"" + ID + "\":" + (before + number) + "}";
      case TSV -> (before + number) + (shape.textInRows() ? "\t" : "");
    };
  }

  /** Returns the names of the columns that a table carries; none where tables have no header. */
  List<String> header() {
    return List.of();
  }

  /** Returns a record of a line that cannot be read. */
  InputRecord bad(long number, String expected, String found) {
    return new InputRecord.Bad(
        unread(number), new CorpusFormatException(file, number, expected, found));
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
  static String lines(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }

  /** Returns {@code text} as a table can hold it, which has no way to hold a tab or a line end. */
  static String cell(String text) {
    return lines(text).replace('\t', ' ');
  }
}
