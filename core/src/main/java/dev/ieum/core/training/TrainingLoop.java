package dev.ieum.core.training;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.training.Checkpoint.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Trains any task: update, validate, save, stop.
 *
 * <p>A run is a pure function of configuration, data and seed. The chance of each update follows
 * from its own number and that of each epoch from its own, so a run that was killed and resumed
 * ends with the same weights, bit for bit, as one left alone. Not thread-safe.
 *
 * @param <B> the task's batch
 */
public final class TrainingLoop<B> {
  private static final int REPORT_EVERY = 10;

  private final TrainingTask<B> task;
  private final TrainingConfig config;
  private final Path runDirectory;
  private final TrainingListener listener;
  private final BooleanSupplier stopRequested;
  private final Adam adam;
  private final Snapshots snapshots;
  private final MetricsLog log;
  private final Pace pace = new Pace();
  private Checkpoint.State state = new Checkpoint.State();

  /**
   * Prepares a run.
   *
   * @param stopRequested asked after every update; when true the run saves and returns
   */
  public TrainingLoop(
      TrainingTask<B> task,
      TrainingConfig config,
      Path runDirectory,
      TrainingListener listener,
      BooleanSupplier stopRequested) {
    this.task = task;
    this.config = config.fitted(() -> task.epoch(0).size());
    this.runDirectory = runDirectory;
    this.listener = listener;
    this.stopRequested = stopRequested;
    this.adam = new Adam(task.parameters());
    this.snapshots = new Snapshots(runDirectory, config.average());
    this.log = new MetricsLog(runDirectory);
  }

  /**
   * Trains to the end, or until asked to stop, and leaves the chosen weights in the task.
   *
   * @param fingerprint what configuration and data must be the same for a resume to be exact, as a
   *     digest; it may have two parts with a full stop between them
   * @param resume whether to go on from the checkpoint in the run directory
   * @throws ConfigException when there is nothing to resume, something to overwrite, or the
   *     checkpoint was made from other settings
   * @throws IOException when the run directory cannot be written; the last checkpoint is intact
   */
  public TrainingOutcome run(String fingerprint, boolean resume) throws IOException {
    Files.createDirectories(runDirectory);
    start(fingerprint, resume);
    try (Workers<B> workers = new Workers<>(task, config.workers())) {
      return train(workers);
    }
  }

  private TrainingOutcome train(Workers<B> workers) throws IOException {
    Epochs<B> epochs = new Epochs<>(task);
    while (!finished()) {
      List<B> batches = epochs.take(state.epoch);
      while (state.batch < batches.size() && !finished()) {
        update(workers, batches.get(state.batch));
        state.batch++;
        boolean validated = state.update % config.validateEvery() == 0 || last();
        if (validated) {
          validate();
        }
        boolean stop = stopRequested.getAsBoolean();
        if (validated || stop || state.update % config.checkpointEvery() == 0) {
          save();
        }
        if (stop && !finished()) {
          return new TrainingOutcome(
              state.update, false, Map.of(), "stopped", started(), state.seconds);
        }
      }
      if (state.batch >= batches.size()) {
        state.epoch++;
        state.batch = 0;
      }
    }
    return choose();
  }

  /**
   * Checks that a run can begin, or go on, in a directory: before its data are read, which may take
   * long.
   *
   * @throws ConfigException when there is nothing to resume, or something to overwrite
   * @throws IOException when what a killed run left there cannot be put right
   */
  public static void requireStart(Path runDirectory, boolean resume) throws IOException {
    boolean exists = hasCheckpoint(runDirectory);
    if (resume && !exists) {
      throw new ConfigException(
          "%s: no checkpoint to resume; leave --resume out to start".formatted(runDirectory));
    }
    if (!resume && exists) {
      throw new ConfigException(
          "%s: already holds a run; go on with --resume, or give another --out"
              .formatted(runDirectory));
    }
  }

  /**
   * Says whether a directory holds a run that can be resumed.
   *
   * @throws IOException when what a killed run left there cannot be put right
   */
  public static boolean hasCheckpoint(Path runDirectory) throws IOException {
    return Checkpoint.exists(runDirectory);
  }

  private void start(String fingerprint, boolean resume) throws IOException {
    requireStart(runDirectory, resume);
    if (resume) {
      state = Checkpoint.state(runDirectory);
      if (!agrees(state.fingerprint, fingerprint)) {
        throw new ConfigException(
            ("%s: the checkpoint was made with other settings or data (%s, now %s);"
                    + " resume with the same, or give another --out")
                .formatted(runDirectory, state.fingerprint, fingerprint));
      }
      task.parameters().restore(Checkpoint.weights(runDirectory));
      adam.restore(Checkpoint.moments(runDirectory));
    }
    state.fingerprint = fingerprint;
    log.rewind(state.update);
  }

