package dev.ieum.sentiment.model;

import dev.ieum.core.config.CheckedSettings;
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
    @Setting(value = "Kind of every recurrent layer.", or = "lstm") CellType cell,
    @Setting(value = "Numbers in the vector of a token.", or = "128", min = 1, max = 8192)
        int embeddingSize,
    @Setting(value = "Bidirectional layers.", or = "1", min = 1, max = 16) int layers,
    @Setting(value = "Units of each direction.", or = "128", min = 1, max = 8192) int hiddenSize,
    @Setting(
            value = "How the states of all tokens become one vector; several are joined.",
            or = "[max, mean]")
        List<Pooling> pooling,
    @Setting("Hashed n-grams that the output layer sees beside the recurrent states.")
        NgramConfig ngrams)
    implements CheckedSettings {
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
