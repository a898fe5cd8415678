package dev.ieum.core.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.ieum.core.runtime.NativeRuntime;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private static final int[][] SOURCES = {{4, 3}, {4, 5, 6, 3}, {3}};
  private static final int TARGETS = 3;
  private static final int MEMORY = 5;
  private static final int QUERY = 2;

  private NDManager manager;
  private ParameterStore store;
  private Attention attention;
  private NDArray query;
  private NDArray memory;

  @BeforeEach
  void open() {
    manager = NativeRuntime.newManager();
    store = ParameterStore.forTraining(manager, 3);
    attention =
        new Attention(store, ParameterList.attentionKeys("attention", MEMORY, QUERY), QUERY);
    query = LayerProbe.input(store, "query", SOURCES.length, TARGETS, QUERY);
    memory = LayerProbe.input(store, "memory", SOURCES.length, 4, MEMORY);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void attend_weights_sumToOneOverRealPositionsOnly() {
    try (NDManager step = NativeRuntime.newManager()) {
      float[] weights = attend(step).weights().toFloatArray();
      for (int b = 0; b < SOURCES.length; b++) {
        for (int t = 0; t < TARGETS; t++) {
          double sum = 0;
          for (int s = 0; s < 4; s++) {
            float weight = weights[(b * TARGETS + t) * 4 + s];
            sum += weight;
            if (s >= SOURCES[b].length) {
              assertEquals(0f, weight, "padding");
            }
          }
          assertEquals(1, sum, 1e-6);
        }
      }
    }
  }

  @Test
  void attend_contextAndWeights_equalTheirEquations() {
    try (NDManager step = NativeRuntime.newManager()) {
      Attention.Attended attended = attend(step);
      float[] weights = attended.weights().toFloatArray();
      float[] context = attended.context().toFloatArray();
      for (int b = 0; b < SOURCES.length; b++) {
        for (int t = 0; t < TARGETS; t++) {
          double[] expected = expectedWeights(b, t);
          for (int s = 0; s < expected.length; s++) {
            assertEquals(expected[s], weights[(b * TARGETS + t) * 4 + s], 1e-6);
          }
          for (int m = 0; m < MEMORY; m++) {
            double sum = 0;
            for (int s = 0; s < expected.length; s++) {
              sum += expected[s] * values("memory").get((b * 4 + s) * MEMORY + m);
            }
            assertEquals(sum, context[(b * TARGETS + t) * MEMORY + m], 2e-6);
          }
        }
      }
    }
  }

  @Test
  void attend_gradientsAreRight() {
    GradientCheck.check(
        store,
        step -> {
          Attention.Attended attended = attend(step);
          return LayerProbe.weighted(attended.context(), 1)
              .add(LayerProbe.weighted(attended.weights(), 2));
        });
  }

  private Attention.Attended attend(NDManager step) {
    NDArray states = RecurrentLayerTest.onto(step, memory);
    NDArray mask = SequenceBatch.of(step, SOURCES).mask();
    return attention.attend(
        RecurrentLayerTest.onto(step, query), attention.keys(states), states, mask);
  }

  /** Luong et al. 2015, equations 7 and 8, over the real positions. */
  private double[] expectedWeights(int b, int t) {
    double[] weights = new double[SOURCES[b].length];
    double sum = 0;
    for (int s = 0; s < weights.length; s++) {
      double score = 0;
      for (int q = 0; q < QUERY; q++) {
        for (int m = 0; m < MEMORY; m++) {
          score +=
              values("query").get((b * TARGETS + t) * QUERY + q)
                  * values("attention.keys.weights").get(q * MEMORY + m)
                  * values("memory").get((b * 4 + s) * MEMORY + m);
        }
      }
      weights[s] = Math.exp(score / Math.sqrt(QUERY));
      sum += weights[s];
    }
    for (int s = 0; s < weights.length; s++) {
      weights[s] /= sum;
    }
    return weights;
  }

  private FloatBuffer values(String name) {
    return store.parameters().get(name).values();
  }
}
