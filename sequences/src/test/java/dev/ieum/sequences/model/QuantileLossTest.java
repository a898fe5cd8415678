package dev.ieum.sequences.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.ieum.core.runtime.NativeRuntime;
import org.junit.jupiter.api.Test;

class QuantileLossTest {
  private static final QuantileLoss LOSS = new QuantileLoss(0.1, 0.5, 0.9);

  /** Shares of the levels: 0.3, 0.4, 0.3; numbers by hand. */
  @Test
  void of_oneValue_isTwiceTheMeanPinballLoss() {
    double expected = 2 * (0.3 * 0.1 * (2 - 1) + 0.4 * 0.5 * (3 - 2) + 0.3 * 0.1 * (5 - 2));
    assertEquals(expected, LOSS.of(new float[] {1, 3, 5}, 2), 1e-6);
  }

  @Test
  void of_batch_lossAndGradientAreThoseOfItsValues() {
    float[] numbers = {1, 3, 5, 0, 1, 2, -1, 0.5f, 4, 7, 8, 9};
    float[] targets = {2, 1.5f, Float.NaN, 10};
    float[] weights = {1, 3};
    try (NDManager manager = NativeRuntime.newManager()) {
      NDArray quantiles = manager.create(numbers, new Shape(2, 6));
      quantiles.setRequiresGradient(true);
      float[] gradient;
      double value;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray loss = LOSS.of(quantiles, targets, weights);
        value = loss.getFloat();
        collector.backward(loss);
        gradient = quantiles.getGradient().toFloatArray();
      }
      assertEquals(mean(numbers, targets, weights), value, 1e-5);
      float[] expected = new float[numbers.length];
      for (int i = 0; i < numbers.length; i++) {
        float[] moved = numbers.clone();
        moved[i] += 0.01f;
        expected[i] =
            (float) ((mean(moved, targets, weights) - mean(numbers, targets, weights)) / 0.01);
      }
      assertArrayEquals(expected, gradient, 2e-3f);
    }
  }

  private static double mean(float[] numbers, float[] targets, float[] weights) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < targets.length; i++) {
      if (!Float.isNaN(targets[i])) {
        float[] of = java.util.Arrays.copyOfRange(numbers, 3 * i, 3 * i + 3);
        sum += weights[i / 2] * LOSS.of(of, targets[i]);
        total += weights[i / 2];
      }
    }
    return sum / total;
  }
}
