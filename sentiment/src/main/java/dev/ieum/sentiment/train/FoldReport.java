package dev.ieum.sentiment.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The scores of all folds, and what they say together. Immutable.
 *
 * @param scores one for each fold, in order; two or more
 */
public record FoldReport(List<FoldScore> scores) {
  /** Its file within the run directory. */
  public static final String FILE = "folds.json";

  /**
   * A figure over all folds.
   *
   * @param mean its arithmetic mean
   * @param deviation its standard deviation, that of a sample (divided by one less than the folds)
   */
  public record Spread(double mean, double deviation) {
    private static Spread of(List<FoldScore> scores, ToDoubleFunction<FoldScore> figure) {
      double mean = scores.stream().mapToDouble(figure).average().orElseThrow();
      double squares =
          scores.stream().mapToDouble(s -> Math.pow(figure.applyAsDouble(s) - mean, 2)).sum();
      return new Spread(mean, Math.sqrt(squares / (scores.size() - 1)));
    }

    private String text() {
      return String.format(Locale.ROOT, "%.2f ± %.2f", mean, deviation);
    }
  }

  public FoldReport {
    scores = List.copyOf(scores);
    if (scores.size() < 2) {
      throw new IllegalArgumentException(
          "folds = " + scores.size() + "; allowed: 2 or more, as one has no spread");
    }
  }

  /** Returns the accuracy over all folds, in percent. */
  public Spread accuracy() {
    return Spread.of(scores, FoldScore::accuracy);
  }

  /** Returns the macro-F1 over all folds, in percent. */
  public Spread macroF1() {
    return Spread.of(scores, FoldScore::macroF1);
  }

  /** Returns a line for each fold, and one for all. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (FoldScore score : scores) {
      lines.add(
          String.format(
              Locale.ROOT,
              "fold %d: accuracy %.2f, macro-F1 %.2f of %,d texts",
              score.fold(),
              score.accuracy(),
              score.macroF1(),
              score.heldOutTexts()));
    }
    lines.add(
        "mean of %d folds: accuracy %s, macro-F1 %s"
            .formatted(scores.size(), accuracy().text(), macroF1().text()));
    return lines;
  }

  /**
   * Reads what a finished run left.
   *
   * @throws IOException when it left nothing
   */
  public static FoldReport read(Path runDirectory) throws IOException {
    return FoldScore.read(runDirectory.resolve(FILE), FoldReport.class);
  }

  void write(Path runDirectory) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("accuracy", accuracy());
    json.put("macro_f1", macroF1());
    json.put("scores", scores);
    FoldScore.write(runDirectory.resolve(FILE), json);
  }
}
