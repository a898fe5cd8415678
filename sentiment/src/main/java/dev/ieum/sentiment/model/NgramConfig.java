package dev.ieum.sentiment.model;

import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;

/**
 * Which n-grams of a text the network sees beside its states. Immutable.
 *
 * @param kind what they are made of
 * @param shortest units of the shortest
 * @param longest units of the longest
 * @param buckets vectors that they share by hash; 0: the network sees no n-grams
 * @param size numbers in a vector
 */
public record NgramConfig(
    @Setting(or = "character") NgramKind kind,
    @Setting(or = "1", min = 1, max = 20) int shortest,
    @Setting(or = "4", min = 1, max = 20) int longest,
    @Setting(or = "0", min = 0, max = 1 << 24) int buckets,
    @Setting(or = "16", min = 1, max = 1024) int size)
    implements Settings.Checked {

  @Override
  public void check(Settings settings) {
    if (shortest > longest) {
      throw settings.error("shortest", "is greater than longest; make it at most as great");
    }
  }

  /** Says whether the network sees any. */
  public boolean used() {
    return buckets > 0;
  }
}
