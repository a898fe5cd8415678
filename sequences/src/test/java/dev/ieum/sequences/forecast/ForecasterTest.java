package dev.ieum.sequences.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleWriter;
import dev.ieum.core.bundle.SafeTensors.Precision;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.sequences.data.KeyedStates;
import dev.ieum.sequences.series.Cells;
import dev.ieum.sequences.series.Series;
import dev.ieum.sequences.series.SeriesTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The laws of forecasts, on a model trained once. */
class ForecasterTest {
  private static final int ROWS = 1500;

  @TempDir private static Path directory;

  private static Forecaster model;
  private static ModelBundle bundle;

  @BeforeAll
  static void train() throws IOException {
    Files.writeString(directory.resolve("train.csv"), TinyForecasts.rows(ROWS, ROWS));
    bundle = TinyForecasts.train(directory, TinyForecasts.CONFIG);
    model = Forecaster.open(bundle);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static SeriesTable table(int rows, int changedFrom) throws IOException {
    return TinyForecasts.table(directory, TinyForecasts.rows(rows, changedFrom), model.settings());
  }

  private static ForecastReport evaluate(int rows, int changedFrom, int stride) throws IOException {
    Backtest.Protocol protocol = new Backtest.Protocol(Optional.empty(), stride, 100, 1);
    return model.evaluate(table(rows, changedFrom), protocol, n -> {});
  }

  @Test
  void evaluate_seriesThatFollowsFromColumns_beatsEveryNaiveForecast() throws IOException {
    assertTrue(model.settings().learned());
    ForecastReport report = evaluate(ROWS, ROWS, 1);
    assertEquals("2024-11-01", report.from());
    List<ForecastReport.Row> rows = report.rows();
    for (ForecastReport.Row naive : rows.subList(1, rows.size())) {
      assertTrue(report.model().all().mae() < 0.8 * naive.all().mae(), naive.name() + " " + report);
    }
    // The next day's weather is known, and later days' holidays.
    assertTrue(
        report.model().ahead().get(0).orElseThrow().mae()
            < 0.6 * report.model().ahead().get(2).orElseThrow().mae(),
        report.toString());
    assertTrue(
        report.model().ahead().get(2).orElseThrow().mae()
            < 0.85 * rows.get(3).ahead().get(2).orElseThrow().mae(),
        report.toString());
    assertTrue(report.difference().high() < 0, report.toString());
    double within = report.model().all().distribution().orElseThrow().within80();
    assertTrue(within > 0.65 && within < 0.92, report.toString());
  }

  /** Whatever comes after an origin, values and columns known only then, changes no forecast. */
  @Test
  void forecast_futureRewritten_isTheSameToTheBit() throws IOException {
    SeriesTable plain = table(ROWS, ROWS);
    for (int origin : new int[] {5, 40, 300, 700}) {
      SeriesTable changed = table(ROWS, origin + 1);
      Series before = plain.series().get(0);
      Series after = changed.series().get(0);
      assertFalse(java.util.Arrays.equals(before.target(), after.target()));
      assertArrayEquals(quantiles(plain, origin)[2], quantiles(changed, origin)[2]);
      assertArrayEquals(quantiles(plain, origin)[0], quantiles(changed, origin)[0]);
    }
    // And the test can fail: the row of the origin itself does count.
    assertFalse(
        java.util.Arrays.equals(quantiles(plain, 300)[0], quantiles(table(ROWS, 300), 300)[0]));
  }

  private static double[][] quantiles(SeriesTable table, int origin) {
    Reading reading = model.reading();
    Series series = table.series().get(0);
    for (int t = 0; t <= origin; t++) {
      reading.accept(series, t, false);
    }
    return reading.quantiles(reading.ahead(series, origin, false));
  }

  @Test
  void evaluate_futureRewritten_earlierForecastsScoreTheSame() throws IOException {
    // The backtest of a file that is cut off is the beginning of the whole file's.
    ForecastReport whole = evaluate(700, 700, 1);
    ForecastReport again = evaluate(700, 700, 1);
    assertEquals(whole, again);
    Backtest.Protocol early = new Backtest.Protocol(Optional.of("2022-06-01"), 1, 100, 1);
    ForecastReport cut = model.evaluate(table(600, 600), early, n -> {});
    ForecastReport full = model.evaluate(table(600, 598), early, n -> {});
    assertEquals(cut.origins(), full.origins());
    assertTrue(full.model().all().mae() > cut.model().all().mae()); // the last values are others
  }

  @Test
  void forecast_trailingRowsWithoutTarget_areThoseToPredict() throws IOException {
    String rows = TinyForecasts.rows(700, 700);
    String[] lines = rows.split("\n", -1);
    int last = 700;
    while (lines[last].split(",", -1)[1].isEmpty()) {
      last--;
    }
    String day = lines[last].split(",", -1)[0];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= last; i++) {
      text.append(lines[i]).append('\n');
    }
    java.time.LocalDate next = java.time.LocalDate.parse(day).plusDays(1);
    Forecast busy = only(text + next.toString() + ",,,yes\n");
    Forecast idle = only(text + next.toString() + ",,,no\n");
    assertEquals(day, busy.from());
    assertEquals(next.toString(), busy.times().get(0));
    assertEquals(3, busy.horizon());
    assertTrue(busy.median(1) > idle.median(1) + 5, busy.median(1) + " " + idle.median(1));
  }

