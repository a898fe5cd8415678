package dev.ieum.cli.compare;

import dev.ieum.cli.report.HtmlPage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of a comparison, in the order of textbooks. Immutable. */
record ComparisonTable(Plan plan, Results results, Texts texts) {
  private static final String MARK = " *";

  /** Which figures of a row are better. */
  private enum Better {
    HIGHER,
    LOWER,
    NEITHER
  }

  /** A row: what is measured, or a heading where there is no key. */
  private record Row(String key, Better better) {
    static Row heading(String key) {
      return new Row(key, null);
    }
  }

  private static final List<Row> ROWS =
      List.of(
          Row.heading("processing"),
          new Row("processing.order", Better.NEITHER),
          new Row("encode-ms/16", Better.LOWER),
          new Row("encode-ms/256", Better.LOWER),
          new Row("encode-exponent", Better.NEITHER),
          Row.heading("parallelism"),
          new Row("train-tokens/1", Better.HIGHER),
          new Row("train-tokens/64", Better.HIGHER),
          new Row("parallel-gain", Better.NEITHER),
          Row.heading("long"),
          new Row("recall/10", Better.LOWER),
          new Row("recall/30", Better.LOWER),
          new Row("recall/60", Better.LOWER),
          new Row("gradient-before/50", Better.NEITHER),
          new Row("gradient-after/50", Better.NEITHER),
          new Row("length-difference", Better.NEITHER),
          Row.heading("speed"),
          new Row("train-tokens", Better.HIGHER),
          new Row("sentence-ms", Better.LOWER),
          new Row("words-per-second", Better.HIGHER),
          new Row("stream-us/1024", Better.LOWER),
          Row.heading("complex"),
          new Row("pairs/2", Better.HIGHER),
          new Row("pairs/4", Better.HIGHER),
          new Row("pairs/8", Better.HIGHER),
          new Row("parity/12", Better.HIGHER),
          new Row("parity/24", Better.HIGHER),
          Row.heading("memory"),
          new Row("parameters", Better.NEITHER),
          new Row("bundle-kb", Better.NEITHER),
          new Row("state-bytes/31", Better.LOWER),
          new Row("state-bytes/1039", Better.LOWER),
          Row.heading("quality"),
          new Row("chrf", Better.HIGHER),
          new Row("bleu", Better.HIGHER));

  /** Returns the names of the columns; the first is empty. */
  List<String> header() {
    List<String> header = new ArrayList<>(List.of(""));
    plan.architectures().forEach(of -> header.add(of.word()));
    return header;
  }

  /**
   * Returns the rows: a label and a cell for each architecture; headings have empty cells.
   *
   * @param timings whether figures that differ from run to run are part of it
   */
  List<List<String>> rows(boolean timings) {
    List<List<String>> rows = new ArrayList<>();
    for (Row row : ROWS) {
      List<String> cells = new ArrayList<>();
      cells.add((row.better() == null ? "" : "  ") + texts.of(row.key()));
      for (Architecture of : plan.architectures()) {
        cells.add(row.better() == null ? "" : cell(row, of));
      }
      boolean timed = plan.architectures().stream().anyMatch(of -> isTimed(row, of));
      if (timings || !timed) {
        rows.add(cells);
      }
    }
    return rows;
  }

  private boolean isTimed(Row row, Architecture of) {
    return results.find(of, row.key()).map(Measurement::timing).orElse(false);
  }

  private String cell(Row row, Architecture of) {
    if (row.key().equals("processing.order")) {
      return of.isRecurrent() ? "n" : Integer.toString(of.encoderLayers());
    }
    Optional<Measurement> found = results.find(of, row.key());
    if (found.isEmpty()) {
      return texts.of("none");
    }
    Measurement m = found.get();
    if (Double.isNaN(m.value())) {
      return texts.of("never", plan.toyUpdates());
    }
    if (row.key().startsWith("gradient")) { // relative to the last event
      String last = row.key().substring(0, row.key().indexOf('/')) + "/0";
      return "%.1e".formatted(m.value() / results.value(of, last));
    }
    double noise = (m.high() - m.low()) / 2;
    String text = HtmlPage.number(m.value());
    if (noise > 0) {
      text +=
          " ±"
              + new BigDecimal(noise)
                  .round(new MathContext(2))
                  .stripTrailingZeros()
                  .toPlainString();
    }
    return isMarked(row, m) ? text + MARK : text;
  }

  /** Marks what cannot be told from the best, unless that is so of all. */
  private boolean isMarked(Row row, Measurement m) {
    if (row.better() == Better.NEITHER) {
      return false;
    }
    List<Measurement> all =
        plan.architectures().stream()
            .flatMap(of -> results.find(of, row.key()).stream())
            .filter(other -> !Double.isNaN(other.value()))
            .toList();
    double best =
        row.better() == Better.HIGHER
            ? all.stream().mapToDouble(Measurement::low).max().orElse(0)
            : all.stream().mapToDouble(Measurement::high).min().orElse(0);
    long alike = all.stream().filter(other -> reaches(row, other, best)).count();
    return reaches(row, m, best) && (alike < all.size() || missing(row));
  }

  private boolean missing(Row row) {
    return plan.architectures().stream()
        .flatMap(of -> results.find(of, row.key()).stream())
        .anyMatch(m -> Double.isNaN(m.value()));
  }

  private static boolean reaches(Row row, Measurement m, double best) {
    return row.better() == Better.HIGHER ? m.high() >= best : m.low() <= best;
  }

  /** Returns what each architecture is good for, by rule from the figures above. */
  List<String> uses() {
    List<String> lines = new ArrayList<>();
    for (Architecture of : plan.architectures()) {
      List<String> uses = new ArrayList<>();
      add(uses, "stream", isConstant(of));
      add(uses, "recall", !Double.isNaN(results.value(of, "recall/60")));
      add(uses, "pairs", isMarked("pairs/8", Better.HIGHER, of));
      add(uses, "state", results.value(of, "parity/24") > 90);
      add(uses, "latency", isMarked("sentence-ms", Better.LOWER, of));
      add(uses, "quality", isMarked("chrf", Better.HIGHER, of));
      lines.add(
          of.word() + ": " + (uses.isEmpty() ? texts.of("uses.none") : String.join("; ", uses)));
    }
    return lines;
  }

  private boolean isConstant(Architecture of) {
    return results.value(of, "state-bytes/31") == results.value(of, "state-bytes/1039");
  }

  private boolean isMarked(String key, Better better, Architecture of) {
    return results
        .find(of, key)
        .filter(m -> !Double.isNaN(m.value()))
        .map(m -> isMarked(new Row(key, better), m))
        .orElse(false);
  }

  private void add(List<String> uses, String use, boolean holds) {
    if (holds) {
      uses.add(texts.of("uses." + use));
    }
  }
}
