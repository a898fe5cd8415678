package dev.ieum.core.training;

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
    @Setting(or = "0", min = 0, max = 1e8) long maxUpdates,
    @Setting(or = "0.001", min = 1e-7, max = 1) double learningRate,
    @Setting(or = "linear") LearningRateSchedule schedule,
    @Setting(or = "200", min = 0, max = 1e6) long warmupUpdates,
    @Setting(or = "0.05", min = 0, max = 1) double finalRate,
    @Setting(or = "1", min = 0, max = 1e6) double clipNorm,
    @Setting(or = "0", min = 0, max = 1) double weightDecay,
    @Setting(or = "0", min = 0, max = 1e8) long validateEvery,
    @Setting(or = "10", min = 0, max = 1e6) int patience,
    @Setting(or = "250", min = 1, max = 1e8) long checkpointEvery,
    @Setting(or = "20", min = 1, max = 1e6) int maxSkippedUpdates,
    @Setting(or = "5", min = 1, max = 100) int average,
    @Setting(or = "1") long seed,
    @Setting(or = "1", min = 1, max = TrainingConfig.MOST_WORKERS) int workers) {
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

  /** How the learning rate moves after a linear warm-up. */
  public enum LearningRateSchedule {
    /** Stays. */
    CONSTANT,
    /** Falls in a straight line to the final share at the last planned update. */
    LINEAR,
    /** Falls along half a cosine to the final share at the last planned update. */
    COSINE,
    /** Falls with 1/sqrt(update), as in Vaswani et al. 2017, section 5.3. */
    INVERSE_SQUARE_ROOT;

    /**
     * Returns the factor on the peak rate.
     *
     * @param update 1 for the first
     * @param warmup updates until the peak; 0 for none
     * @param planned updates in all
     * @param finalShare what is left of the peak at the end, {@code [0, 1]}
     */
    public double factor(long update, long warmup, long planned, double finalShare) {
      if (update <= warmup) {
        return (double) update / warmup;
      }
      double progress = Math.min(1.0, (double) (update - warmup) / Math.max(1, planned - warmup));
      return switch (this) {
        case CONSTANT -> 1;
        case LINEAR -> 1 - (1 - finalShare) * progress;
        case COSINE -> finalShare + (1 - finalShare) * 0.5 * (1 + Math.cos(Math.PI * progress));
        case INVERSE_SQUARE_ROOT ->
            Math.max(finalShare, Math.sqrt((double) Math.max(1, warmup) / update));
      };
    }
  }
}