  private static Forecast only(String text) throws IOException {
    return model.forecast(TinyForecasts.table(directory, text, model.settings())).get(0);
  }

  /** A bundle of the same network without columns known ahead would do; cells are simply empty. */
  private static void feed(ForecastSession session, Series series, int from, int to) {
    for (int t = from; t < to; t++) {
      session.accept(series.times()[t], series.target()[t], Cells.of(series, t, false));
    }
  }

  @Test
  void accept_knownOfLaterRows_forecastsLikeTheWholeTable() throws IOException {
    SeriesTable table = table(200, 200);
    Series series = table.series().get(0);
    ForecastSession session = model.start();
    for (int t = 0; t < 150; t++) {
      int row = t;
      List<Cells> next =
          IntStream.rangeClosed(1, 3).mapToObj(k -> Cells.of(series, row + k, false)).toList();
      session.accept(series.times()[t], series.target()[t], Cells.of(series, t, false), next);
    }
    double[][] whole = quantiles(table, 149);
    assertArrayEquals(whole[0], session.forecast().quantiles()[0]);
    assertArrayEquals(whole[2], session.forecast().quantiles()[2]);
    ForecastSession restored = model.restore(session.snapshot());
    assertArrayEquals(whole[2], restored.forecast().quantiles()[2]);

    byte[] now = model.start().snapshot();
    byte[] before = java.util.Arrays.copyOf(now, now.length - 4 * model.network().shape().ahead());
    before[0] = 1; // as snapshots were that did not say what is known ahead
    assertArrayEquals(now, model.restore(before).snapshot());

    Cells wrong = column -> column == 1 ? "yes" : "no number";
    session.accept(21, Cells.NONE, List.of(wrong)); // past columns of later rows are not read
    assertEquals(151, session.count());
  }

  @Test
  void restore_snapshot_goesOnWithTheSameBits() throws IOException {
    Series series = table(200, 200).series().get(0);
    ForecastSession whole = model.start();
    feed(whole, series, 0, 200);
    ForecastSession half = model.start();
    feed(half, series, 0, 90);
    ForecastSession restored = model.restore(half.snapshot());
    feed(restored, series, 90, 200);
    assertArrayEquals(whole.forecast().quantiles()[1], restored.forecast().quantiles()[1]);
    assertArrayEquals(whole.snapshot(), restored.snapshot());
    assertEquals(200, restored.count());
    byte[] cut = java.util.Arrays.copyOf(half.snapshot(), 60);
    assertThrows(IllegalArgumentException.class, () -> model.restore(cut));
  }

