package dev.ieum.core.training;

import java.time.Instant;
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
 */
public record TrainingOutcome(
    long updates,
    boolean finished,
    Map<String, Double> scores,
    String choice,
    Instant started,
    double seconds) {}