  /** Whether they are the same; a checkpoint older than the second part names only the first. */
  private static boolean agrees(String saved, String now) {
    return saved.equals(now) || (!saved.contains(".") && now.startsWith(saved + "."));
  }

  private Instant started() {
    return Instant.parse(state.started);
  }

  private boolean last() {
    return state.update >= config.maxUpdates();
  }

  private boolean finished() {
    return last() || (config.patience() > 0 && state.stale >= config.patience());
  }

  private void update(Workers<B> workers, B batch) throws IOException {
    long began = System.nanoTime();
    long update = state.update + 1;
    double rate = config.rate(update);
    // Each worker of each update has a seed of its own.
    long seed = (config.seed() * 1_000_003L + update) * TrainingConfig.MOST_WORKERS;
    Workers.Lesson lesson = workers.learn(batch, seed);
    double loss = lesson.loss();
    double norm;
    try (Gradients gradients = lesson.gradients()) {
      norm = adam.update(gradients, update, rate, config.clipNorm(), config.weightDecay());
    }
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      throw new ConfigException(
          ("training.learning-rate = %s: the loss is %s at update %d; lower it, lengthen"
                  + " training.warmup-updates, and resume from the last checkpoint's settings")
              .formatted(config.learningRate(), loss, update));
    }
    long tokens = task.tokens(batch);
    state.update = update;
    state.lossSum += loss * tokens;
    state.lossTokens += tokens;
    double seconds = (System.nanoTime() - began) / 1e9;
    state.seconds += seconds;
    pace.add(tokens, seconds);
    UpdateReport report =
        new UpdateReport(
            state.epoch + 1,
            update,
            config.maxUpdates(),
            loss,
            rate,
            norm,
            tokens,
            pace.tokensPerSecond(),
            Duration.ofMillis(
                (long) (1000 * pace.secondsPerUpdate() * (config.maxUpdates() - update))));
    listener.onUpdate(report);
    if (update % REPORT_EVERY == 0) {
      log.update(report);
    }
  }

  private void validate() throws IOException {
    long began = System.nanoTime();
    Map<String, Double> scores = task.validate();
    double score = scores.values().iterator().next();
    boolean best = score > state.bestScore;
    state.stale = best ? 0 : state.stale + 1;
    state.bestScore = Math.max(score, state.bestScore);
    state.snapshots =
        snapshots.offer(
            state.snapshots, new Snapshot(state.update, score), task.parameters().export());
    double seconds = (System.nanoTime() - began) / 1e9;
    state.seconds += seconds;
    ValidationReport report =
        new ValidationReport(
            state.epoch + 1,
            state.update,
            state.lossSum / Math.max(1, state.lossTokens),
            scores,
            best,
            state.stale,
            seconds);
    state.lossSum = 0;
    state.lossTokens = 0;
    log.validation(report);
    listener.onValidation(report);
  }

  private void save() throws IOException {
    Checkpoint.save(runDirectory, state, task.parameters().export(), adam.export());
    snapshots.prune(state.snapshots);
  }

  /** Takes the average of the best snapshots if the dev set likes it better than the best one. */
  private TrainingOutcome choose() throws IOException {
    Snapshot best = state.snapshots.get(0);
    Map<String, FloatTensor> single = snapshots.read(best);
    task.parameters().restore(single);
    Map<String, Double> scores = task.validate();
    String choice = "update " + best.update();
    if (state.snapshots.size() > 1) {
      task.parameters().restore(snapshots.average(state.snapshots));
      Map<String, Double> averaged = task.validate();
      if (averaged.values().iterator().next() >= scores.values().iterator().next()) {
        scores = averaged;
        choice =
            "average of updates "
                + state.snapshots.stream().map(Snapshot::update).sorted().toList();
      } else {
        task.parameters().restore(single);
      }
    }
    return new TrainingOutcome(state.update, true, scores, choice, started(), state.seconds);
  }

  /** Speed over the last updates, as a decaying mean. */
  private static final class Pace {
    private static final double KEEP = 0.98;
    private double tokens;
    private double seconds;
    private double updates;

    void add(long newTokens, double newSeconds) {
      tokens = tokens * KEEP + newTokens;
      seconds = seconds * KEEP + newSeconds;
      updates = updates * KEEP + 1;
    }

    double tokensPerSecond() {
      return tokens / Math.max(1e-9, seconds);
    }

    double secondsPerUpdate() {
      return seconds / Math.max(1, updates);
    }
  }
}
