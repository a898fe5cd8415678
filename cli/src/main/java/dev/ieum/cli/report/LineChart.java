package dev.ieum.cli.report;

import static dev.ieum.cli.report.HtmlPage.escape;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A chart of lines over one horizontal axis, drawn as SVG. Points that are not finite, or not
 * positive on a logarithmic axis, are left out. Not thread-safe; use one per chart.
 */
public final class LineChart {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 280;
  private static final int LEFT = 62;
  private static final int RIGHT = 578;
  private static final int TOP = 12;
  private static final int BOTTOM = 236;
  private static final int COLOURS = 8;

  /** Points that are marked and say their numbers; more would run into each other. */
  private static final int MOST_MARKS = 24;

  /** Points drawn of a series; of more, neighbours are averaged. */
  private static final int MOST_POINTS = 300;

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final List<Series> series = new ArrayList<>();
  private boolean logX;
  private boolean logY;
  private double[] shown = {};

  private record Series(String name, List<double[]> points, boolean dashed, int colour) {}

  /** Begins a chart. */
  public LineChart(String title, String xLabel, String yLabel) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /** Makes the horizontal axis logarithmic. */
  public LineChart logX() {
    logX = true;
    return this;
  }

  /** Makes the vertical axis logarithmic. */
  public LineChart logY() {
    logY = true;
    return this;
  }

  /** Makes the vertical axis show a range, whatever the points are. */
  public LineChart range(double low, double high) {
    shown = new double[] {low, high};
    return this;
  }

  /** Adds a line through points {@code {x, y}}. */
  public LineChart line(String name, List<double[]> points) {
    return add(name, points, false);
  }

  /** Adds a dashed line, which shows what lines are compared with. */
  public LineChart dashed(String name, List<double[]> points) {
    return add(name, points, true);
  }

  private LineChart add(String name, List<double[]> points, boolean dashed) {
    int colour = (int) series.stream().filter(s -> s.dashed() == dashed).count() % COLOURS;
    series.add(new Series(name, points, dashed, colour));
    return this;
  }

  private List<double[]> drawn(Series of) {
    List<double[]> finite =
        of.points().stream()
            .filter(p -> Double.isFinite(p[0]) && Double.isFinite(p[1]))
            .filter(p -> (!logX || p[0] > 0) && (!logY || p[1] > 0))
            .toList();
    int group = (finite.size() + MOST_POINTS - 1) / MOST_POINTS;
    List<double[]> points = new ArrayList<>();
    for (int from = 0; from < finite.size(); from += Math.max(1, group)) {
      List<double[]> near = finite.subList(from, Math.min(finite.size(), from + group));
      points.add(
          new double[] {
            near.stream().mapToDouble(p -> p[0]).average().orElseThrow(),
            near.stream().mapToDouble(p -> p[1]).average().orElseThrow()
          });
    }
    return points;
  }

  /** An axis: from the smallest to the largest tick. */
  private record Axis(boolean log, double[] ticks, double begin, double end) {
    static Axis of(double[] values, boolean log, double begin, double end) {
      double low = Arrays.stream(values).min().orElse(log ? 1 : 0);
      double high = Arrays.stream(values).max().orElse(1);
      double[] ticks = log ? powers(low, high) : round(low, high);
      return new Axis(log, ticks, begin, end);
    }

    private static double[] powers(double low, double high) {
      int first = (int) Math.floor(Math.log10(low) + 1e-9);
      int last = Math.max(first + 1, (int) Math.ceil(Math.log10(high) - 1e-9));
      int step = Math.max(1, (last - first + 5) / 6);
      return Stream.iterate(first, e -> e < last + step, e -> e + step)
          .mapToDouble(e -> Math.pow(10, e))
          .toArray();
    }

    private static double[] round(double low, double high) {
      double span = high > low ? high - low : Math.max(1, Math.abs(high));
      double raw = span / 5;
      double power = Math.pow(10, Math.floor(Math.log10(raw)));
      double step =
          power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7 ? 5 : 10);
      long first = (long) Math.floor(low / step + 1e-9);
      long last = Math.max(first + 1, (long) Math.ceil(high / step - 1e-9));
      return Stream.iterate(first, k -> k <= last, k -> k + 1)
          .mapToDouble(k -> (double) k * step)
          .toArray();
    }

