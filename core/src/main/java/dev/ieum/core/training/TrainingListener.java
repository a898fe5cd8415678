package dev.ieum.core.training;

import java.time.Duration;
import java.util.Map;

/** Receives progress reports of training, on the training thread. */
public interface TrainingListener {

  /** Listens to nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** Called once before the first update with a short account of data and network. */
  default void onStart(String summary) {}

  /**
   * Called with true when the loop begins to look at the request to stop, and with false when it no
   * longer does: outside, while data are prepared or the finished model is scored, only the process
   * can be ended.
   */
  default void onStoppable(boolean stoppable) {}

  /** Called with what a person should know, in one line. */
  default void onWarning(String line) {}

  /** Called after every update. */
  default void onUpdate(UpdateReport report) {}

  /** Called after every validation. */
  default void onValidation(ValidationReport report) {}

  /**
   * How training stands after an update.
   *
   * @param epoch 1 for the first
   * @param update 1 for the first
   * @param plannedUpdates the last update if training does not stop early
   * @param loss mean loss per target token of this update, in nats, label smoothing included
   * @param learningRate rate of this update
   * @param gradientNorm global norm before clipping
   * @param tokens target tokens of this update
   * @param tokensPerSecond target tokens per second, over the last updates
   * @param remaining time left at this pace
   */
  record UpdateReport(
      int epoch,
      long update,
      long plannedUpdates,
      double loss,
      double learningRate,
      double gradientNorm,
      long tokens,
      double tokensPerSecond,
      Duration remaining) {}

  /**
   * How the dev set was scored.
   *
   * @param epoch 1 for the first
   * @param update after which it was scored
   * @param trainingLoss mean loss per target token since the last validation, in nats
   * @param scores by metric; the first decides
   * @param best whether this is the best so far
   * @param stale validations since the best
   * @param seconds time that scoring took
   */
  record ValidationReport(
      int epoch,
      long update,
      double trainingLoss,
      Map<String, Double> scores,
      boolean best,
      int stale,
      double seconds) {}
}
