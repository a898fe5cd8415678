package dev.ieum.sequences.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final HistoryShape SHAPE =
      new HistoryShape(Naive.LAST, 3, 4, 5, 0.1, false, true, true, 2, 1.5, 1);

  private static History of(double... values) {
    History history = new History(SHAPE);
    for (double value : values) {
      history.accept(value);
    }
    return history;
  }

  @Test
  void naive_sixValuesOfTwoSeasons_asByHand() {
    History history = of(1, 2, 3, 5, 6, 7);
    assertEquals(7, history.naive(Naive.LAST, 4));
    assertEquals(4, history.naive(Naive.MEAN, 1), 1e-12);
    assertEquals(7 + 2 * 6.0 / 5, history.naive(Naive.DRIFT, 2), 1e-12);
    assertEquals(5, history.naive(Naive.SEASONAL, 1));
    assertEquals(7, history.naive(Naive.SEASONAL, 3));
    assertEquals(5, history.naive(Naive.SEASONAL, 4));
    assertEquals(9, history.naive(Naive.SEASONAL_DRIFT, 1), 1e-12); // a season's mean grows by 4
    assertEquals(13, history.naive(Naive.SEASONAL_DRIFT, 4), 1e-12);
  }

  @Test
  void accept_missingValue_keepsTheLastAndTheScale() {
    History history = of(1, 4, 2);
    double scale = history.scale();
    history.accept(Double.NaN);
    assertEquals(2, history.naive(Naive.LAST, 1));
    assertEquals(scale, history.scale());
    float[] row = new float[SHAPE.width()];
    history.write(row, 0);
    assertEquals(1, row[0]);
  }

  @Test
  void load_whatSaveWrote_goesOnWithTheSameBits() {
    double[] values = new Random(1).doubles(50).toArray();
    History whole = of(values);
    History half = of(java.util.Arrays.copyOf(values, 25));
    ByteBuffer bytes = ByteBuffer.allocate(half.bytes());
    half.save(bytes);
    assertEquals(0, bytes.remaining());
    History restored = new History(SHAPE);
    restored.load(bytes.flip());
    for (int i = 25; i < 50; i++) {
      restored.accept(values[i]);
    }
    float[] expected = new float[SHAPE.width()];
    float[] actual = new float[SHAPE.width()];
    whole.write(expected, 0);
    restored.write(actual, 0);
    assertArrayEquals(expected, actual);
    assertEquals(whole.naive(Naive.SEASONAL_DRIFT, 2), restored.naive(Naive.SEASONAL_DRIFT, 2));
  }

  private static HistoryShape fit(double[] values, SeriesFit.Scale scale) {
    SeriesFit.Wishes wishes =
        new SeriesFit.Wishes(12, Optional.empty(), Optional.empty(), scale, 0);
    return SeriesFit.fit(List.of(values), wishes, TimeStep.ROW, List.of());
  }

  @Test
  void fit_growthWithASeason_takesLogarithmsAndTheSeason() {
    double[] values = new double[144];
    Random random = new Random(2);
    for (int t = 0; t < values.length; t++) {
      values[t] =
          100 * Math.exp(0.01 * t + 0.2 * Math.sin(t * Math.PI / 6) + 0.02 * random.nextGaussian());
    }
    HistoryShape shape = fit(values, SeriesFit.Scale.AUTO);
    assertEquals(12, shape.season());
    assertEquals(true, shape.logarithm());
    assertEquals(Naive.SEASONAL_DRIFT, shape.naive());
    assertEquals(false, shape.level());
  }

  @Test
  void fit_noise_takesTheMean() {
    double[] values = new Random(3).doubles(500).map(x -> x - 0.5).toArray();
    HistoryShape shape = fit(values, SeriesFit.Scale.AUTO);
    assertEquals(Naive.MEAN, shape.naive());
    assertEquals(0, shape.season());
    assertEquals(false, shape.logarithm());
    assertEquals(0.25, shape.scale(), 0.03); // the mean distance from the middle
  }
}
