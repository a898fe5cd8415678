package dev.ieum.sequences.model;

import dev.ieum.core.config.Setting;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.ParameterList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The architecture of a network that classifies every row of a stream and its parameters: what
 * {@link CommandNetwork} declares for training and {@link CommandPredictor} takes. Immutable.
 *
 * @param inputs D, numbers of a row
 * @param classes C
 */
public record CommandShape(Sizes sizes, int inputs, int classes) {
  /**
   * What a configuration chooses. Immutable.
   *
   * @param cell kind of every recurrent layer
   * @param hiddenSize H
   * @param layers read from left to right; from the second on, each adds to what it reads
   */
  public record Sizes(
      @Setting(or = "gru") CellType cell,
      @Setting(or = "96", min = 1, max = 4096) int hiddenSize,
      @Setting(or = "2", min = 1, max = 16) int layers) {}

  /** Returns the parameters of the recurrent layers, the lowest first. */
  List<ParameterList> layers() {
    int size = sizes.hiddenSize();
    return IntStream.range(0, sizes.layers())
        .mapToObj(
            i -> ParameterList.recurrent("layer." + i, sizes.cell(), i == 0 ? inputs : size, size))
        .toList();
  }

  ParameterList output() {
    return ParameterList.projection("output", sizes.hiddenSize(), classes, true);
  }
}
