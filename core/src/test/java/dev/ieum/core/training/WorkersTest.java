package dev.ieum.core.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.nn.ParameterList;
import dev.ieum.core.nn.ParameterStore;
import dev.ieum.core.nn.Projection;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.core.text.Parts;
import dev.ieum.core.training.TrainingTask.Learner;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Learners that share a batch against one that has it alone. */
class WorkersTest {
  private static final int IN = 3;
  private static final int OUT = 4;

  private NDManager manager;
  private RowsTask task;

  @BeforeEach
  void open() {
    manager = NativeRuntime.newManager();
    task = new RowsTask(manager);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** A batch is rows of numbers, each as many tokens as it says; the loss is their mean. */
  private static final class RowsTask implements TrainingTask<List<float[]>> {
    private final ParameterStore parameters;
    private final RuntimeException failure = new IllegalStateException("a row that fails");
    private double rate;

    RowsTask(NDManager manager) {
      parameters = ParameterStore.forTraining(manager, 3);
      layer(parameters);
    }

    private static Projection layer(ParameterStore store) {
      return new Projection(store, ParameterList.projection("layer", IN, OUT, true));
    }

    @Override
    public ParameterStore parameters() {
      return parameters;
    }

    @Override
    public List<List<float[]>> epoch(int epoch) {
      return List.of();
    }

    @Override
    public long tokens(List<float[]> batch) {
      return batch.size();
    }

    @Override
    public List<List<float[]>> split(List<float[]> batch, int parts) {
      return Parts.of(batch, row -> 1, parts).stream()
          .map(rows -> rows.stream().map(batch::get).toList())
          .toList();
    }

    @Override
    public Learner<List<float[]>> learner(ParameterStore replica) {
      Projection layer = layer(replica);
      return (step, batch, dropout) -> {
        NDArray[] losses = new NDArray[batch.size()];
        for (int i = 0; i < losses.length; i++) {
          if (Float.isNaN(batch.get(i)[0])) {
            throw failure;
          }
          NDArray x = step.create(batch.get(i), new Shape(1, IN));
          losses[i] = dropout.units(layer.apply(x).tanh(), rate).sum();
        }
        NDArray sum = losses[0];
        for (int i = 1; i < losses.length; i++) {
          sum = sum.add(losses[i]);
        }
        return sum.mul(step.create(1f / losses.length));
      };
    }

    @Override
    public Map<String, Double> validate(BooleanSupplier stop) {
      return Map.of();
    }
  }

  private static List<float[]> rows(int count) {
    Random random = new Random(11);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = new float[IN];
      for (int j = 0; j < IN; j++) {
        row[j] = (float) random.nextGaussian();
      }
      rows.add(row);
    }
    return rows;
  }

  /** Learns {@code rounds} batches; returns the loss and the gradients of the last. */
  private float[] learn(int workers, List<float[]> batch, int rounds) {
    float[] result = new float[1 + IN * OUT + OUT];
    try (Workers<List<float[]>> all = new Workers<>(task, workers)) {
      for (int round = 0; round < rounds; round++) {
        Workers.Lesson lesson = all.learn(batch, 77);
        try (Gradients gradients = lesson.gradients()) {
          FloatBuffer weights = gradients.of("layer.weights");
          FloatBuffer bias = gradients.of("layer.bias");
          result[0] = (float) lesson.loss();
          weights.get(0, result, 1, IN * OUT);
          bias.get(0, result, 1 + IN * OUT, OUT);
          weights.put(0, new float[IN * OUT]); // as the optimizer does
          bias.put(0, new float[OUT]);
        }
      }
    }
    return result;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 9})
  void learn_sharedByWorkers_addsUpToTheWhole(int workers) {
    List<float[]> batch = rows(5); // fewer than the most workers, and no multiple of some
    float[] alone = learn(1, batch, 1);
    assertArrayEquals(alone, learn(workers, batch, 1), 1e-6f);
    assertArrayEquals(alone, learn(workers, batch, 3), 1e-6f, "nothing is left of a round before");
  }

  @Test
  void learn_withDropout_followsFromTheSeedAlone() {
    task.rate = 0.5;
    List<float[]> batch = rows(40);
    float[] first = learn(3, batch, 1);
    for (int i = 0; i < 20; i++) {
      assertArrayEquals(first, learn(3, batch, 1));
    }
  }

  /** Whichever worker fails, the others are waited for and the failure is told. */
  @Test
  void learn_oneFails_tellsWhy() {
    for (int bad = 0; bad < 4; bad++) {
      List<float[]> batch = rows(4);
      batch.set(bad, new float[] {Float.NaN, 0, 0});
      try (Workers<List<float[]>> workers = new Workers<>(task, 2)) {
        RuntimeException e =
            assertThrows(IllegalStateException.class, () -> workers.learn(batch, 1));
        assertSame(task.failure, e);
      }
    }
    assertArrayEquals(learn(1, rows(4), 1), learn(2, rows(4), 1), 1e-6f);
  }

  /** Replicas see what the optimizer writes. */
  @Test
  void replica_sharesValues() {
    ParameterStore replica = task.parameters().replica(manager);
    RowsTask.layer(replica);
    task.parameters().parameters().get("layer.bias").values().put(2, 42f);
    assertEquals(42f, replica.parameters().get("layer.bias").array().getFloat(2));
    assertEquals(42f, replica.parameters().get("layer.bias").values().get(2));
  }
}
