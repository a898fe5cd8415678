package dev.ieum.sequences.model;

import dev.ieum.core.nn.ParameterList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The architecture of a network of forecasts and its parameters: what {@link ForecastNetwork}
 * declares for training and {@link ForecastPredictor} takes. Immutable.
 *
 * @param sizes of layers
 * @param inputs D, numbers that describe a row
 * @param ahead K, numbers that are known of all predicted rows together
 * @param horizon N, rows that are predicted
 * @param levels Q, quantiles of each
 */
public record ForecastShape(ForecastSizes sizes, int inputs, int ahead, int horizon, int levels) {
  /** The bias of the quantiles, {@code [N * Q]}. */
  public static final String BIAS = "head.outer.bias";

  /** The weights that a network begins without, so that it is a linear map at first. */
  public static final String OUTER = "head.outer.weights";

  /** The linear map, which shifts all quantiles of a row. */
  public static final String SHIFT = "head.shift.weights";

  /** Returns the parameters of the recurrent layers, the lowest first. */
  List<ParameterList> layers() {
    int size = sizes.hiddenSize();
    return IntStream.range(0, sizes.layers())
        .mapToObj(
            i -> ParameterList.recurrent("layer." + i, sizes.cell(), i == 0 ? inputs : size, size))
        .toList();
  }

  /** Returns how many numbers quantiles are made of: state, row, and what is known ahead. */
  public int headInputs() {
    return sizes.hiddenSize() + inputs + ahead;
  }

  ParameterList inner() {
    return ParameterList.projection("head.inner", headInputs(), sizes.headSize(), true);
  }

  ParameterList outer() {
    return ParameterList.projection("head.outer", sizes.headSize(), horizon * levels, true);
  }

  ParameterList shift() {
    return ParameterList.projection("head.shift", headInputs(), horizon, false);
  }
}
