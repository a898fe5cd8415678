package dev.ieum.core.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.training.TrainingConfig.LearningRateSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LearningRateScheduleTest {
  /** 100 updates of warm-up, 1100 in all, a tenth left; worked out by hand. */
  @ParameterizedTest(name = "{0} at update {1} = {2}")
  @CsvSource({
    "CONSTANT, 1, 0.01",
    "CONSTANT, 100, 1",
    "CONSTANT, 101, 1",
    "CONSTANT, 5000, 1",
    "LINEAR, 1, 0.01",
    "LINEAR, 50, 0.5",
    "LINEAR, 100, 1",
    "LINEAR, 350, 0.775",
    "LINEAR, 600, 0.55",
    "LINEAR, 1100, 0.1",
    "LINEAR, 9000, 0.1",
    "COSINE, 100, 1",
    "COSINE, 350, 0.868198052",
    "COSINE, 600, 0.55",
    "COSINE, 1100, 0.1",
    "COSINE, 9000, 0.1",
    "INVERSE_SQUARE_ROOT, 50, 0.5",
    "INVERSE_SQUARE_ROOT, 100, 1",
    "INVERSE_SQUARE_ROOT, 400, 0.5",
    "INVERSE_SQUARE_ROOT, 1600, 0.25",
    "INVERSE_SQUARE_ROOT, 40000, 0.1",
  })
  void factor_ofAnUpdate_isWhatTheFormulaGives(
      LearningRateSchedule schedule, long update, double expected) {
    assertEquals(expected, schedule.factor(update, 100, 1100, 0.1), 1e-9);
  }

  @ParameterizedTest
  @EnumSource(LearningRateSchedule.class)
  void factor_withoutWarmup_beginsAtThePeakAndNeverRises(LearningRateSchedule schedule) {
    double before = 1;
    for (long update = 1; update <= 50; update++) {
      double factor = schedule.factor(update, 0, 50, 0.05);
      assertTrue(factor <= before && factor >= 0.05 - 1e-12, update + ": " + factor);
      before = factor;
    }
    assertEquals(1, schedule.factor(1, 0, 50, 0.05), 0.02);
  }

  @ParameterizedTest
  @EnumSource(LearningRateSchedule.class)
  void factor_warmupLongerThanTheRun_neverLeavesIt(LearningRateSchedule schedule) {
    for (long update = 1; update <= 10; update++) {
      assertEquals(update / 20.0, schedule.factor(update, 20, 10, 0.05), 1e-12);
    }
  }

  @ParameterizedTest(name = "{0} updates, validated every {1}, {2} an epoch: {3} and {4}")
  @CsvSource({
    "0, 0, 13, 1500, 75",
    "0, 0, 100, 3000, 150",
    "0, 0, 5000, 10000, 500",
    "400, 0, 13, 400, 50",
    "0, 200, 200, 6000, 200",
    "7, 3, 13, 7, 3",
  })
  void fitted_whatIsLeftOpen_followsFromTheData(
      long updates, long every, long epoch, long expectedUpdates, long expectedEvery) {
    TrainingConfig config =
        new TrainingConfig(
            updates, 0.002, LearningRateSchedule.LINEAR, 100, 0.1, 1, 0, every, 0, 10, 20, 1, 1, 1);
    TrainingConfig fitted = config.fitted(() -> epoch);
    assertEquals(expectedUpdates, fitted.maxUpdates());
    assertEquals(expectedEvery, fitted.validateEvery());
    assertEquals(config.rate(1), fitted.rate(1), 0);
  }

  @Test
  void rate_ofAConfiguration_isPeakTimesFactor() {
    TrainingConfig config =
        new TrainingConfig(
            1100, 0.002, LearningRateSchedule.LINEAR, 100, 0.1, 1, 0, 10, 0, 10, 20, 1, 1, 1);
    assertEquals(0.002 * 0.55, config.rate(600), 1e-12);
    assertEquals(0.00002, config.rate(1), 1e-12);
  }
}
