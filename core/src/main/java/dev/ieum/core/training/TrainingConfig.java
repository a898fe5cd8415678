package dev.ieum.core.training;

import dev.ieum.core.config.Doc;
import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import java.util.Map;
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
 * @param workers threads that share each batch; results differ between numbers of workers, since
 *     floats are then summed in another order
 */
public record TrainingConfig(
    @Doc(
            "Optimizer updates planned; the schedule ends there. 0: thirty epochs, but at"
                + " least 1500 and at most 10,000 updates.")
        @Setting(or = "0", min = 0, max = 1e8)
        long maxUpdates,
    @Doc("Peak learning rate of Adam.") @Setting(or = "0.001", min = 1e-7, max = 1)
        double learningRate,
    @Doc("How the rate moves after warm-up.") @Setting(or = "linear") LearningRateSchedule schedule,
    @Doc("Updates over which the rate rises from 0 to its peak.")
        @Setting(or = "200", min = 0, max = 1e6)
        long warmupUpdates,
    @Doc("Share of the peak rate left at the end of the schedule.")
        @Setting(or = "0.05", min = 0, max = 1)
        double finalRate,
    @Doc("Largest global norm of the gradients; 0 turns clipping off.")
        @Setting(or = "1", min = 0, max = 1e6)
        double clipNorm,
    @Doc("Decoupled weight decay per unit of learning rate (AdamW).")
        @Setting(or = "0", min = 0, max = 1)
        double weightDecay,
    @Doc("Updates between validations. 0: a twentieth of all updates, but 50 to 500.")
        @Setting(or = "0", min = 0, max = 1e8)
        long validateEvery,
    @Doc("Validations without a better score before training stops; 0 never stops early.")
        @Setting(or = "10", min = 0, max = 1e6)
        int patience,
    @Doc("Updates between checkpoints, besides those at validations.")
        @Setting(or = "250", min = 1, max = 1e8)
        long checkpointEvery,
    @Doc("Updates skipped in a row, because loss or gradients were not finite, that end the run.")
        @Setting(or = "20", min = 1, max = 1e6)
        int maxSkippedUpdates,
    @Doc("How many of the best snapshots are averaged into the model; 1 for none.")
        @Setting(or = "5", min = 1, max = 100)
        int average,
    @Doc("Seed of all randomness; the same seed and workers give the same weights.")
        @Setting(or = "1")
        long seed,
    @Doc("Threads that share each batch; another number gives slightly other weights.")
        @Setting(or = "1", min = 1, max = TrainingConfig.MOST_WORKERS)
        int workers) {
  /** Workers allowed. */
  public static final int MOST_WORKERS = 256;

  private static final long EPOCHS = 30;
  private static final long FEWEST_UPDATES = 1_500;
  private static final long MOST_UPDATES = 10_000;

  /**
   * Returns this with the updates and validations left open filled in: thirty epochs, but at least
   * 1,500 updates (a small corpus needs many epochs) and at most 10,000, and a validation after
   * every twentieth of them, every 50 to 500 updates.
   *
   * @param updatesPerEpoch asked only if it is needed
   */
  public TrainingConfig fitted(LongSupplier updatesPerEpoch) {
    long updates =
        maxUpdates > 0
            ? maxUpdates
            : clamp(EPOCHS * updatesPerEpoch.getAsLong(), FEWEST_UPDATES, MOST_UPDATES);
    long every = validateEvery > 0 ? validateEvery : clamp(updates / 20, 50, 500);
    return Settings.with(this, Map.of("maxUpdates", updates, "validateEvery", every));
  }

  private static long clamp(long value, long least, long most) {
    return Math.max(least, Math.min(most, value));
  }

  /** Returns the learning rate of {@code update}, 1 for the first. */
  double rate(long update) {
    return learningRate * schedule.factor(update, warmupUpdates, maxUpdates, finalRate);
  }
}
