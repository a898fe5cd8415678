package dev.ieum.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.score.ConfusionMatrix.ClassScore;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassificationReportTest {
  private static final List<String> TWO = List.of("negative", "positive");
  private static final List<String> FOUR = List.of("bad", "fair", "good", "none");

  /** Six texts: predicted bad, bad, good, good, good, bad; nobody is fair but one is meant so. */
  private static final int[] GOLD = {0, 0, 0, 1, 2, 2};

  private static final double[][] PROBABILITIES = {
    {0.7, 0.1, 0.2, 0},
    {0.5, 0.25, 0.25, 0},
    {0.1, 0.1, 0.8, 0},
    {0, 0, 1, 0},
    {0.2, 0.2, 0.6, 0},
    {0.9, 0, 0.1, 0},
  };

  private static ClassificationReport report() {
    return ClassificationReport.of(FOUR, GOLD, PROBABILITIES, 200, 1);
  }

  @Test
  void confusion_byHand() {
    ConfusionMatrix confusion = report().confusion();
    long[][] expected = {{2, 0, 1, 0}, {0, 0, 1, 0}, {1, 0, 1, 0}, {0, 0, 0, 0}};
    for (int gold = 0; gold < 4; gold++) {
      for (int predicted = 0; predicted < 4; predicted++) {
        assertEquals(expected[gold][predicted], confusion.count(gold, predicted));
      }
    }
    assertEquals(6, report().texts());
  }

  @Test
  void classes_neverPredictedOrWithoutTexts_haveNoSuchFigure() {
    List<ClassScore> classes = report().classes();
    assertEquals(new ClassScore("bad", 3, 3, 2), classes.get(0));
    assertEquals(2 / 3.0, classes.get(0).precision().getAsDouble(), 1e-15);
    assertEquals(2 / 3.0, classes.get(0).recall().getAsDouble(), 1e-15);
    ClassScore fair = classes.get(1);
    assertEquals(OptionalDouble.empty(), fair.precision());
    assertEquals(OptionalDouble.of(0), fair.recall());
    assertEquals(OptionalDouble.of(0), fair.f1());
    ClassScore good = classes.get(2);
    assertEquals(1 / 3.0, good.precision().getAsDouble(), 1e-15);
    assertEquals(1 / 2.0, good.recall().getAsDouble(), 1e-15);
    assertEquals(2 / 5.0, good.f1().getAsDouble(), 1e-15);
    ClassScore none = classes.get(3);
    assertEquals(OptionalDouble.empty(), none.recall());
    assertEquals(OptionalDouble.empty(), none.f1());
    assertEquals(List.of("none"), report().classesWithoutTexts());
  }

  @Test
  void accuracyAndMacroF1_byHand() {
    assertEquals(3 / 6.0, report().accuracy().value(), 1e-15);
    assertEquals((2 / 3.0 + 0 + 2 / 5.0) / 3, report().macroF1().value(), 1e-15);
  }

  @Test
  void macroF1_classWithoutTextsThatIsPredicted_counts() {
    ConfusionMatrix confusion =
        ConfusionMatrix.of(List.of("a", "b", "c"), new int[] {0, 0, 1}, new int[] {0, 2, 1});
    assertEquals((2 / 3.0 + 1 + 0) / 3, confusion.macroF1(), 1e-15);
  }

  @Test
  void probabilities_byHand() {
    // Largest: .7 right, .5 right, .8 wrong, 1 wrong, .6 right, .9 wrong, each in a bin of its own:
    // ceil(15 p) = 11, 8, 12, 15, 9, 14 (13.5 rounded up).
    ProbabilityScores scores = report().probabilities();
    assertEquals((0.3 + 0.5 + 0.8 + 1 + 0.4 + 0.9) / 6, scores.calibrationError(), 1e-12);
    assertEquals(1, scores.bins().get(10).texts());
    assertEquals(0.7, scores.bins().get(10).confidence(), 1e-12);
    assertEquals(1, scores.bins().get(10).accuracy());
    assertEquals(0, scores.bins().get(13).accuracy());
    assertEquals(new ProbabilityScores.Bin(0, 0, 0), scores.bins().get(0));
    double expected =
        -(Math.log(0.7)
                + Math.log(0.5)
                + Math.log(0.1)
                + Math.log(1e-15)
                + Math.log(0.6)
                + Math.log(0.1))
            / 6;
    assertEquals(expected, scores.negativeLogLikelihood(), 1e-12);
    double brier =
        (0.09 + 0.01 + 0.04)
            + (0.25 + 0.0625 + 0.0625)
            + (0.81 + 0.01 + 0.64)
            + (0 + 1 + 1)
            + (0.04 + 0.04 + 0.16)
            + (0.81 + 0 + 0.81);
    assertEquals(brier / 6, scores.brier(), 1e-12);
  }

  @Test
  void probabilities_twoTextsInOneBin_errorIsOfTheirMeans() {
    double[][] rows = {{0.93, 0.07}, {0.91, 0.09}, {0.92, 0.08}, {0.06, 0.94}};
    ProbabilityScores scores = ProbabilityScores.of(new int[] {0, 0, 1, 1}, rows);
    assertEquals(
        new ProbabilityScores.Bin(3, 0.92, 2 / 3.0),
        rounded(scores.bins().get(13)),
        "(.867, .933]");
    assertEquals((3 * (0.92 - 2 / 3.0) + (1 - 0.94)) / 4, scores.calibrationError(), 1e-12);
  }

  private static ProbabilityScores.Bin rounded(ProbabilityScores.Bin bin) {
    return new ProbabilityScores.Bin(
        bin.texts(), Math.round(bin.confidence() * 1e9) / 1e9, bin.accuracy());
  }

  @Test
  void probabilities_certainAndRight_costNothing() {
    ProbabilityScores scores =
        ProbabilityScores.of(new int[] {0, 1}, new double[][] {{1, 0}, {0, 1}});
    assertEquals(0, scores.calibrationError());
    assertEquals(0, scores.brier());
    assertEquals("0.0", Double.toString(scores.negativeLogLikelihood()), "no minus before 0");
  }

  @Test
  void probabilities_equalOnes_predictTheFirst() {
    double[][] rows = {{0.5, 0.5}, {0.5, 0.5}};
    ClassificationReport report = ClassificationReport.of(TWO, new int[] {0, 1}, rows, 10, 1);
    assertEquals(new ClassScore("negative", 1, 2, 1), report.classes().get(0));
  }

  /** A share of p over n texts has a standard error of sqrt(p (1 - p) / n). */
  @Test
  void intervals_ofAccuracy_haveTheWidthThatTheBinomialGives() {
    int texts = 1000;
    int[] gold = new int[texts];
    double[][] rows = new double[texts][];
    Random random = new Random(5);
    for (int i = 0; i < texts; i++) {
      gold[i] = i % 2;
      boolean right = random.nextInt(5) > 0;
      rows[i] = (gold[i] == 1) == right ? new double[] {0.1, 0.9} : new double[] {0.8, 0.2};
    }
    ClassificationReport report = ClassificationReport.of(TWO, gold, rows, 1000, 3);
    double p = report.accuracy().value();
    double error = Math.sqrt(p * (1 - p) / texts);
    Interval interval = report.accuracy().interval();
    assertEquals(p - 1.96 * error, interval.low(), 0.3 * error);
    assertEquals(p + 1.96 * error, interval.high(), 0.3 * error);
    Interval macro = report.macroF1().interval();
    assertTrue(macro.low() < report.macroF1().value() && report.macroF1().value() < macro.high());
    assertEquals(report, ClassificationReport.of(TWO, gold, rows, 1000, 3));
    assertNotEquals(report, ClassificationReport.of(TWO, gold, rows, 1000, 4));
  }

  @Test
  void intervals_oneClassOnly_areAPoint() {
    double[][] rows = {{0.4, 0.6}, {0.3, 0.7}};
    ClassificationReport report = ClassificationReport.of(TWO, new int[] {1, 1}, rows, 50, 1);
    assertEquals(new Interval(1, 1), report.accuracy().interval());
    assertEquals(1, report.macroF1().value());
    assertEquals(List.of("negative"), report.classesWithoutTexts());
  }

  @Test
  void badInput_isRefusedWithWhatIsAllowed() {
    double[][] one = {{0.5, 0.5}};
    assertRefused("texts = 0 classes, 0 predictions; ", TWO, new int[0], new double[0][]);
    assertRefused("texts = 2 classes, 1 predictions; ", TWO, new int[] {0, 1}, one);
    assertRefused("class = 2; allowed: 0 to 1", TWO, new int[] {2}, one);
    assertRefused("class = -1; allowed: 0 to 1", TWO, new int[] {-1}, one);
    assertRefused("labels = [a, a]; allowed: ", List.of("a", "a"), new int[] {0}, one);
    assertRefused("probabilities = 2; allowed: 4", FOUR, new int[] {0}, one);
    for (double[] row : new double[][] {{0.5, 0.4}, {1.5, -0.5}, {Double.NaN, 1}}) {
      assertRefused("probabilities of text 0 add up to ", TWO, new int[] {0}, new double[][] {row});
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> ClassificationReport.of(TWO, new int[] {0}, one, 0, 1));
  }

  private static void assertRefused(
      String beginning, List<String> labels, int[] gold, double[][] probabilities) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ClassificationReport.of(labels, gold, probabilities, 10, 1));
    assertTrue(e.getMessage().startsWith(beginning), e.getMessage());
  }
}
