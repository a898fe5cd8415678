package dev.ieum.sequences.model;

import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.EncoderShape.EncoderKind;
import java.util.Map;

/**
 * The shape of a next-event network. Immutable.
 *
 * @param architecture of the layers
 * @param cell kind of every recurrent layer
 * @param embeddingSize E; the width of Transformer layers
 * @param hiddenSize H of recurrent layers
 * @param layers read from left to right; from the second on, each adds to what it reads
 * @param heads of attention in Transformer layers
 * @param feedForward units inside the feed-forward networks of such layers
 */
public record NetworkConfig(
    @Setting(or = "recurrent") EncoderKind architecture,
    @Setting(or = "gru") CellType cell,
    @Setting(or = "128", min = 1, max = 8192) int embeddingSize,
    @Setting(or = "128", min = 1, max = 8192) int hiddenSize,
    @Setting(or = "1", min = 1, max = 16) int layers,
    @Setting(or = "4", min = 1, max = 256) int heads,
    @Setting(or = "512", min = 1, max = 65_536) int feedForward)
    implements Settings.Checked {

  /** Recurrent layers. */
  public NetworkConfig(CellType cell, int embeddingSize, int hiddenSize, int layers) {
    this(EncoderKind.RECURRENT, cell, embeddingSize, hiddenSize, layers, 4, 512);
  }

  @Override
  public void check(Settings settings) {
    settings.errorIf(
        architecture == EncoderKind.TRANSFORMER && embeddingSize % heads != 0,
        "heads",
        "does not divide embedding-size = %d; choose a divisor".formatted(embeddingSize));
  }

  /** Recurrent networks are written as they were before there was a choice. */
  @Override
  public Map<String, String> unused() {
    String transformer = "belongs to architecture: transformer; remove it";
    String recurrent = "belongs to architecture: recurrent; remove it";
    return switch (architecture) {
      case RECURRENT ->
          Map.of("architecture", "", "heads", transformer, "feed-forward", transformer);
      case TRANSFORMER -> Map.of("cell", recurrent, "hidden-size", recurrent);
    };
  }

  /** Returns how many numbers the uppermost layer makes of an event. */
  int width() {
    return architecture == EncoderKind.TRANSFORMER ? embeddingSize : hiddenSize;
  }
}
