package dev.ieum.sentiment.train;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.score.ClassificationReport;
import dev.ieum.core.training.Fingerprint;
import dev.ieum.core.training.RunDirectory;
import dev.ieum.core.training.RunIdentity;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.sentiment.SentimentAnalyzer;
import dev.ieum.sentiment.train.SentimentData.LabeledItem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trains a model on all folds but one, as often as there are folds, and scores each on the fold it
 * never saw (Stone 1974).
 *
 * <p>Each fold has a run directory of its own, {@code fold-1} and so on, with the score in it once
 * it is done; a run that is resumed passes over those. The subwords, too, are learned from the
 * other folds only.
 */
final class CrossValidation {
  private final SentimentConfig config;
  private final LabeledTexts all;
  private final List<List<LabeledItem>> folds;

  /**
   * Reads the texts and deals them into folds.
   *
   * @throws dev.ieum.core.config.ConfigException when the labels do not allow it
   */
  CrossValidation(SentimentConfig config) throws IOException {
    this.config = config;
    all = LabeledTexts.read(config);
    folds =
        Folds.deal(
            all.train(),
            config.labels(),
            config.data().folds().orElseThrow(),
            config.training().loop().seed());
  }

  /** Returns what the model of a fold, counted from 0, learns from. */
  SentimentData data(int fold, Optional<Transfer> transfer) throws IOException {
    List<LabeledItem> heldOut = folds.get(fold);
    return SentimentData.prepare(
        config, transfer, all.without(heldOut).complete(config), LabeledTexts.texts(heldOut));
  }

  /** Trains one model for each fold. */
  TrainingOutcome run(TrainingRun run, Optional<Transfer> transfer) throws IOException {
    Trainer.requireParts(config);
    requireStart(run);
    String fingerprint = fingerprint();
    Instant started = Instant.now();
    List<FoldReport.Score> scores = new ArrayList<>();
    long updates = 0;
    double seconds = 0;
    long skipped = 0;
    for (int fold = 0; fold < folds.size(); fold++) {
      Path directory = directory(run.directory(), fold);
      Optional<FoldReport.Score> done = FoldReport.Score.find(directory);
      if (done.isEmpty()) {
        SentimentData data = data(fold, transfer);
        TrainingOutcome outcome =
            Trainer.train(
                data,
                run.part(directory, true, "fold %d of %d: ".formatted(fold + 1, folds.size())));
        updates += outcome.updates();
        seconds += outcome.seconds();
        skipped += outcome.skipped();
        if (!outcome.finished()) {
          return TrainingOutcome.stopped(updates, started, seconds);
        }
        scores.add(score(fold, data.train().size(), directory, fingerprint));
        scores.get(fold).write(directory);
      } else {
        scores.add(done.get().requireSame(fingerprint, directory));
      }
    }
    FoldReport report = new FoldReport(scores);
    report.write(run.directory());
    Map<String, Double> means = new LinkedHashMap<>();
    means.put("accuracy", report.accuracy().mean());
    means.put("macro_f1", report.macroF1().mean());
    return new TrainingOutcome(
        updates,
        true,
        means,
        "mean of " + folds.size() + " folds",
        started,
        seconds,
        skipped,
        List.of());
  }

  private String fingerprint() throws IOException {
    Fingerprint print = new Fingerprint();
    print.line(RunIdentity.of(config.resolved(), SentimentTask.HARMLESS, "").settings().toString());
    for (List<LabeledItem> fold : folds) {
      fold.forEach(item -> print.line(item.label() + "\t" + item.text()));
      print.line("");
    }
    all.dev().forEach(item -> print.line(item.label() + "\t" + item.text()));
    SentimentData.unlabeled(config, Set.of()).forEach(print::line);
    return print.line(config.data().maxLength() + " " + config.data().holdOut()).hex();
  }

  private static Path directory(Path runDirectory, int fold) {
    return runDirectory.resolve("fold-" + (fold + 1));
  }

  private void requireStart(TrainingRun run) throws IOException {
    boolean began = false;
    for (int fold = 0; fold < folds.size(); fold++) {
      Path directory = directory(run.directory(), fold);
      began |= FoldReport.Score.find(directory).isPresent() || Trainer.began(config, directory);
    }
    RunDirectory.requireStart(run.directory(), run.resume(), began);
  }

  /** Scores the files written, not the weights in memory. */
  private FoldReport.Score score(int fold, int trainTexts, Path directory, String fingerprint)
      throws IOException {
    ModelBundle bundle = ModelBundle.open(ModelSource.of(directory.resolve(Trainer.MODEL)));
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(bundle, 1)) {
      ClassificationReport report =
          SentimentTask.report(analyzer, folds.get(fold), config.training().loop().seed());
      return new FoldReport.Score(
          fold + 1,
          fingerprint,
          trainTexts,
          folds.get(fold).size(),
          100 * report.accuracy().value(),
          100 * report.macroF1().value());
    }
  }
}
