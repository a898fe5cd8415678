package dev.ieum.sequences.series;

import dev.ieum.datasets.CorpusFormatException;

/** The cells of a row: those of the columns past, then those of the columns known ahead. */
public interface Cells {
  /** No cells. */
  Cells NONE = column -> null;

  /** Returns a cell, null for a missing one. */
  String cell(int column);

  /** Says whether 1,5 is one and a half. */
  default boolean decimalComma() {
    return false;
  }

  /**
   * Returns what is thrown for a cell that is no number, in a column that holds numbers.
   *
   * @param name of the column
   */
  default RuntimeException wrong(int column, String name) {
    return new IllegalArgumentException(
        "column '%s' = '%s'; allowed: a number, as in training; leave it empty if nothing was measured"
            .formatted(name, cell(column)));
  }

  /** Returns the cells of a row of a series; missing ones beyond its end. */
  static Cells of(Series series, int row, boolean decimalComma) {
    return new Cells() {
      @Override
      public String cell(int column) {
        return row < series.length() ? series.cells().get(column)[row] : null;
      }

      @Override
      public boolean decimalComma() {
        return decimalComma;
      }

      @Override
      public RuntimeException wrong(int column, String name) {
        return new CorpusFormatException(
            series.file(),
            series.lines()[row],
            "a number in column '" + name + "', as in training",
            "'" + cell(column) + "'; leave the cell empty if nothing was measured");
      }
    };
  }
}
