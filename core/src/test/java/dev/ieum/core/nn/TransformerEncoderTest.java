package dev.ieum.core.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.Encoder.Encoded;
import dev.ieum.core.inference.Int8Arithmetic;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.EncoderShape.EncoderKind;
import dev.ieum.core.runtime.NativeRuntime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The encoder as trained, over a padded batch, against itself as it runs, without padding. */
class TransformerEncoderTest {
  private static final int VOCABULARY = 11;
  private static final int SIZE = 12;
  private static final int[][] TEXTS = {
    {4, 5, 6, 3}, {3}, {7, 8, 9, 10, 4, 5, 6, 7, 8, 3}, {5, 5, 5, 3}, {6, 3}
  };
  private static final EncoderShape SHAPE =
      new EncoderShape(EncoderKind.TRANSFORMER, "encoder", CellType.LSTM, SIZE, 1, 3, 3, 20);
  private static final ParameterList EMBEDDING =
      ParameterList.embedding("embedding", VOCABULARY, SIZE, false);

  private NDManager manager;
  private ParameterStore store;
  private SharedEmbedding embedding;
  private Encoder trained;

  @BeforeEach
  void open() {
    manager = NativeRuntime.newManager();
    store = ParameterStore.forTraining(manager, 4);
    embedding = new SharedEmbedding(store, EMBEDDING);
    trained = Encoder.of(store, SHAPE);
    Random random = new Random(8);
    for (ParameterStore.Parameter p : store.parameters().values()) {
      for (int i = 0; i < p.values().capacity(); i++) {
        p.values().put(i, 1.5f * p.values().get(i) + 0.1f * (float) random.nextGaussian());
      }
    }
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private dev.ieum.core.inference.Encoder run(WeightFormat format) {
    return dev.ieum.core.inference.Encoder.of(
        new Weights(store.export()), EMBEDDING, SHAPE, format);
  }

  private Encoder.Encoded encode(SequenceBatch batch, Dropout dropout) {
    return trained.encode(embedding.lookup(batch.ids()), batch, Encoder.Rates.NONE, dropout);
  }

  @Test
  void encode_paddedBatch_isWhatRunsWithoutPadding() {
    List<Encoded> run = run(WeightFormat.FLOAT32).encode(TEXTS);
    try (NDManager step = NativeRuntime.newManager()) {
      SequenceBatch batch = SequenceBatch.of(step, TEXTS);
      Encoder.Encoded encoded = encode(batch, Dropout.none());
      float[] states = encoded.states().toFloatArray();
      float[] last = encoded.last().toFloatArray();
      int width = (int) batch.ids().getShape().get(1);
      for (int b = 0; b < TEXTS.length; b++) {
        for (int s = 0; s < TEXTS[b].length; s++) {
          int at = (b * width + s) * SIZE;
          assertArrayEquals(
              Arrays.copyOfRange(states, at, at + SIZE),
              run.get(b).states()[s],
              2e-5f,
              "text " + b + ", position " + s);
        }
        assertArrayEquals(
            Arrays.copyOfRange(last, b * SIZE, (b + 1) * SIZE), run.get(b).last(), 2e-5f);
      }
    }
  }

  @Test
  void encode_anyCompany_sameBits() {
    for (WeightFormat format : List.of(WeightFormat.FLOAT32, new Int8Arithmetic())) {
      dev.ieum.core.inference.Encoder encoder = run(format);
      List<Encoded> together = encoder.encode(TEXTS);
      for (int b = 0; b < TEXTS.length; b++) {
        Encoded alone = encoder.encode(new int[][] {TEXTS[b]}).get(0);
        assertArrayEquals(alone.states(), together.get(b).states());
        assertArrayEquals(alone.last(), together.get(b).last());
      }
    }
  }

  @Test
  void encode_eightBits_isNearFloats() {
    List<Encoded> floats = run(WeightFormat.FLOAT32).encode(TEXTS);
    List<Encoded> bytes = run(new Int8Arithmetic()).encode(TEXTS);
    double error = 0;
    double square = 0;
    for (int b = 0; b < TEXTS.length; b++) {
      for (int s = 0; s < TEXTS[b].length; s++) {
        for (int i = 0; i < SIZE; i++) {
          float exact = floats.get(b).states()[s][i];
          error += Math.pow(exact - bytes.get(b).states()[s][i], 2);
          square += exact * exact;
        }
      }
    }
    double relative = Math.sqrt(error / square);
    assertTrue(relative > 0 && relative < 0.05, "relative error " + relative);
  }

  @Test
  void encode_otherOrderOfTokens_otherStates() {
    dev.ieum.core.inference.Encoder encoder = run(WeightFormat.FLOAT32);
    float[] last = encoder.encode(new int[][] {{4, 5, 6, 3}}).get(0).last();
    float[] turned = encoder.encode(new int[][] {{6, 5, 4, 3}}).get(0).last();
    double difference = 0;
    for (int i = 0; i < SIZE; i++) {
      difference += Math.abs(last[i] - turned[i]);
    }
    assertTrue(difference > 0.1, "positions have no effect: " + difference);
  }

  @Test
  void encode_padded_gradientsAreRight() {
    float[] wanted = new float[TEXTS.length * SIZE];
    Random random = new Random(5);
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = (float) random.nextGaussian();
    }
    GradientCheck.check(
        store,
        step -> {
          SequenceBatch batch = SequenceBatch.of(step, TEXTS);
          NDArray last = encode(batch, Dropout.seeded(1)).last();
          return last.mul(step.create(wanted, last.getShape())).mean();
        },
        0.02f,
        0.01f,
        0.005f,
        0.002f);
  }

  @Test
  void positions_areSinesThenCosines() {
    Positions positions = new Positions(4);
    assertArrayEquals(new float[] {0, 0, 1, 1}, positions.at(0));
    float[] third = positions.at(200);
    assertEquals(Math.sin(200), third[0], 1e-6);
    assertEquals(Math.sin(200 / 100.0), third[1], 1e-6);
    assertEquals(Math.cos(200), third[2], 1e-6);
    assertEquals(Math.cos(200 / 100.0), third[3], 1e-6);
    assertEquals(Math.sin(3), positions.at(3)[0], 1e-6);
  }
}
