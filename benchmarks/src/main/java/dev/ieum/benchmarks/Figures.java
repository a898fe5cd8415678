package dev.ieum.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, round after round. Not thread-safe. */
final class Figures {

  /** Whose figure it is. */
  enum Side {
    OURS,
    YARDSTICK,
    YARDSTICK_INT8
  }

  private final Map<String, Map<Side, List<Double>>> rows = new LinkedHashMap<>();

  /** Adds the figure of a round. */
  void add(String row, Side side, double value) {
    rows.computeIfAbsent(row, r -> new LinkedHashMap<>())
        .computeIfAbsent(side, s -> new ArrayList<>())
        .add(value);
  }

  /**
   * Returns a table in Markdown: medians with least and greatest, and the ratios of medians, ours
   * to theirs.
   */
  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add("| case | ours | yardstick | ratio | yardstick int8 | ratio |");
    lines.add("|---|---|---|---|---|---|");
    rows.forEach(
        (row, sides) -> {
          StringBuilder line = new StringBuilder("| ").append(row);
          line.append(" | ").append(spread(sides.get(Side.OURS)));
          for (Side side : List.of(Side.YARDSTICK, Side.YARDSTICK_INT8)) {
            line.append(" | ").append(spread(sides.get(side)));
            line.append(" | ").append(ratio(sides.get(Side.OURS), sides.get(side)));
          }
          lines.add(line.append(" |").toString());
        });
    return lines;
  }

  private static String spread(List<Double> values) {
    if (values == null) {
      return "";
    }
    double[] sorted = sorted(values);
    return values.size() == 1
        ? number(sorted[0])
        : "%s (%s–%s)"
            .formatted(
                number(median(sorted)), number(sorted[0]), number(sorted[sorted.length - 1]));
  }

  private static String ratio(List<Double> ours, List<Double> theirs) {
    return ours == null || theirs == null
        ? ""
        : Program.format("%.2f", median(sorted(ours)) / median(sorted(theirs)));
  }

  private static double[] sorted(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static double median(double[] sorted) {
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  private static String number(double value) {
    String form = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    return Program.format(form, value);
  }
}
