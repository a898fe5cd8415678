package dev.ieum.core.recipe;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.FloatTensor;
import java.io.IOException;
import java.util.Map;

/** The data of a run, read and made ready, and what is trained on them. Immutable. */
public interface PreparedRun {

  /** Returns the configuration, with what was filled in from the data or another model. */
  Recipe recipe();

  /** Returns weights of another model that this one begins with, by name; there may be none. */
  default Map<String, FloatTensor> weights() {
    return Map.of();
  }

  /**
   * Declares the network that is pretrained, if {@link Recipe#pretrains}.
   *
   * @param manager owner of the parameters
   */
  default LoopTask<?> pretraining(NDManager manager) {
    throw new UnsupportedOperationException("no pretraining");
  }

  /**
   * Declares the network to train.
   *
   * @param manager owner of the parameters
   * @param plan whether only its sizes are needed
   * @throws IOException when a model that it learns from cannot be read
   */
  RecipeTask<?> task(NDManager manager, boolean plan) throws IOException;
}
