package dev.ieum.sequences.series;

import java.util.Set;
import java.util.regex.Pattern;

/** Numbers as people write them in tables. Stateless. */
final class NumberText {
  private static final Set<String> MISSING =
      Set.of("", "na", "n/a", "nan", "null", "none", "-", "--", "?", "#n/a", ".");

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
  private static final Pattern COMMA = Pattern.compile("[+-]?\\d+,\\d+([eE][+-]?\\d+)?");
  private static final Pattern GROUPED_COMMA = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{3})+,\\d+");

  private NumberText() {}

  /** Says whether a cell means that nothing was measured. */
  static boolean isMissing(String cell) {
    return MISSING.contains(cell.strip().toLowerCase(java.util.Locale.ROOT));
  }

  /**
   * Returns the number of a cell, NaN for a missing one.
   *
   * @param decimalComma whether {@code 1,234} is between one and two; else it is over a thousand
   * @throws NumberFormatException when the cell holds neither
   */
  static double parse(String cell, boolean decimalComma) {
    String text = cell.strip().replace('\u2212', '-');
    if (isMissing(text)) {
      return Double.NaN;
    }
    if (NUMBER.matcher(text).matches()) {
      return finite(text);
    }
    if (GROUPED_COMMA.matcher(text).matches()) {
      return finite(text.replace(".", "").replace(',', '.'));
    }
    if (GROUPED.matcher(text).matches() && !(decimalComma && COMMA.matcher(text).matches())) {
      return finite(text.replace(",", ""));
    }
    if (COMMA.matcher(text).matches()) {
      return finite(text.replace(',', '.'));
    }
    throw new NumberFormatException(text);
  }

  private static double finite(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw new NumberFormatException(text);
    }
    return value;
  }
}
