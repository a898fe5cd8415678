package dev.ieum.seq2seq.train;

import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;

/**
 * How often an epoch shows a training pair as people write and not as its corpus has it: the
 * section {@code augment}. Each component is a probability; 0 switches the change off. Immutable.
 *
 * <p>The set of changes follows OpusTrainer (Nieminen et al. 2023, arXiv 2311.14838); putting marks
 * on is for corpora of which one part has none.
 *
 * @param finalMarkDropped the source loses its final mark, the target keeps its own
 * @param finalMarksDropped both sides lose their final marks, where these are of one kind
 * @param finalMarkAdded a source without a final mark gets that of its target
 * @param joined another pair of the same entry follows, on both sides
 * @param spacesLost some spaces of the source are missing
 * @param typingNoise a word of the source has a typing error
 * @param upperCase both sides are in capitals
 * @param lowerCase the source has no capitals
 */
record Augmentation(
    @Setting(or = "0", min = 0, max = 1) double finalMarkDropped,
    @Setting(or = "0", min = 0, max = 1) double finalMarksDropped,
    @Setting(or = "0", min = 0, max = 1) double finalMarkAdded,
    @Setting(or = "0", min = 0, max = 1) double joined,
    @Setting(or = "0", min = 0, max = 1) double spacesLost,
    @Setting(or = "0", min = 0, max = 1) double typingNoise,
    @Setting(or = "0", min = 0, max = 1) double upperCase,
    @Setting(or = "0", min = 0, max = 1) double lowerCase)
    implements Settings.Checked {

  private static final Augmentation OFF = new Augmentation(0, 0, 0, 0, 0, 0, 0, 0);

  @Override
  public void check(Settings settings) {
    requireShare(
        settings,
        "final-mark-dropped",
        "final-marks-dropped",
        finalMarkDropped + finalMarksDropped);
    requireShare(settings, "upper-case", "lower-case", upperCase + lowerCase);
  }

  private static void requireShare(Settings settings, String first, String second, double sum) {
    if (sum > 1) {
      throw settings.error(
          second, "and %s: sum %s is out of range; allowed: 0 to 1".formatted(first, sum));
    }
  }

  /** Whether every pair is shown as its corpus has it. */
  boolean isOff() {
    return equals(OFF);
  }
}
