package dev.ieum.sequences.series;

import dev.ieum.core.config.ConfigException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a column beside the target becomes numbers: a number is standardized, its size compressed,
 * and a missing one flagged; a word is one of those that training has seen. Immutable.
 *
 * @param name of the column
 * @param words the words of training, sorted; empty for a column of numbers
 * @param mean of the numbers of training
 * @param deviation likewise, above 0
 */
public record ColumnCode(String name, List<String> words, double mean, double deviation) {
  private static final int MOST_WORDS = 100;

  public ColumnCode {
    words = List.copyOf(words);
  }

  /**
   * Learns a column.
   *
   * @param cells of training; {@code null} for rows that a file lacks
   * @throws ConfigException when it has too many words
   */
  static ColumnCode of(String name, List<String> cells, boolean decimalComma) {
    Set<String> words = new TreeSet<>();
    double sum = 0;
    double squares = 0;
    long count = 0;
    boolean numbers = true;
    for (String cell : cells) {
      if (cell == null || NumberText.isMissing(cell)) {
        continue;
      }
      words.add(cell.strip());
      try {
        double value = numbers ? NumberText.parse(cell, decimalComma) : 0;
        sum += value;
        squares += value * value;
        count++;
      } catch (NumberFormatException e) {
        numbers = false;
      }
    }
    if (numbers) {
      double mean = count == 0 ? 0 : sum / count;
      double variance = count == 0 ? 0 : Math.max(0, squares / count - mean * mean);
      return new ColumnCode(name, List.of(), mean, variance > 0 ? Math.sqrt(variance) : 1);
    }
    if (words.size() > MOST_WORDS) {
      throw new ConfigException(
          "data: column %s = %,d different words; allowed: numbers, or at most %d words; leave it out"
              .formatted(name, words.size(), MOST_WORDS));
    }
    return new ColumnCode(name, List.copyOf(words), 0, 1);
  }

  /** Returns how many numbers {@link #write} writes. */
  int width() {
    return words.isEmpty() ? 2 : words.size();
  }

  /**
   * Writes what a cell says from {@code at} on.
   *
   * @throws RuntimeException of {@link Cells#wrong} when it holds no number, and the column had
   *     nothing else
   */
  void write(Cells cells, int column, float[] to, int at) {
    String cell = cells.cell(column);
    if (!words.isEmpty()) {
      int word = cell == null ? -1 : words.indexOf(cell.strip());
      if (word >= 0) {
        to[at + word] = 1;
      }
      return;
    }
    double standard = (number(cells, column) - mean) / deviation;
    boolean missing = Double.isNaN(standard);
    to[at] =
        missing
            ? 0
            : (float) (Math.signum(standard) * Math.log1p(Math.abs(standard)) / Math.log(2));
    to[at + 1] = missing ? 1 : 0;
  }

  /** Throws what {@link #write} would throw. */
  void check(Cells cells, int column) {
    if (words.isEmpty()) {
      number(cells, column);
    }
  }

  private double number(Cells cells, int column) {
    String cell = cells.cell(column);
    try {
      return cell == null ? Double.NaN : NumberText.parse(cell, cells.decimalComma());
    } catch (NumberFormatException e) {
      throw cells.wrong(column, name);
    }
  }
}
