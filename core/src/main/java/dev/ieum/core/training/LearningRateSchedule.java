package dev.ieum.core.training;

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
