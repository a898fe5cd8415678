package dev.ieum.sentiment.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.core.config.EnumWords;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.Pooling;
import java.util.List;

/**
 * The shape of a classifying network. Immutable.
 *
 * @param cell kind of every recurrent layer
 * @param embeddingSize E
 * @param layers bidirectional layers
 * @param hiddenSize H of each direction
 * @param pooling how the states become one vector
 * @param ngrams which n-grams stand beside it
 */
public record NetworkConfig(
    CellType cell,
    int embeddingSize,
    int layers,
    int hiddenSize,
    List<Pooling> pooling,
    NgramConfig ngrams) {
  public NetworkConfig {
    pooling = List.copyOf(pooling);
  }

  /** Reads the section {@code network}. */
  public static NetworkConfig read(Settings settings) {
    NetworkConfig config =
        new NetworkConfig(
            settings.takeEnum("cell", CellType.class, CellType.LSTM),
            settings.takeInt("embedding-size", 1, 8192, 128),
            settings.takeInt("layers", 1, 16, 1),
            settings.takeInt("hidden-size", 1, 8192, 128),
            settings.takeEnums("pooling", Pooling.class, List.of(Pooling.MAX, Pooling.MEAN)),
            NgramConfig.read(settings.section("ngrams")));
    if (config.pooling.isEmpty()) {
      throw settings.error("pooling", "is empty; name at least one of max, mean, last, attention");
    }
    return config;
  }

  /** Returns the settings as {@link #read} takes them. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("cell", EnumWords.of(cell));
    json.addProperty("embedding-size", embeddingSize);
    json.addProperty("layers", layers);
    json.addProperty("hidden-size", hiddenSize);
    JsonArray kinds = new JsonArray();
    pooling.forEach(kind -> kinds.add(EnumWords.of(kind)));
    json.add("pooling", kinds);
    json.add("ngrams", ngrams.toJson());
    return json;
  }
}
