package dev.ieum.core.training;

import dev.ieum.core.config.Settings;

/**
 * How a network is trained, whatever the network is. Immutable.
 *
 * @param maxUpdates optimizer updates planned; the schedule ends there
 * @param learningRate peak rate of Adam
 * @param schedule how the rate moves after warm-up
 * @param warmupUpdates updates of linear warm-up
 * @param finalRate share of the peak rate left at the end
 * @param clipNorm largest global gradient norm; 0 turns clipping off
 * @param weightDecay decoupled decay per unit of learning rate (Loshchilov and Hutter 2019)
 * @param validateEvery updates between validations
 * @param patience validations without a better score before training stops; 0 never stops early
 * @param checkpointEvery updates between checkpoints, besides those at validations
 * @param average how many of the best-scored snapshots are averaged at the end; 1 for none
 * @param seed what all chance comes from
 */
public record TrainingConfig(
    long maxUpdates,
    double learningRate,
    LearningRateSchedule schedule,
    long warmupUpdates,
    double finalRate,
    double clipNorm,
    double weightDecay,
    long validateEvery,
    int patience,
    long checkpointEvery,
    int average,
    long seed) {

  /** Reads the section {@code training}. */
  public static TrainingConfig read(Settings settings) {
    return new TrainingConfig(
        settings.takeLong("max-updates", 1, 100_000_000L, 10_000),
        settings.takeDouble("learning-rate", 1e-7, 1, 1e-3),
        settings.takeEnum("schedule", LearningRateSchedule.class, LearningRateSchedule.LINEAR),
        settings.takeLong("warmup-updates", 0, 1_000_000L, 200),
        settings.takeDouble("final-rate", 0, 1, 0.05),
        settings.takeDouble("clip-norm", 0, 1e6, 1),
        settings.takeDouble("weight-decay", 0, 1, 0),
        settings.takeLong("validate-every", 1, 100_000_000L, 500),
        settings.takeInt("patience", 0, 1_000_000, 10),
        settings.takeLong("checkpoint-every", 1, 100_000_000L, 250),
        settings.takeInt("average", 1, 100, 5),
        settings.takeLong("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1));
  }

  /** Returns the learning rate of {@code update}, 1 for the first. */
  double rate(long update) {
    return learningRate * schedule.factor(update, warmupUpdates, maxUpdates, finalRate);
  }
}