  @Test
  void accept_gapInTime_equalsRowsWithoutValues() throws IOException {
    Series series = table(60, 60).series().get(0);
    ForecastSession gap = model.start();
    feed(gap, series, 0, 50);
    gap.accept(series.times()[53], 21, Cells.NONE);
    ForecastSession filled = model.start();
    feed(filled, series, 0, 50);
    for (int t = 50; t < 53; t++) {
      filled.accept(series.times()[t], Double.NaN, Cells.NONE);
    }
    filled.accept(series.times()[53], 21, Cells.NONE);
    assertArrayEquals(filled.forecast().quantiles()[0], gap.forecast().quantiles()[0]);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> gap.accept(series.times()[53], 1, Cells.NONE));
    assertTrue(e.getMessage().contains("allowed: after"), e.getMessage());
  }

  /** In training the column held numbers alone. */
  @Test
  void forecast_wordInAColumnOfNumbers_namesFileLineAndColumn() throws IOException {
    String[] lines = TinyForecasts.rows(30, 30).split("\n", -1);
    lines[9] = lines[9].replaceAll(",[-.0-9]+,(yes|no)$", ",sunny,$1");
    SeriesTable table = TinyForecasts.table(directory, String.join("\n", lines), model.settings());
    String message =
        assertThrows(CorpusFormatException.class, () -> model.forecast(table)).getMessage();
    assertTrue(
        message.contains("table.csv:10: expected a number in column 'weather'")
            && message.contains("found 'sunny'; leave the cell empty"),
        message);
  }

  @Test
  void accept_wordInAColumnOfNumbers_changesNothing() throws IOException {
    Series series = table(60, 60).series().get(0);
    ForecastSession session = model.start();
    feed(session, series, 0, 50);
    byte[] before = session.snapshot();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> session.accept(series.times()[52], 21, column -> "sunny"));
    assertTrue(e.getMessage().contains("column 'weather' = 'sunny'"), e.getMessage());
    assertArrayEquals(before, session.snapshot());
  }

  @Test
  void accept_severalThreads_sessionsDoNotTouch() throws Exception {
    Series series = table(150, 150).series().get(0);
    ForecastSession alone = model.start();
    feed(alone, series, 0, 150);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<double[][]>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        results.add(
            threads.submit(
                () -> {
                  ForecastSession session = model.start();
                  feed(session, series, 0, 150);
                  return session.forecast().quantiles();
                }));
      }
      for (Future<double[][]> result : results) {
        assertArrayEquals(alone.forecast().quantiles()[2], result.get()[2]);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void states_keptInAFile_areFoundAgain() throws IOException {
    Path file = directory.resolve("states.bin");
    Series series = table(80, 80).series().get(0);
    try (KeyedStates<ForecastSession> states = KeyedStates.open(model.states(), 5, file)) {
      for (int t = 0; t < 40; t++) {
        int row = t;
        states.accept("a", session -> feed(session, series, row, row + 1));
      }
      states.commit();
    }
    ForecastSession whole = model.start();
    feed(whole, series, 0, 80);
    try (KeyedStates<ForecastSession> states = KeyedStates.open(model.states(), 5, file)) {
      assertEquals(40, states.events());
      ForecastSession session = states.accept("a", of -> feed(of, series, 40, 80));
      assertArrayEquals(whole.snapshot(), session.snapshot());
    }
  }

  @Test
  void quantiles_ofAnyRow_ascend() throws IOException {
    for (int origin = 3; origin < 700; origin += 97) {
      for (double[] row : quantiles(table(ROWS, ROWS), origin)) {
        for (int q = 1; q < row.length; q++) {
          assertTrue(row[q - 1] <= row[q]);
        }
      }
    }
  }

  @Test
  void open_copyOfTheBundle_predictsTheSame() throws IOException {
    Path copy = directory.resolve("copy");
    ModelBundleWriter.copyOf(bundle, Precision.F32).write(copy);
    try (Forecaster other = Forecaster.open(copy.toString())) {
      assertEquals(model.settings(), other.settings());
      assertArrayEquals(
          model.forecast(table(300, 300)).get(0).quantiles()[1],
          other.forecast(table(300, 300)).get(0).quantiles()[1]);
    }
  }

  /** 0.5 * 0.5 mean distance to a step; numbers of scipy-free Python: see the loop of the test. */
  @Test
  void crps_points_areTheIntegralOfSquaredDifferences() {
    double[] points = new double[200];
    for (int i = 0; i < 200; i++) {
      points[i] = Math.sin(i / 130.0) * 3;
    }
    double value = 1.234;
    double integral = 0;
    double step = 1e-4;
    for (double x = -1; x < 5; x += step) {
      int below = 0;
      for (double point : points) {
        below += point <= x ? 1 : 0;
      }
      double off = below / 200.0 - (value <= x ? 1 : 0);
      integral += off * off * step;
    }
    assertEquals(integral, Levels.crps(points, value), 1e-3);
  }
}
