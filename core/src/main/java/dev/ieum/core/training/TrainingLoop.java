package dev.ieum.core.training;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.training.Checkpoint.Snapshot;
import dev.ieum.core.training.TrainingListener.UpdateReport;
import dev.ieum.core.training.TrainingListener.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

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
  private final TrainingRun run;
  private final Adam adam;
  private final Epochs<B> epochs;
  private final Snapshots snapshots;
  private final MetricsLog log;
  private final Pace pace = new Pace();
  private Checkpoint.State state = new Checkpoint.State();

  /** Prepares a run whose directory is held. */
  public TrainingLoop(TrainingTask<B> task, TrainingConfig config, TrainingRun run) {
    this.task = task;
    this.run = run;
    this.epochs = new Epochs<>(task);
    this.config = config.fitted(epochs::firstSize);
    this.adam = new Adam(task.parameters());
    this.snapshots = new Snapshots(run.directory(), config.average());
    this.log = new MetricsLog(run.directory());
  }

  /** Returns the last update if training does not stop early. */
  public long plannedUpdates() {
    return config.maxUpdates();
  }

  /**
   * Trains to the end, or until asked to stop, and leaves the chosen weights in the task.
   *
   * @param identity what must be the same for a resume to be exact
   * @throws ConfigException when there is nothing to resume, something to overwrite, or the
   *     checkpoint was made from other settings
   * @throws IOException when the run directory cannot be written; the last checkpoint is intact
   */
  public TrainingOutcome run(RunIdentity identity) throws IOException {
    Files.createDirectories(run.directory());
    start(identity);
    run.listener().onStoppable(true);
    try (epochs;
        Workers<B> workers = new Workers<>(task, config.workers())) {
      if (!learn(workers)) {
        return state.stopped();
      }
      TrainingOutcome chosen = choose();
      run.listener().onStoppable(false);
      TrainingTask.check(run.stop()); // what comes later is no request to this loop
      return chosen;
    } catch (CancellationException stoppedAfterTheLastCheckpoint) {
      return state.stopped();
    } finally {
      run.listener().onStoppable(false);
    }
  }

  /** Learns until nothing is left to learn; returns false, with all saved, when asked to stop. */
  private boolean learn(Workers<B> workers) throws IOException {
    try {
      // A resume that asks for fewer updates than were done may find nothing to choose from.
      if (state.validationDue || (finished() && state.snapshots.isEmpty())) {
        validate();
        save();
      }
      while (!finished()) {
        List<B> batches = epochs.take(state.epoch, run.stop());
        if (batches.size() - state.batch < config.maxUpdates() - state.update) {
          epochs.prefetch(state.epoch + 1);
        }
        while (state.batch < batches.size() && !finished()) {
          step(workers, batches.get(state.batch));
        }
        if (state.batch >= batches.size()) {
          state.epoch++;
          state.batch = 0;
        }
      }
      return true;
    } catch (CancellationException asked) {
      save();
      return false;
    }
  }

  private void step(Workers<B> workers, B batch) throws IOException {
    update(workers, batch);
    state.batch++;
    boolean due = state.update % config.validateEvery() == 0 || last();
    if (due) {
      state.validationDue = true;
      validate();
    }
    boolean periodic = due || state.update % config.checkpointEvery() == 0;
    // Weights that give no finite loss may be lost already: the last good ones are kept.
    if (finished() || (periodic && state.skippedInARow == 0)) {
      save();
    }
    if (!finished()) {
      TrainingTask.check(run.stop());
    }
  }

  private void start(RunIdentity identity) throws IOException {
    Path directory = run.directory();
    RunDirectory.requireStart(directory, run.resume(), RunDirectory.hasCheckpoint(directory));
    if (run.resume()) {
      state = Checkpoint.state(directory);
      state.changes.addAll(
          identity.changes(state.identity(), state.update, run.allowChanged(), directory));
      task.parameters().restore(Checkpoint.weights(directory));
      adam.restore(Checkpoint.moments(directory));
    }
    state.settings = identity.settings();
    state.data = identity.data();
    log.rewind(state.update);
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
    double norm = Double.NaN;
    try (Gradients gradients = lesson.gradients()) {
      if (Double.isFinite(loss)) {
        norm = adam.update(gradients, update, rate, config.clipNorm(), config.weightDecay());
      } else {
        gradients.clear();
      }
    }
    boolean skipped = !Double.isFinite(norm);
    long tokens = task.tokens(batch);
    state.update = update;
    if (!skipped) {
      state.lossSum += loss * tokens;
      state.lossTokens += tokens;
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    state.seconds += seconds;
    pace.add(tokens, seconds);
    report(loss, rate, norm, tokens, skipped);
  }

  private void report(double loss, double rate, double norm, long tokens, boolean skipped)
      throws IOException {
    double left = pace.secondsPerUpdate() * (config.maxUpdates() - state.update);
    UpdateReport report =
        new UpdateReport(
            state.epoch + 1,
            state.update,
            config.maxUpdates(),
            loss,
            rate,
            norm,
            tokens,
            pace.tokensPerSecond(),
            Duration.ofMillis((long) (1000 * left)));
    run.listener().onUpdate(report);
    if (skipped) {
      skip(report);
      return;
    }
    state.skippedInARow = 0;
    if (state.update % REPORT_EVERY == 0) {
      log.update(report);
    }
  }

  /**
   * Counts an update that was left out because its loss or gradient is not finite.
   *
   * @throws ConfigException when that were too many in a row
   */
  private void skip(UpdateReport report) throws IOException {
    state.skipped++;
    state.skippedInARow++;
    log.skipped(report, state.skipped);
    if (state.skippedInARow == 1) {
      run.listener()
          .onWarning(
              "update %d was skipped: its loss is %s, the norm of its gradient %s"
                  .formatted(report.update(), report.loss(), report.gradientNorm()));
    }
    if (state.skippedInARow >= config.maxSkippedUpdates()) {
      throw diverged(
          "updates skipped in a row, the last of them %d, = %d; allowed: fewer than"
                  .formatted(report.update(), state.skippedInARow)
              + " training.max-skipped-updates");
    }
  }

  private ConfigException diverged(String what) throws IOException {
    Path directory = run.directory();
    String goOn =
        RunDirectory.hasCheckpoint(directory)
            ? "go on from update %d with a lower rate (--resume --allow-changed"
                    .formatted(Checkpoint.state(directory).update)
                + " training.learning-rate --set training.learning-rate=%s), or "
                    .formatted(config.learningRate() / 4)
            : "";
    return new ConfigException(
        "%s: %s; %sstart again in another --out with a lower training.learning-rate or more"
                .formatted(directory, what, goOn)
            + " training.warmup-updates");
  }

  private void validate() throws IOException {
    long began = System.nanoTime();
    Map<String, Double> scores = task.validate(run.stop());
    double score = rank(scores);
    boolean best = score > state.bestScore; // never, when it is not a number
    state.stale = best ? 0 : state.stale + 1;
    state.bestScore = best ? score : state.bestScore;
    state.snapshots =
        snapshots.offer(state.snapshots, state.update, score, task.parameters().export());
    state.validationDue = false;
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
    run.listener().onValidation(report);
  }

  private void save() throws IOException {
    Checkpoint.save(run.directory(), state, task.parameters().export(), adam.export());
    snapshots.prune(state.snapshots);
  }

  /** Takes the average of the best snapshots if the dev set likes it better than the best one. */
  private TrainingOutcome choose() throws IOException {
    if (state.snapshots.isEmpty()) {
      throw diverged("no dev score is a number");
    }
    Snapshot best = state.snapshots.get(0);
    Map<String, FloatTensor> single = snapshots.read(best);
    task.parameters().restore(single);
    Map<String, Double> scores = task.validate(run.stop());
    String choice = "update " + best.update();
    if (state.snapshots.size() > 1) {
      task.parameters().restore(snapshots.average(state.snapshots));
      Map<String, Double> averaged = task.validate(run.stop());
      if (rank(averaged) >= rank(scores)) {
        scores = averaged;
        choice =
            "average of updates "
                + state.snapshots.stream().map(Snapshot::update).sorted().toList();
      } else {
        task.parameters().restore(single);
      }
    }
    return state.outcome(scores, choice);
  }

  /** Returns the score that decides; larger is better. */
  private double rank(Map<String, Double> scores) {
    return task.rank(scores.values().iterator().next());
  }
}
