package dev.ieum.sentiment.train;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import dev.ieum.core.bundle.AtomicFiles;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The scores of all folds, and what they say together. Immutable.
 *
 * @param scores one for each fold, in order; two or more
 */
record FoldReport(List<Score> scores) {
  /** Its file within the run directory. */
  static final String FILE = "folds.json";

  private static final String FOLD_FILE = "fold.json";

  private static final Gson JSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .setPrettyPrinting()
          .create();

  /**
   * The score of a model on the fold that it never saw. Immutable.
   *
   * @param fold its number, from 1
   * @param fingerprint of the settings and texts behind it
   * @param trainTexts texts learned from
   * @param heldOutTexts texts of the fold
   * @param accuracy in percent
   * @param macroF1 in percent
   */
  record Score(
      int fold,
      String fingerprint,
      int trainTexts,
      int heldOutTexts,
      double accuracy,
      double macroF1) {

    void write(Path directory) throws IOException {
      FoldReport.write(directory.resolve(FOLD_FILE), this);
    }

    /** Returns the score that a finished fold left in its run directory. */
    static Optional<Score> find(Path directory) throws IOException {
      Path file = directory.resolve(FOLD_FILE);
      return Files.exists(file) ? Optional.of(read(file, Score.class)) : Optional.empty();
    }

    /**
     * Checks what is behind it.
     *
     * @throws ConfigException when that are other settings or texts
     */
    Score requireSame(String wanted, Path directory) {
      if (!wanted.equals(fingerprint)) {
        throw new ConfigException(
            ("%s: made with other settings or data (%s, now %s); resume with the same, or give"
                    + " another --out")
                .formatted(directory.resolve(FOLD_FILE), fingerprint, wanted));
      }
      return this;
    }
  }

  /**
   * A figure over all folds.
   *
   * @param mean its arithmetic mean
   * @param deviation its standard deviation, that of a sample (divided by one less than the folds)
   */
  record Spread(double mean, double deviation) {
    private String text() {
      return String.format(Locale.ROOT, "%.2f ± %.2f", mean, deviation);
    }
  }

  FoldReport {
    scores = List.copyOf(scores);
    if (scores.size() < 2) {
      throw new IllegalArgumentException(
          "folds = " + scores.size() + "; allowed: 2 or more, as one has no spread");
    }
  }

  private Spread spread(ToDoubleFunction<Score> figure) {
    double mean = scores.stream().mapToDouble(figure).average().orElseThrow();
    double squares =
        scores.stream().mapToDouble(s -> Math.pow(figure.applyAsDouble(s) - mean, 2)).sum();
    return new Spread(mean, Math.sqrt(squares / (scores.size() - 1)));
  }

  /** Returns the accuracy over all folds, in percent. */
  Spread accuracy() {
    return spread(Score::accuracy);
  }

  /** Returns the macro-F1 over all folds, in percent. */
  Spread macroF1() {
    return spread(Score::macroF1);
  }

  /** Returns a line for each fold, and one for all. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Score score : scores) {
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
  static FoldReport read(Path runDirectory) throws IOException {
    return read(runDirectory.resolve(FILE), FoldReport.class);
  }

  private static <T> T read(Path file, Class<T> type) throws IOException {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return Optional.ofNullable(JSON.fromJson(text, type))
          .orElseThrow(() -> new JsonParseException("an empty file"));
    } catch (JsonParseException | NumberFormatException e) {
      throw new ModelBundleException(file + ": not the scores of folds; delete it", e);
    }
  }

  void write(Path runDirectory) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("accuracy", accuracy());
    json.put("macro_f1", macroF1());
    json.put("scores", scores);
    write(runDirectory.resolve(FILE), json);
  }

  private static void write(Path file, Object json) throws IOException {
    AtomicFiles.writeFile(
        file, temporary -> Files.writeString(temporary, JSON.toJson(json) + "\n"));
  }
}
