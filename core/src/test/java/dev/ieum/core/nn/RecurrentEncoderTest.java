package dev.ieum.core.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.nn.EncoderShape.EncoderKind;
import dev.ieum.core.runtime.NativeRuntime;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecurrentEncoderTest {
  private static final int INPUT = 3;
  private static final int HIDDEN = 2;
  private static final int LAYERS = 2;

  /** Of four lengths, the longest neither first nor last; the ids play no part. */
  private static final int[][] SEQUENCES = {{4, 5, 3}, {3}, {4, 5, 6, 7, 3}, {8, 3}};

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NativeRuntime.newManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void encode_paddedBatch_equalsTheEquationsOfEachSequence(CellType cell) {
    ParameterStore store = ParameterStore.forTraining(manager, 3);
    Encoder encoder = encoder(store, cell);
    try (NDManager step = NativeRuntime.newManager()) {
      SequenceBatch batch = SequenceBatch.of(step, SEQUENCES);
      float[] x = input(batch, 1e4f);
      Encoder.Encoded encoded =
          encoder.encode(step.create(x, shape(batch)), batch, Encoder.Rates.NONE, Dropout.none());
      float[] states = encoded.states().toFloatArray();
      float[] last = encoded.last().toFloatArray();
      int width = (int) batch.ids().getShape().get(1);
      for (int b = 0; b < SEQUENCES.length; b++) {
        double[][] expected = reference(cell, store, rows(x, b, width, SEQUENCES[b].length));
        int top = expected.length - 1;
        for (int s = 0; s <= top; s++) {
          for (int k = 0; k < 2 * HIDDEN; k++) {
            int at = (b * width + s) * 2 * HIDDEN + k;
            assertEquals(expected[s][k], states[at], 5e-6, "sequence " + b + ", position " + s);
          }
        }
        for (int k = 0; k < HIDDEN; k++) {
          assertEquals(expected[top][k], last[b * 2 * HIDDEN + k], 5e-6);
          assertEquals(expected[0][HIDDEN + k], last[b * 2 * HIDDEN + HIDDEN + k], 5e-6);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void encode_paddedBatch_gradientsAreRight(CellType cell) {
    ParameterStore store = ParameterStore.forTraining(manager, 3);
    Encoder encoder = encoder(store, cell);
    NDArray x = LayerProbe.input(store, "x", SEQUENCES.length, 5, INPUT);
    GradientCheck.check(store, step -> loss(encoder, step, RecurrentLayerTest.onto(step, x)));
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void encode_paddedBatch_paddingGetsAndGivesNoGradient(CellType cell) {
    ParameterStore store = ParameterStore.forTraining(manager, 3);
    Encoder encoder = encoder(store, cell);
    NDArray x = LayerProbe.input(store, "x", SEQUENCES.length, 5, INPUT);
    Function<NDManager, NDArray> loss =
        step -> loss(encoder, step, RecurrentLayerTest.onto(step, x));
    Map<String, float[]> before = GradientCheck.gradients(store, loss);
    for (int b = 0; b < SEQUENCES.length; b++) {
      for (int i = SEQUENCES[b].length * INPUT; i < 5 * INPUT; i++) {
        assertEquals(0f, before.get("x")[b * 5 * INPUT + i], "sequence " + b + ", number " + i);
        store.parameters().get("x").values().put(b * 5 * INPUT + i, 77f);
      }
    }
    Map<String, float[]> after = GradientCheck.gradients(store, loss);
    before.forEach((name, gradient) -> assertArrayEquals(gradient, after.get(name), 1e-6f, name));
  }

  private static Encoder encoder(ParameterStore store, CellType cell) {
    return Encoder.of(
        store,
        new EncoderShape(EncoderKind.RECURRENT, "encoder", cell, INPUT, HIDDEN, LAYERS, 1, 1));
  }

  /** What real positions say, and the final states. */
  private static NDArray loss(Encoder encoder, NDManager step, NDArray x) {
    SequenceBatch batch = SequenceBatch.of(step, SEQUENCES);
    Encoder.Encoded encoded = encoder.encode(x, batch, Encoder.Rates.NONE, Dropout.seeded(1));
    return LayerProbe.weighted(encoded.states().mul(batch.real()), 1)
        .add(LayerProbe.weighted(encoded.last(), 2));
  }

  private static Shape shape(SequenceBatch batch) {
    return new Shape(batch.size(), batch.ids().getShape().get(1), INPUT);
  }

  /** Random numbers; at padded positions {@code padding}. */
  private static float[] input(SequenceBatch batch, float padding) {
    Random random = new Random(4);
    float[] real = batch.real().toFloatArray();
    float[] x = new float[real.length * INPUT];
    for (int i = 0; i < x.length; i++) {
      x[i] = real[i / INPUT] == 1 ? (float) random.nextGaussian() : padding;
    }
    return x;
  }

  private static double[][] rows(float[] x, int b, int width, int length) {
    double[][] rows = new double[length][INPUT];
    for (int s = 0; s < length; s++) {
      for (int i = 0; i < INPUT; i++) {
        rows[s][i] = x[(b * width + s) * INPUT + i];
      }
    }
    return rows;
  }

  private static double[][] reference(CellType cell, ParameterStore store, double[][] x) {
    double[][] states = x;
    for (int layer = 0; layer < LAYERS; layer++) {
      String name = "encoder." + layer;
      double[][] next = new double[x.length][2 * HIDDEN];
      double[] h = new double[HIDDEN];
      double[] c = new double[HIDDEN];
      for (int s = 0; s < x.length; s++) {
        ReferenceCell.step(cell, store, name + ".forward", states[s], h, c);
        System.arraycopy(h, 0, next[s], 0, HIDDEN);
      }
      h = new double[HIDDEN];
      c = new double[HIDDEN];
      for (int s = x.length - 1; s >= 0; s--) {
        ReferenceCell.step(cell, store, name + ".backward", states[s], h, c);
        System.arraycopy(h, 0, next[s], HIDDEN, HIDDEN);
      }
      states = next;
    }
    return states;
  }
}
