package dev.ieum.sentiment.train;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.runtime.EngineClasses;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.core.training.Fingerprint;
import dev.ieum.core.training.RunDirectory;
import dev.ieum.core.training.RunIdentity;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingLoop;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.sentiment.Calibration;
import dev.ieum.sentiment.model.Ngrams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Labelled texts and a configuration in, a model bundle out. */
public final class SentimentTrainer {
  /** The bundle's directory within a run directory. */
  public static final String MODEL = "model";

  /** The directory of pretraining within a run directory. */
  public static final String PRETRAINING = "pretraining";

  /** Settings that do not change what is learnt; for data, the texts themselves stand. */
  private static final List<String> HARMLESS =
      List.of("name", "data-licence", "card", "confident-accuracy", "data");

  /** The same for pretraining, which does not look at what comes after it. */
  private static final List<String> EARLIER =
      Stream.concat(
              HARMLESS.stream(),
              Stream.of(
                  "labels", "training", "distillation", "network", "transfer", "transfer-parts"))
          .toList();

  private SentimentTrainer() {}

  /**
   * Returns what a run would do, in one line, without training.
   *
   * @throws dev.ieum.core.config.ConfigException when settings or data do not allow training
   * @throws IOException when a file cannot be read
   */
  public static String plan(SentimentConfig config) throws IOException {
    SentimentBundle.requireParts(config);
    Optional<Transfer> transfer = transfer(config);
    SentimentData data =
        config.data().folds().isPresent()
            ? new CrossValidation(config).data(0, transfer)
            : SentimentData.prepare(config, transfer);
    try (NDManager manager = NativeRuntime.newManager()) {
      Ngrams ngrams = new Ngrams(config.network().ngrams());
      return summary(config, data, new SentimentTask(config, data, ngrams, List.of(), manager));
    }
  }

  /**
   * Trains a model; the run directory holds checkpoint, snapshots, {@code metrics.jsonl} and, when
   * training has finished, the bundle {@value #MODEL}; pretraining has a directory of its own in
   * it. With {@code data.folds}, a run for each fold stands in the directory, and {@link
   * FoldReport#FILE}.
   *
   * @param resume whether to go on from the run directory's checkpoints
   * @param listener hears how it goes
   * @param stopRequested asked after every update; when true the run saves and returns
   * @throws dev.ieum.core.config.ConfigException when settings or data do not allow training
   * @throws IOException when a file cannot be read or written
   */
  public static TrainingOutcome run(
      SentimentConfig config,
      Path runDirectory,
      boolean resume,
      TrainingListener listener,
      BooleanSupplier stopRequested)
      throws IOException {
    return run(config, new TrainingRun(runDirectory, resume, Set.of(), listener, stopRequested));
  }

  /**
   * Trains a model.
   *
   * @param run where and how; its directory is held until the end
   * @throws dev.ieum.core.config.ConfigException when settings or data do not allow training, or
   *     another run holds the directory
   * @throws IOException when a file cannot be read or written
   */
  public static TrainingOutcome run(SentimentConfig config, TrainingRun run) throws IOException {
    EngineClasses.require();
    try (RunDirectory held = RunDirectory.hold(run)) {
      if (config.data().folds().isPresent()) {
        SentimentBundle.requireParts(config);
        return new CrossValidation(config).run(run, transfer(config));
      }
      boolean began =
          RunDirectory.hasCheckpoint(held.path())
              || (config.pretraining().isPresent()
                  && RunDirectory.hasCheckpoint(held.path().resolve(PRETRAINING)));
      RunDirectory.requireStart(held.path(), run.resume(), began);
      SentimentBundle.requireParts(config);
      Optional<Transfer> transfer = transfer(config);
      return train(config, SentimentData.prepare(config, transfer), transfer, run);
    }
  }

