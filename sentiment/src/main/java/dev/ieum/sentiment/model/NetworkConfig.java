package dev.ieum.sentiment.model;

import dev.ieum.core.config.Setting;
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
    @Setting(or = "lstm") CellType cell,
    @Setting(or = "128", min = 1, max = 8192) int embeddingSize,
    @Setting(or = "1", min = 1, max = 16) int layers,
    @Setting(or = "128", min = 1, max = 8192) int hiddenSize,
    @Setting(or = "[max, mean]") List<Pooling> pooling,
    NgramConfig ngrams)
    implements Settings.Checked {
  public NetworkConfig {
    pooling = List.copyOf(pooling);
  }

  @Override
  public void check(Settings settings) {
    if (pooling.isEmpty()) {
      throw settings.error("pooling", "is empty; name at least one of max, mean, last, attention");
    }
  }
}
