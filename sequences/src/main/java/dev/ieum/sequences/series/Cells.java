package dev.ieum.sequences.series;

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
    };
  }
}