  /**
   * Trains on texts already prepared.
   *
   * @param run where; it goes on from checkpoints there, if there are any
   */
  static TrainingOutcome train(
      SentimentConfig config, SentimentData data, Optional<Transfer> transfer, TrainingRun run)
      throws IOException {
    boolean began = RunDirectory.hasCheckpoint(run.directory());
    Ngrams ngrams = new Ngrams(config.network().ngrams());
    Map<String, FloatTensor> weights =
        new LinkedHashMap<>(transfer.map(Transfer::weights).orElse(Map.of()));
    if (config.pretraining().isPresent() && !began) {
      TrainingOutcome first = pretrain(config, data, ngrams, weights, run);
      if (!first.finished()) {
        return first;
      }
    }
    try (NDManager manager = NativeRuntime.newManager()) {
      List<float[]> targets = Targets.of(config, data);
      SentimentTask task = new SentimentTask(config, data, ngrams, targets, manager);
      task.parameters().adopt(weights);
      run.listener().onStart(summary(config, data, task));
      TrainingOutcome outcome =
          new TrainingLoop<>(task, config.training(), run.resumed(began))
              .run(identity(config, data));
      if (outcome.finished()) {
        Calibration calibration =
            Calibration.fit(task.devLogits(), task.devLabels(), config.confidentAccuracy());
        new SentimentBundle(config, data, outcome, calibration, task.report(calibration))
            .write(task.parameters().export(), run.directory().resolve(MODEL));
      }
      return outcome;
    }
  }

  private static Optional<Transfer> transfer(SentimentConfig config) throws IOException {
    return config.transfer().isPresent() ? Optional.of(Transfer.of(config)) : Optional.empty();
  }

  /** Pretrains from {@code weights} on, and puts what was learnt in their place. */
  private static TrainingOutcome pretrain(
      SentimentConfig config,
      SentimentData data,
      Ngrams ngrams,
      Map<String, FloatTensor> weights,
      TrainingRun whole)
      throws IOException {
    Path directory = whole.directory().resolve(PRETRAINING);
    boolean resume = whole.resume() && RunDirectory.hasCheckpoint(directory);
    TrainingRun run = whole.part(directory, resume, whole.listener());
    try (NDManager manager = NativeRuntime.newManager()) {
      PretrainingTask task = new PretrainingTask(config, data, ngrams, manager);
      task.parameters().adopt(weights);
      run.listener()
          .onStart(
              String.format(
                  Locale.ROOT,
                  "%s, pretraining: %,d texts, vocabulary %,d, %,d parameters",
                  config.name(),
                  data.train().size() + data.unlabeled().size(),
                  data.codec().vocabulary().size(),
                  task.parameters().size()));
      Fingerprint print = texts(config, data);
      print.line(config.network().cell() + " " + config.network().embeddingSize());
      print.line(Integer.toString(config.network().hiddenSize()));
      TrainingOutcome outcome =
          new TrainingLoop<>(task, config.pretraining().orElseThrow().training(), run)
              .run(RunIdentity.of(config.resolved(), EARLIER, print.hex()));
      weights.putAll(task.parameters().export());
      return outcome;
    }
  }

  private static String summary(SentimentConfig config, SentimentData data, SentimentTask task) {
    return String.format(
        Locale.ROOT,
        "%s: %,d texts (%,d left out), %,d dev texts, %,d without labels, vocabulary %,d,"
            + " %,d parameters",
        config.name(),
        data.train().size(),
        data.skipped(),
        data.dev().size(),
        data.unlabeled().size(),
        data.codec().vocabulary().size(),
        task.parameters().size());
  }

  /** Returns the fingerprint of all folds. */
  static String fingerprint(
      SentimentConfig config,
      List<List<SentimentData.LabeledItem>> folds,
      List<SentimentData.LabeledItem> dev)
      throws IOException {
    Fingerprint print = new Fingerprint();
    print.line(RunIdentity.of(config.resolved(), HARMLESS, "").settings().toString());
    for (List<SentimentData.LabeledItem> fold : folds) {
      fold.forEach(item -> print.line(item.label() + "\t" + item.text()));
      print.line("");
    }
    dev.forEach(item -> print.line(item.label() + "\t" + item.text()));
    SentimentData.unlabeled(config, Set.of()).forEach(print::line);
    return print.line(config.data().maxLength() + " " + config.data().holdOut()).hex();
  }

  private static RunIdentity identity(SentimentConfig config, SentimentData data) {
    Fingerprint print = texts(config, data);
    for (SentimentData.LabeledItem item : data.dev()) {
      print.line(item.label() + "\t" + item.text());
    }
    return RunIdentity.of(config.resolved(), HARMLESS, print.hex());
  }

  private static Fingerprint texts(SentimentConfig config, SentimentData data) {
    Fingerprint print = new Fingerprint();
    data.train().forEach(item -> print.line(item.label() + "\t" + item.text()));
    data.unlabeled().forEach(item -> print.line(item.text()));
    return print.line(Integer.toString(config.data().maxLength()));
  }
}
