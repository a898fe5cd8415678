package dev.ieum.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Lines over two logarithmic axes, as SVG. Not thread-safe. */
final class LinePlot {
  private static final int WIDTH = 520;
  private static final int HEIGHT = 340;
  private static final int LEFT = 66;
  private static final int RIGHT = 16;
  private static final int TOP = 34;
  private static final int BOTTOM = 50;
  private static final List<String> COLORS = List.of("#1f6fb4", "#c8501e", "#3a8a3a", "#7a4fa3");

  private final String title;
  private final String across;
  private final String up;
  private final List<Line> lines = new ArrayList<>();

  record Point(double x, double y) {}

  private record Line(String name, List<Point> points) {}

  LinePlot(String title, String across, String up) {
    this.title = title;
    this.across = across;
    this.up = up;
  }

  /** Adds a line; both numbers of every point are above zero. */
  void add(String name, List<Point> points) {
    lines.add(new Line(name, List.copyOf(points)));
  }

  /** Where numbers lie on one axis: from a power of ten, or twice or five times one, to another. */
  private record Axis(double least, double most, double from, double to) {

    static Axis of(List<Line> lines, ToDoubleFunction<Point> number, double from, double to) {
      double least = Double.MAX_VALUE;
      double most = Double.MIN_VALUE;
      for (Line line : lines) {
        for (Point point : line.points()) {
          least = Math.min(least, number.applyAsDouble(point));
          most = Math.max(most, number.applyAsDouble(point));
        }
      }
      return new Axis(rounded(least * 1.0001, -1), rounded(most * 0.9999, 1), from, to);
    }

    private static double rounded(double number, int direction) {
      List<Double> ticks = ticks(number / 10, number * 10);
      return direction < 0
          ? ticks.stream().filter(tick -> tick <= number).reduce((a, b) -> b).orElseThrow()
          : ticks.stream().filter(tick -> tick >= number).findFirst().orElseThrow();
    }

    static List<Double> ticks(double least, double most) {
      List<Double> ticks = new ArrayList<>();
      for (int power = (int) Math.floor(Math.log10(least)); ; power++) {
        for (int digit : new int[] {1, 2, 5}) {
          double tick = digit * Math.pow(10, power);
          if (tick > most * 1.0001) {
            return ticks;
          }
          if (tick >= least * 0.9999) {
            ticks.add(tick);
          }
        }
      }
    }

    List<Double> ticks() {
      List<Double> all = ticks(least, most);
      boolean decadesOnly = all.size() > 10;
      return all.stream()
          .filter(tick -> !decadesOnly || Math.abs(Math.log10(tick) % 1) < 1e-6)
          .toList();
    }

    double place(double number) {
      double share = Math.log(number / least) / Math.log(most / least);
      return from + share * (to - from);
    }
  }

  /** Returns the drawing. */
  String svg() {
    Axis x = Axis.of(lines, Point::x, LEFT, (double) WIDTH - RIGHT);
    Axis y = Axis.of(lines, Point::y, (double) HEIGHT - BOTTOM, TOP);
    StringBuilder svg = new StringBuilder();
    svg.append(
        Program.format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-size=\"12\""
                + " font-family=\"sans-serif\">\n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n",
            WIDTH, HEIGHT, WIDTH, HEIGHT));
    text(svg, WIDTH / 2.0, 18, "middle", "", title);
    for (double tick : x.ticks()) {
      double at = x.place(tick);
      rule(svg, at, TOP, at, HEIGHT - BOTTOM);
      text(svg, at, HEIGHT - BOTTOM + 16, "middle", "", label(tick));
    }
    for (double tick : y.ticks()) {
      double at = y.place(tick);
      rule(svg, LEFT, at, WIDTH - RIGHT, at);
      text(svg, LEFT - 6, at + 4, "end", "", label(tick));
    }
    text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", "", across);
    double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
    text(
        svg,
        14,
        middle,
        "middle",
        Program.format(" transform=\"rotate(-90 14 %.0f)\"", middle),
        up);
    for (int i = 0; i < lines.size(); i++) {
      draw(svg, lines.get(i), COLORS.get(i % COLORS.size()), x, y, TOP + 16 + 16 * i);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void draw(StringBuilder svg, Line line, String color, Axis x, Axis y, int row) {
    StringBuilder path = new StringBuilder();
    for (Point point : line.points()) {
      path.append(Program.format("%.1f,%.1f ", x.place(point.x()), y.place(point.y())));
      svg.append(
          Program.format(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n",
              x.place(point.x()), y.place(point.y()), color));
    }
    svg.append(
        Program.format(
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>\n",
            path.toString().strip(), color));
    text(svg, LEFT + 10, row, "start", " fill=\"" + color + "\"", line.name());
  }

  private static void rule(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        Program.format("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#ddd\"/>\n", x1, y1, x2, y2));
  }

  private static void text(
      StringBuilder svg, double x, double y, String anchor, String more, String words) {
    svg.append(
        Program.format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>\n",
            x, y, anchor, more, words.replace("&", "&amp;").replace("<", "&lt;")));
  }

  private static String label(double tick) {
    return tick >= 1
        ? Program.format("%,.0f", tick)
        : Program.format("%.4f", tick).replaceAll("0+$", "");
  }
}
