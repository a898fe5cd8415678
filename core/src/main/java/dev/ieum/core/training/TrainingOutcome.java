package dev.ieum.core.training;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How training ended.
 *
 * @param updates updates done
 * @param finished false when it was asked to stop before its end; it can then be resumed
 * @param scores dev scores of the parameters that were left in the store; empty if not finished
 * @param choice which parameters those are, in words
 * @param started when the first run began
 * @param seconds time spent training, over all runs
 * @param skipped updates left out because loss or gradient was not finite
 * @param changes settings that a resume changed
 */
public record TrainingOutcome(
    long updates,
    boolean finished,
    Map<String, Double> scores,
    String choice,
    Instant started,
    double seconds,
    long skipped,
    List<RunIdentity.Change> changes) {
  public TrainingOutcome {
    changes = List.copyOf(changes);
  }

  /** Returns the outcome of a run that was asked to stop. */
  public static TrainingOutcome stopped(long updates, Instant started, double seconds) {
    return new TrainingOutcome(updates, false, Map.of(), "stopped", started, seconds, 0, List.of());
  }
}
