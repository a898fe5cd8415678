package dev.ieum.cli;

import com.google.gson.JsonObject;
import dev.ieum.datasets.CorpusFormatException;
import java.util.List;
import java.util.Optional;

/** Rows of a table, whose header has been read, with the text in a column. Immutable. */
final class TableForm extends InputForm {
  private final List<String> columns;
  private final int column;

  /**
   * Takes the header.
   *
   * @param columns the names of the columns
   * @param name the column of the text; else it is the one called {@value #TEXT}, or the only one
   * @throws CorpusFormatException if the header lacks it or names a column twice
   */
  TableForm(Shape shape, String file, long before, List<String> columns, Optional<String> name) {
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
      return bad(number, columns.size() + " fields " + columns, Integer.toString(cells.size()));
    }
    return new InputRecord.Text(carried(cells, number), cells.get(column));
  }

  private String carried(List<String> cells, long number) {
    return switch (shape.format()) {
      case TEXT -> "";
      case JSONL -> {
        JsonObject object = new JsonObject();
        if (!columns.contains(ID)) {
          object.addProperty(ID, before + number);
        }
        for (int i = 0; i < cells.size(); i++) {
          object.addProperty(renamed(columns.get(i), columns), cells.get(i));
        }
        yield JsonText.of(object);
      }
      case TSV -> String.join("\t", cells.stream().map(InputForm::cell).toList());
    };
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
