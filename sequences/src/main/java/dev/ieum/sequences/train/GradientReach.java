package dev.ieum.sequences.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.SequenceModel.ModelSettings;
import dev.ieum.sequences.model.SequenceNetwork;
import dev.ieum.sequences.model.SequenceNetwork.Window;
import dev.ieum.sequences.model.SequenceShape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How much of the gradient of a sequence's last event arrives at the events before it. Immutable.
 *
 * @param byDistance norms, 0 for the event read last; the geometric mean of the sequences
 * @param parameterNorm global norm of the gradient by all parameters, what clipping looks at; the
 *     mean of the sequences
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read only
public record GradientReach(double[] byDistance, double parameterNorm) {
  /** Smallest norm that counts: below, floats have no more digits. */
  private static final double LEAST = 1e-40;

  /** The weights that a network is measured with. */
  public enum Stage {
    /** As drawn from the seed, before learning. */
    BEFORE,
    /** As drawn, the maps from state to state four times as large: gradients explode. */
    ENLARGED,
    /** As in the bundle. */
    AFTER
  }

  /**
   * Measures.
   *
   * @param sequences of one length, two events or more; the last is predicted
   * @param seed what the weights before learning are drawn from
   */
  public static GradientReach of(
      ModelBundle bundle, List<List<String>> sequences, Stage stage, long seed) throws IOException {
    Vocabulary vocabulary = Vocabulary.ofAll(bundle.vocabulary("events"));
    ModelSettings settings =
        Settings.of("model.json", bundle.manifest().network()).read(ModelSettings.class);
    SequenceShape shape = new SequenceShape(settings.sizes(), vocabulary.size());
    try (NDManager manager = NativeRuntime.newManager()) {
      ParameterStore store = ParameterStore.forTraining(manager, seed);
      SequenceNetwork network = new SequenceNetwork(store, shape);
      switch (stage) {
        case BEFORE -> {}
        case ENLARGED -> store.restore(enlarged(store.export()));
        case AFTER -> store.restore(bundle.weights());
      }
      double[] logs = new double[sequences.get(0).size()];
      double norm = 0;
      for (List<String> sequence : sequences) {
        int[] ids = SequenceModel.ids(vocabulary, sequence, false);
        int last = ids.length - 1;
        Window window =
            new Window(Arrays.copyOf(ids, last), Arrays.copyOfRange(ids, 1, ids.length), last - 1);
        try (NDManager step = manager.newSubManager()) {
          double[] norms = network.gradientNorms(step, window);
          for (int t = 0; t < last; t++) {
            logs[last - 1 - t] += Math.log(Math.max(LEAST, norms[t])) / sequences.size();
          }
        }
        norm += takeNorm(store) / sequences.size();
      }
      return new GradientReach(Arrays.stream(logs).map(Math::exp).toArray(), norm);
    }
  }

  private static Map<String, FloatTensor> enlarged(Map<String, FloatTensor> weights) {
    weights.replaceAll((name, w) -> name.endsWith("hidden_weights") ? w.times(4) : w);
    return weights;
  }

  /** Returns the global norm of the parameters' gradients, and sets them to zero. */
  private static double takeNorm(ParameterStore store) {
    double squares = 0;
    for (ParameterStore.Parameter parameter : store.parameters().values()) {
      try (NDArray gradient = parameter.array().getGradient()) {
        for (float g : gradient.toFloatArray()) {
          squares += (double) g * g;
        }
        gradient.subi(gradient);
      }
    }
    return Math.sqrt(squares);
  }
}
