package dev.ieum.sentiment.model;

import com.google.gson.JsonObject;
import dev.ieum.core.config.EnumWords;
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
public record NgramConfig(NgramKind kind, int shortest, int longest, int buckets, int size) {

  /** Reads the section {@code network.ngrams}. */
  public static NgramConfig read(Settings settings) {
    NgramConfig config =
        new NgramConfig(
            settings.takeEnum("kind", NgramKind.class, NgramKind.CHARACTER),
            settings.takeInt("shortest", 1, 20, 1),
            settings.takeInt("longest", 1, 20, 4),
            settings.takeInt("buckets", 0, 1 << 24, 0),
            settings.takeInt("size", 1, 1024, 16));
    if (config.shortest > config.longest) {
      throw settings.error("shortest", "is greater than longest; make it at most as great");
    }
    return config;
  }

  /** Returns the settings as {@link #read} takes them. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("kind", EnumWords.of(kind));
    json.addProperty("shortest", shortest);
    json.addProperty("longest", longest);
    json.addProperty("buckets", buckets);
    json.addProperty("size", size);
    return json;
  }

  /** Says whether the network sees any. */
  public boolean used() {
    return buckets > 0;
  }
}
