package dev.ieum.core.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.nn.ParameterList;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.Projection;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.core.training.TrainingConfig.LearningRateSchedule;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The optimizer against the algorithm written out in plain Java and 64 bits. */
class AdamTest {
  private static final int IN = 3;
  private static final int OUT = 5;

  private NDManager manager;
  private ParameterStore store;
  private Projection layer;
  private Random random;

  @BeforeEach
  void open() {
    manager = NativeRuntime.newManager();
    store = ParameterStore.forTraining(manager, 3);
    layer = new Projection(store, ParameterList.projection("layer", IN, OUT, true));
    random = new Random(17);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Kingma and Ba 2015, algorithm 1; Loshchilov and Hutter 2019, algorithm 2. */
  private static final class Reference {
    private final double[] weights;
    private final double[] first;
    private final double[] second;

    Reference(float[] start) {
      weights = doubles(start);
      first = new double[start.length];
      second = new double[start.length];
    }

    void update(double[] gradient, double scale, int t, double rate, double decay) {
      for (int i = 0; i < weights.length; i++) {
        double g = gradient[i] * scale;
        first[i] = 0.9 * first[i] + 0.1 * g;
        second[i] = 0.98 * second[i] + 0.02 * g * g;
        double mean = first[i] / (1 - Math.pow(0.9, t));
        double variance = second[i] / (1 - Math.pow(0.98, t));
        weights[i] -= rate * (mean / (Math.sqrt(variance) + 1e-9) + decay * weights[i]);
      }
    }
  }

  @ParameterizedTest(name = "clip {0}, decay {1}, schedule {2}")
  @CsvSource({
    "0, 0, CONSTANT",
    "1, 0, LINEAR",
    "0.5, 0.1, COSINE",
    "1000, 0.05, INVERSE_SQUARE_ROOT"
  })
  void update_sixtyTimes_followsTheAlgorithm(
      double clip, double decay, LearningRateSchedule schedule) {
    Adam adam = new Adam(store);
    Reference weights = new Reference(values("layer.weights"));
    Reference bias = new Reference(values("layer.bias"));
    int clipped = 0;
    for (int t = 1; t <= 60; t++) {
      double rate = 0.02 * schedule.factor(t, 10, 60, 0.1);
      double[][] gradients = backward(0.02 * t);
      double norm = norm(gradients);
      double scale = clip > 0 && norm > clip ? clip / norm : 1;
      clipped += scale < 1 ? 1 : 0;
      assertEquals(norm, update(adam, t, rate, clip, decay), 1e-5 * norm);
      weights.update(gradients[0], scale, t, rate, decay);
      bias.update(gradients[1], scale, t, rate, 0); // vectors do not decay
      assertArrayEquals(weights.weights, doubles(values("layer.weights")), 2e-5, "update " + t);
      assertArrayEquals(bias.weights, doubles(values("layer.bias")), 2e-5, "update " + t);
    }
    assertEquals(clip == 0 || clip == 1000, clipped == 0, "clipped " + clipped);
    assertTrue(clipped < 60, "some are short enough");
  }

  @Test
  void update_withoutABackwardPassBetween_findsNoGradient() {
    Adam adam = new Adam(store);
    backward(1);
    assertTrue(update(adam, 1, 0.01, 1, 0) > 0);
    assertEquals(0, update(adam, 2, 0.01, 1, 0));
  }

  @Test
  void update_gradientNotFinite_changesNothing() {
    Adam adam = new Adam(store);
    backward(1);
    update(adam, 1, 0.01, 1, 0);
    float[] before = values("layer.weights");
    Map<String, FloatTensor> moments = adam.export();
    backward(Double.NaN);
    assertTrue(Double.isNaN(update(adam, 2, 0.01, 1, 0)));
    assertArrayEquals(before, values("layer.weights"));
    Map<String, FloatTensor> after = adam.export();
    moments.forEach((name, m) -> assertArrayEquals(m.values(), after.get(name).values(), name));
  }

  @Test
  void restore_momentsOfAnother_goesOnLikeIt() {
    Adam first = new Adam(store);
    for (int t = 1; t <= 5; t++) {
      backward(1);
      update(first, t, 0.01, 1, 0);
    }
    Map<String, FloatTensor> weights = store.export();
    Adam second = new Adam(store);
    second.restore(first.export());
    random = new Random(23);
    backward(1);
    update(first, 6, 0.01, 1, 0);
    float[] expected = values("layer.weights");
    store.restore(weights);
    random = new Random(23);
    backward(1);
    update(second, 6, 0.01, 1, 0);
    assertArrayEquals(expected, values("layer.weights"));
  }

  @Test
  void restore_momentMissing_isRefused() {
    ModelBundleException e =
        assertThrows(ModelBundleException.class, () -> new Adam(store).restore(Map.of()));
    assertTrue(e.getMessage().contains("first.layer.weights = nothing"), e.getMessage());
  }

  private double update(Adam adam, long update, double rate, double clip, double decay) {
    try (Gradients gradients = new Gradients(List.of(store), new double[] {1})) {
      return adam.update(gradients, update, rate, clip, decay);
    }
  }

  /** Leaves gradients of known size in the store: the loss is linear in every parameter. */
  private double[][] backward(double size) {
    int rows = 4;
    float[] x = new float[rows * IN];
    float[] factors = new float[rows * OUT];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (float) (size * random.nextGaussian());
    }
    try (NDManager step = NativeRuntime.newManager();
        GradientCollector collector = NativeRuntime.engine().newGradientCollector()) {
      NDArray y = layer.apply(step.create(x, new Shape(rows, IN)));
      collector.backward(y.mul(step.create(factors, new Shape(rows, OUT))).sum());
    }
    double[][] gradients = {new double[OUT * IN], new double[OUT]};
    for (int n = 0; n < rows; n++) {
      for (int o = 0; o < OUT; o++) {
        gradients[1][o] += factors[n * OUT + o];
        for (int i = 0; i < IN; i++) {
          gradients[0][o * IN + i] += (double) factors[n * OUT + o] * x[n * IN + i];
        }
      }
    }
    return gradients;
  }

  private static double norm(double[][] gradients) {
    double squares = 0;
    for (double[] gradient : gradients) {
      for (double g : gradient) {
        squares += g * g;
      }
    }
    return Math.sqrt(squares);
  }

  private float[] values(String name) {
    FloatBuffer buffer = store.parameters().get(name).values();
    float[] values = new float[buffer.capacity()];
    buffer.get(0, values);
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