    double place(double value) {
      double low = scale(ticks[0]);
      double high = scale(ticks[ticks.length - 1]);
      return begin + (scale(value) - low) / (high - low) * (end - begin);
    }

    private double scale(double value) {
      return log ? Math.log10(value) : value;
    }

    String label(double tick) {
      if (log && (ticks[0] < 1e-3 || ticks[ticks.length - 1] > 1e5)) {
        return "10" + superscript(Math.round(Math.log10(tick)));
      }
      double size = Math.max(Math.abs(ticks[0]), Math.abs(ticks[ticks.length - 1]));
      if (!log && size >= 1e4) {
        return size >= 1e7 ? "%.3gM".formatted(tick / 1e6) : "%sk".formatted(plain(tick / 1e3));
      }
      return plain(tick);
    }

    private static String plain(double value) {
      double clean = Math.rint(value * 1e9) / 1e9;
      return clean == Math.rint(clean) && Math.abs(clean) < 1e7
          ? "%d".formatted((long) clean)
          : new BigDecimal(clean).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    private static String superscript(long number) {
      return Long.toString(number)
          .chars()
          .mapToObj(c -> c == '-' ? "⁻" : String.valueOf("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0')))
          .reduce("", String::concat);
    }
  }

  /** Returns the chart as a figure of HTML. */
  String html() {
    List<List<double[]>> lines = series.stream().map(this::drawn).toList();
    double[] xs = lines.stream().flatMap(List::stream).mapToDouble(p -> p[0]).toArray();
    double[] ys =
        DoubleStream.concat(
                lines.stream().flatMap(List::stream).mapToDouble(p -> p[1]), Arrays.stream(shown))
            .toArray();
    Axis x = Axis.of(xs, logX, LEFT, RIGHT);
    Axis y = Axis.of(ys, logY, BOTTOM, TOP);
    StringBuilder html = new StringBuilder("<figure><b>").append(escape(title)).append("</b>");
    html.append("<ul class=\"legend\">");
    for (Series s : series.size() > 1 ? series : List.<Series>of()) {
      html.append("<li><i class=\"c").append(s.colour()).append("\"></i>");
      html.append(escape(s.name())).append(s.dashed() ? " - - -</li>" : "</li>");
    }
    html.append("</ul>");
    html.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(WIDTH, HEIGHT, escape(title)));
    axes(html, x, y);
    for (int i = 0; i < lines.size(); i++) {
      draw(html, series.get(i), lines.get(i), x, y);
    }
    return html.append("</svg></figure>").toString();
  }

  private void axes(StringBuilder svg, Axis x, Axis y) {
    for (double tick : y.ticks()) {
      line(svg, LEFT, y.place(tick), RIGHT, y.place(tick));
      text(svg, LEFT - 8, y.place(tick) + 4, "end", y.label(tick));
    }
    for (double tick : x.ticks()) {
      line(svg, x.place(tick), BOTTOM, x.place(tick), BOTTOM + 4);
      text(svg, x.place(tick), BOTTOM + 19, "middle", x.label(tick));
    }
    text(svg, (LEFT + RIGHT) / 2.0, HEIGHT - 6, "middle", xLabel);
    svg.append("<text transform=\"translate(13 %d) rotate(-90)\"".formatted((TOP + BOTTOM) / 2))
        .append(" text-anchor=\"middle\">")
        .append(escape(yLabel))
        .append("</text>");
  }

  private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>"
            .formatted(x1, y1, x2, y2));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">".formatted(x, y, anchor));
    svg.append(escape(text)).append("</text>");
  }

  private static void draw(StringBuilder svg, Series of, List<double[]> points, Axis x, Axis y) {
    String colour = "c" + of.colour();
    svg.append("<polyline class=\"s ").append(colour).append(of.dashed() ? " d" : "");
    svg.append("\" points=\"");
    for (double[] p : points) {
      svg.append("%.1f,%.1f ".formatted(x.place(p[0]), y.place(p[1])));
    }
    svg.append("\"/>");
    for (double[] p : of.dashed() || points.size() > MOST_MARKS ? List.<double[]>of() : points) {
      svg.append(
          "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>"
              .formatted(colour, x.place(p[0]), y.place(p[1])));
      svg.append(
          escape("%s: %s, %s".formatted(of.name(), HtmlPage.number(p[0]), HtmlPage.number(p[1]))));
      svg.append("</title></circle>");
    }
  }
}
