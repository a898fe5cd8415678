package dev.ieum.seq2seq.train;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.runtime.EngineClasses;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.core.training.Fingerprint;
import dev.ieum.core.training.RunDirectory;
import dev.ieum.core.training.RunIdentity;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingLoop;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.datasets.TextPair;
import dev.ieum.seq2seq.model.PairBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Corpora and a configuration in, a model bundle out. */
public final class TranslationTrainer {
  /** The bundle's directory within a run directory. */
  public static final String MODEL = "model";

  /** Settings that do not change what is learnt; for data, the sentences themselves stand. */
  private static final List<String> HARMLESS =
      List.of("name", "data-licence", "card", "decoding", "data");

  private TranslationTrainer() {}

  /**
   * Returns what a run would do, in one line, without training.
   *
   * @throws dev.ieum.core.config.ConfigException when settings or data do not allow training
   * @throws IOException when a file cannot be read
   */
  public static String plan(TranslationConfig given) throws IOException {
    TranslationBundle.requireParts(given);
    Optional<Transfer> transfer = transfer(given);
    TranslationConfig config = transfer.map(given::continuing).orElse(given);
    TranslationData data = TranslationData.prepare(config, transfer);
    try (NDManager manager = NativeRuntime.newManager()) {
      TranslationTask task = new TranslationTask(config, data, manager);
      long updates = config.training().fitted(() -> task.epoch(0).size()).maxUpdates();
      return summary(config, data, task, updates);
    }
  }

  /**
   * Trains a model; the run directory holds checkpoint, snapshots, {@code metrics.jsonl} and, when
   * training has finished, the bundle {@value #MODEL}.
   *
   * @param given the configuration
   * @param resume whether to go on from the run directory's checkpoint
   * @param listener hears how it goes
   * @param stopRequested asked after every update; when true the run saves and returns
   * @throws dev.ieum.core.config.ConfigException when settings or data do not allow training
   * @throws IOException when a file cannot be read or written
   */
  public static TrainingOutcome run(
      TranslationConfig given,
      Path runDirectory,
      boolean resume,
      TrainingListener listener,
      BooleanSupplier stopRequested)
      throws IOException {
    return run(given, new TrainingRun(runDirectory, resume, Set.of(), listener, stopRequested));
  }

  /**
   * Trains a model.
   *
   * @param run where and how; its directory is held until the end
   * @throws dev.ieum.core.config.ConfigException when settings or data do not allow training, or
   *     another run holds the directory
   * @throws IOException when a file cannot be read or written
   */
  public static TrainingOutcome run(TranslationConfig given, TrainingRun run) throws IOException {
    EngineClasses.require();
    try (RunDirectory held = RunDirectory.hold(run)) {
      RunDirectory.requireStart(held.path(), run.resume(), RunDirectory.hasCheckpoint(held.path()));
      return train(given, run);
    }
  }

  private static TrainingOutcome train(TranslationConfig given, TrainingRun run)
      throws IOException {
    TranslationBundle.requireParts(given);
    Optional<Transfer> transfer = transfer(given);
    TranslationConfig config = transfer.map(given::continuing).orElse(given);
    TranslationData data = TranslationData.prepare(config, transfer);
    try (NDManager manager = NativeRuntime.newManager()) {
      TranslationTask task = new TranslationTask(config, data, manager);
      transfer.ifPresent(model -> task.parameters().restore(model.weights()));
      TrainingLoop<PairBatch> loop = new TrainingLoop<>(task, config.training(), run);
      run.listener().onStart(summary(config, data, task, loop.plannedUpdates()));
      TrainingOutcome outcome = loop.run(identity(config, data));
      if (outcome.finished()) {
        new TranslationBundle(config, data, outcome)
            .write(task.parameters().export(), run.directory().resolve(MODEL));
      }
      return outcome;
    }
  }

  private static Optional<Transfer> transfer(TranslationConfig config) throws IOException {
    return config.transfer().isPresent() ? Optional.of(Transfer.of(config)) : Optional.empty();
  }

  private static String summary(
      TranslationConfig config, TranslationData data, TranslationTask task, long updates) {
    return String.format(
        Locale.ROOT,
        "%s: %,d pairs (%,d left out), %,d dev pairs, vocabulary %,d + %,d, %,d parameters,"
            + " %,d updates",
        config.name(),
        data.train().size(),
        data.skipped(),
        data.dev().size(),
        data.source().vocabulary().size(),
        data.target().vocabulary().size(),
        task.parameters().size(),
        updates);
  }

  /**
   * Names what must be the same for a resumed run to end like one left alone: settings and training
   * pairs, then what the dev set decides with.
   */
  private static RunIdentity identity(TranslationConfig config, TranslationData data) {
    Fingerprint print = new Fingerprint();
    for (TranslationData.WordPair pair : data.train()) {
      print.line(String.join(" ", pair.source()) + "\t" + String.join(" ", pair.target()));
    }
    print.line(Integer.toString(config.data().maxLength()));
    for (TextPair pair : data.dev()) {
      print.line(pair.source() + "\t" + pair.target());
    }
    return RunIdentity.of(config.resolved(), HARMLESS, print.hex());
  }
}
