package dev.ieum.core.training;

import java.time.Duration;

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
public record UpdateReport(
    int epoch,
    long update,
    long plannedUpdates,
    double loss,
    double learningRate,
    double gradientNorm,
    long tokens,
    double tokensPerSecond,
    Duration remaining) {}
