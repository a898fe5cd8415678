package dev.ieum.core.training;

import dev.ieum.core.config.Settings;
import java.util.function.LongSupplier;

/**
 * How a network is trained, whatever the network is. Immutable.
 *
 * @param maxUpdates optimizer updates planned; the schedule ends there; 0 for as many as the size
 *     of the data asks for, see {@link #fitted}
 * @param learningRate peak rate of Adam
 * @param schedule how the rate moves after warm-up
 * @param warmupUpdates updates of linear warm-up
 * @param finalRate share of the peak rate left at the end
 * @param clipNorm largest global gradient norm; 0 turns clipping off
 * @param weightDecay decoupled decay per unit of learning rate (Loshchilov and Hutter 2019)
 * @param validateEvery updates between validations; 0 for twenty in a run
 * @param patience validations without a better score before training stops; 0 never stops early
 * @param checkpointEvery updates between checkpoints, besides those at validations
 * @param maxSkippedUpdates updates in a row that are left out because loss or gradient is not
 *     finite before the run fails
 * @param average how many of the best-scored snapshots are averaged at the end; 1 for none
 * @param seed what all chance comes from
 * @param workers learners that share each batch, each on a thread of its own; what is learnt
 *     differs between numbers of them as sums of floats do in another order
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
    int maxSkippedUpdates,
    int average,
    long seed,
    int workers) {
  /** Workers allowed. */
  public static final int MOST_WORKERS = 256;

  private static final long EPOCHS = 30;
  private static final long FEWEST_UPDATES = 1_500;
  private static final long MOST_UPDATES = 10_000;

  /**
   * Reads the section {@code training}, or one like it.
   *
   * @param workers how many there are unless the section says
   */
  public static TrainingConfig read(Settings settings, int workers) {
    return new TrainingConfig(
        settings.takeLong("max-updates", 0, 100_000_000L, 0),
        settings.takeDouble("learning-rate", 1e-7, 1, 1e-3),
        settings.takeEnum("schedule", LearningRateSchedule.class, LearningRateSchedule.LINEAR),
        settings.takeLong("warmup-updates", 0, 1_000_000L, 200),
        settings.takeDouble("final-rate", 0, 1, 0.05),
        settings.takeDouble("clip-norm", 0, 1e6, 1),
        settings.takeDouble("weight-decay", 0, 1, 0),
        settings.takeLong("validate-every", 0, 100_000_000L, 0),
        settings.takeInt("patience", 0, 1_000_000, 10),
        settings.takeLong("checkpoint-every", 1, 100_000_000L, 250),
        settings.takeInt("max-skipped-updates", 1, 1_000_000, 20),
        settings.takeInt("average", 1, 100, 5),
        settings.takeLong("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1),
        settings.takeInt("workers", 1, MOST_WORKERS, workers));
  }

  /**
   * Returns this with the updates and validations left open filled in: thirty epochs, but at least
   * 1,500 updates (a small corpus needs many epochs to be learnt at all) and at most 10,000, and a
   * validation after every twentieth of them, every 50 to 500 updates.
   *
   * @param updatesPerEpoch asked only if it is needed
   */
  public TrainingConfig fitted(LongSupplier updatesPerEpoch) {
    long updates =
        maxUpdates > 0
            ? maxUpdates
            : clamp(EPOCHS * updatesPerEpoch.getAsLong(), FEWEST_UPDATES, MOST_UPDATES);
    long every = validateEvery > 0 ? validateEvery : clamp(updates / 20, 50, 500);
    return new TrainingConfig(
        updates,
        learningRate,
        schedule,
        warmupUpdates,
        finalRate,
        clipNorm,
        weightDecay,
        every,
        patience,
        checkpointEvery,
        maxSkippedUpdates,
        average,
        seed,
        workers);
  }

  private static long clamp(long value, long least, long most) {
    return Math.max(least, Math.min(most, value));
  }

  /** Returns the learning rate of {@code update}, 1 for the first. */
  double rate(long update) {
    return learningRate * schedule.factor(update, warmupUpdates, maxUpdates, finalRate);
  }
}
