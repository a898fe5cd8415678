package dev.ieum.cli;

import dev.ieum.tokenizers.text.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns for people to read. Not thread-safe; use one per thread. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Returns the lines, columns two spaces apart, wide characters counted as two cells. */
  List<String> lines() {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = DisplayWidth.of(row.get(i));
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(row.get(i));
      if (i < row.size() - 1) {
        line.append(" ".repeat(widths.get(i) - DisplayWidth.of(row.get(i)) + 2));
      }
    }
    return line.toString().stripTrailing();
  }
}
