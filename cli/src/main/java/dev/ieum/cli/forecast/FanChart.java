package dev.ieum.cli.forecast;

import dev.ieum.sequences.forecast.Forecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last values of a series, and behind them the middle of a forecast within its intervals of 80
 * and 95 %. Immutable.
 *
 * @param title of the chart
 * @param history the last values, NaN where nothing was measured; not copied
 * @param forecast what may come
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read only
public record FanChart(String title, double[] history, Forecast forecast) {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 380;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 40;
  private static final int BOTTOM = 40;
  private static final int TEXT_ROWS = 12;

  private record Range(double low, double high) {
    double share(double value) {
      return (value - low) / (high - low);
    }
  }

  private Range range() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : history) {
      if (!Double.isNaN(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    for (int n = 1; n <= forecast.horizon(); n++) {
      low = Math.min(low, forecast.quantile(n, 0.025));
      high = Math.max(high, forecast.quantile(n, 0.975));
    }
    double room = high > low ? 0.03 * (high - low) : Math.max(1e-9, Math.abs(high) * 0.1);
    return new Range(low - room, high + room);
  }

  /** Returns the chart as a document in SVG. */
  public List<String> svg() {
    Range range = range();
    List<String> lines = new ArrayList<>();
    lines.add(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " font-family=\"sans-serif\" font-size=\"12\">")
            .formatted(WIDTH, HEIGHT));
    lines.add("<title>" + escaped(title) + "</title>");
    lines.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
    lines.add("<text x=\"%d\" y=\"22\" font-size=\"14\">%s</text>".formatted(LEFT, escaped(title)));
    for (int i = 0; i <= 4; i++) {
      double value = range.low() + i * (range.high() - range.low()) / 4;
      String at = number(y(range, value));
      lines.add(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\" stroke=\"#dddddd\"/>"
              .formatted(LEFT, WIDTH - RIGHT, at, at));
      lines.add(
          "<text x=\"%d\" y=\"%s\" text-anchor=\"end\" dy=\"4\">%s</text>"
              .formatted(LEFT - 6, at, short4(value)));
    }
    lines.add(band(range, 0.025, 0.975, "#cfe3f5"));
    lines.add(band(range, 0.1, 0.9, "#8fbfe6"));
    List<String> past = new ArrayList<>();
    for (int i = 0; i < history.length; i++) {
      boolean gap = Double.isNaN(history[i]);
      if (!gap) {
        past.add(point(range, i, history[i]));
      }
      if (gap || i == history.length - 1) {
        if (!past.isEmpty()) {
          lines.add(line(past, "#333333"));
        }
        past.clear();
      }
    }
    List<String> middle = new ArrayList<>();
    for (int n = 1; n <= forecast.horizon(); n++) {
      middle.add(point(range, history.length - 1 + n, forecast.median(n)));
    }
    lines.add(line(middle, "#0b5394"));
    String last = forecast.times().get(forecast.horizon() - 1);
    lines.add(
        "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>"
            .formatted(number(x(history.length - 1)), HEIGHT - 14, escaped(forecast.from())));
    lines.add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
            .formatted(WIDTH - RIGHT, HEIGHT - 26, escaped(last)));
    lines.add("</svg>");
    return lines;
  }

  private static String line(List<String> points, String colour) {
    if (points.size() == 1) { // a line of one point is invisible
      String[] at = points.get(0).split(",", -1);
      return "<circle cx=\"%s\" cy=\"%s\" r=\"2\" fill=\"%s\"/>".formatted(at[0], at[1], colour);
    }
    return "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>"
        .formatted(colour, String.join(" ", points));
  }

  private String band(Range range, double low, double high, String colour) {
    List<String> points = new ArrayList<>();
    double last = history.length == 0 ? Double.NaN : history[history.length - 1];
    if (!Double.isNaN(last)) {
      points.add(point(range, history.length - 1, last));
    }
    for (int n = 1; n <= forecast.horizon(); n++) {
      points.add(point(range, history.length - 1 + n, forecast.quantile(n, low)));
    }
    for (int n = forecast.horizon(); n >= 1; n--) {
      points.add(point(range, history.length - 1 + n, forecast.quantile(n, high)));
    }
    return "<polygon fill=\"%s\" points=\"%s\"/>".formatted(colour, String.join(" ", points));
  }

  private String point(Range range, int index, double value) {
    return number(x(index)) + "," + number(y(range, value));
  }

  private double x(int index) {
    int steps = Math.max(1, history.length - 1 + forecast.horizon());
    return LEFT + (double) (WIDTH - LEFT - RIGHT) * index / steps;
  }

  private static double y(Range range, double value) {
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * range.share(value);
  }

  private static String number(double value) {
    return "%.1f".formatted(value);
  }

  private static String short4(double value) {
    return ForecastResults.number(value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /**
   * Returns the chart as lines of characters: dots for values, a line for the middle, shades for
   * the intervals.
   */
  public List<String> text() {
    Range range = range();
    char[][] rows = new char[TEXT_ROWS][history.length + forecast.horizon()];
    for (char[] row : rows) {
      Arrays.fill(row, ' ');
    }
    for (int i = 0; i < history.length; i++) {
      if (!Double.isNaN(history[i])) {
        rows[row(range, history[i])][i] = '•';
      }
    }
    for (int n = 1; n <= forecast.horizon(); n++) {
      int column = history.length + n - 1;
      shade(rows, column, range, forecast, n, 0.025, '░');
      shade(rows, column, range, forecast, n, 0.1, '▒');
      rows[row(range, forecast.median(n))][column] = '━';
    }
    List<String> lines = new ArrayList<>();
    for (int r = 0; r < TEXT_ROWS; r++) {
      double value = range.high() - (r + 0.5) * (range.high() - range.low()) / TEXT_ROWS;
      String label = r % 3 == 0 ? ForecastResults.number(value) : "";
      lines.add("%10s ┤%s".formatted(label, new String(rows[r]).stripTrailing()));
    }
    return lines;
  }

  private static void shade(
      char[][] rows, int column, Range range, Forecast of, int ahead, double level, char with) {
    int low = row(range, of.quantile(ahead, level));
    for (int r = row(range, of.quantile(ahead, 1 - level)); r <= low; r++) {
      rows[r][column] = with;
    }
  }

  private static int row(Range range, double value) {
    int row = (int) Math.floor((1 - range.share(value)) * TEXT_ROWS);
    return Math.max(0, Math.min(TEXT_ROWS - 1, row));
  }
}
