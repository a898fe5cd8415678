package dev.ieum.cli;

import com.google.gson.JsonObject;
import dev.ieum.datasets.CorpusFormatException;
import java.util.List;
import java.util.Set;

/**
 * Rows of a table, whose header has been read, with the text in a column. Immutable.
 *
 * @param format how results are written
 * @param file what errors call the input
 * @param columns the names of the columns
 * @param column the place of the text's column, from 0
 * @param results the fields that results take
 */
record TableForm(
    OutputFormat format, String file, List<String> columns, int column, Set<String> results)
    implements InputForm {

  TableForm {
    columns = List.copyOf(columns);
    results = Set.copyOf(results);
  }

  /**
   * Reads the header.
   *
   * @param name the column of the text
   * @throws CorpusFormatException if the header lacks it or names a column twice
   */
  static TableForm of(
      OutputFormat format, String file, String header, String name, Set<String> results) {
    List<String> columns = List.of(header.split("\t", -1));
    if (columns.stream().distinct().count() < columns.size()) {
      throw new CorpusFormatException(file, 1, "each column named once", "columns " + columns);
    }
    if (!columns.contains(name)) {
      throw new CorpusFormatException(file, 1, "a column '" + name + "'", "columns " + columns);
    }
    return new TableForm(format, file, columns, columns.indexOf(name), results);
  }

  @Override
  public InputRecord read(String line, long number) {
    List<String> cells = List.of(line.split("\t", -1));
    if (cells.size() == columns.size()) {
      return new InputRecord.Text(carried(line, cells, number), cells.get(column));
    }
    if (line.isEmpty()) {
      return new InputRecord.Empty();
    }
    return new InputRecord.Bad(
        unread(number),
        new CorpusFormatException(
            file,
            number,
            columns.size() + " tab-separated fields " + columns,
            Integer.toString(cells.size())));
  }

  private String carried(String line, List<String> cells, long number) {
    return switch (format) {
      case TEXT -> "";
      case JSONL -> {
        JsonObject object = new JsonObject();
        if (!columns.contains(ID)) {
          object.addProperty(ID, number);
        }
        for (int i = 0; i < cells.size(); i++) {
          object.addProperty(InputForm.renamed(columns.get(i), columns, results), cells.get(i));
        }
        yield JsonText.of(object);
      }
      case TSV -> line;
    };
  }

  @Override
  public String unread(long number) {
    return format == OutputFormat.TSV
        ? "\t".repeat(columns.size() - 1)
        : InputForm.unread(format, number);
  }

  @Override
  public List<String> header() {
    return columns.stream().map(name -> InputForm.renamed(name, columns, results)).toList();
  }
}
