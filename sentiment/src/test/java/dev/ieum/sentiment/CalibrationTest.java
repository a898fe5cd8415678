package dev.ieum.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void fit_logitsThreeTimesTooBold_findsThree() {
    Random random = new Random(5);
    int n = 20_000;
    float[][] logits = new float[n][];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      double logit = random.nextGaussian() * 2;
      labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
      logits[i] = new float[] {0, (float) (3 * logit)};
    }
    Calibration fitted = Calibration.fit(logits, labels, 0.95);
    assertEquals(3, fitted.temperature(), 0.15);
    int confident = 0;
    int right = 0;
    for (int i = 0; i < n; i++) {
      double[] p = fitted.probabilities(logits[i]);
      if (fitted.confident(p)) {
        confident++;
        right += p[labels[i]] >= 0.5 ? 1 : 0;
      }
    }
    assertTrue(confident > n / 10 && confident < n, confident + " of " + n);
    assertEquals(0.95, (double) right / confident, 0.002);
  }

  @Test
  void probabilities_hugeLogits_stayFinite() {
    double[] p = new Calibration(0.1, 0).probabilities(new float[] {3e4f, -3e4f, 2e4f});
    assertEquals(1, p[0], 1e-12);
    assertEquals(0, p[1] + p[2], 1e-12);
  }

  @Test
  void new_temperatureZero_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Calibration(0, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new Calibration(1, 1.5));
  }
}
