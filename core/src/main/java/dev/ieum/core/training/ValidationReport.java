package dev.ieum.core.training;

import java.util.Map;

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
public record ValidationReport(
    int epoch,
    long update,
    double trainingLoss,
    Map<String, Double> scores,
    boolean best,
    int stale,
    double seconds) {}
