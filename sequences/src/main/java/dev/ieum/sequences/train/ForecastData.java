package dev.ieum.sequences.train;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.recipe.PreparedRun;
import dev.ieum.core.training.Fingerprint;
import dev.ieum.sequences.forecast.ForecastSettings;
import dev.ieum.sequences.forecast.Levels;
import dev.ieum.sequences.model.ForecastShape;
import dev.ieum.sequences.series.Cycle;
import dev.ieum.sequences.series.HistoryShape;
import dev.ieum.sequences.series.RowCode;
import dev.ieum.sequences.series.Series;
import dev.ieum.sequences.series.SeriesFit;
import dev.ieum.sequences.series.SeriesTable;
import dev.ieum.sequences.series.TimeStep;
import dev.ieum.sequences.train.SeriesPart.Maker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The series of a run, made ready to learn from. A pure function of configuration and files; what
 * is chosen by the data is chosen by the training part alone. Immutable.
 *
 * @param settings of the bundle
 * @param train what is learned from
 * @param dev what training is watched by
 * @param start the map that training begins with
 */
record ForecastData(
    ForecastConfig recipe,
    ForecastSettings settings,
    List<SeriesPart> train,
    List<SeriesPart> dev,
    LinearStart start)
    implements PreparedRun {
  private static final double DEV_SHARE = 0.1;
  private static final int FEWEST_ROWS = 20;
  private static final double LEAST_UNIT = 1e-3;

  /** Rows of a series that belong to a part. */
  private record Span(Series series, int from, int to) {
    double[] values() {
      return Arrays.copyOfRange(series.target(), 0, to);
    }
  }

  static ForecastData prepare(ForecastConfig config) throws IOException {
    List<SeriesTable> tables = new ArrayList<>();
    for (ForecastConfig.SeriesFile file : config.data().train()) {
      tables.add(config.read(file));
    }
    SeriesTable first = tables.get(0);
    List<Span> train = new ArrayList<>();
    List<Span> dev = new ArrayList<>();
    for (SeriesTable table : tables) {
      requireAlike(first, table);
      for (Series series : table.series()) {
        int end = row(config.data().testFrom(), "test-from", series, table);
        boolean own = config.data().dev().isEmpty();
        int share =
            Math.max((int) (end * DEV_SHARE), Math.min(config.forecast().horizon(), end / 4));
        int split =
            !own
                ? end
                : config.data().devFrom().isPresent()
                    ? Math.min(end, row(config.data().devFrom(), "dev-from", series, table))
                    : end - share;
        train.add(new Span(series, 0, split));
        dev.add(new Span(series, split, own ? end : split));
      }
    }
    for (ForecastConfig.SeriesFile file : config.data().dev()) {
      for (Series series : config.read(file).series()) {
        dev.add(new Span(series, 1, series.observed()));
      }
    }
    requireRows(train, config);
    return new Making(config, first, train, dev).data();
  }

  private static int row(Optional<String> time, String key, Series series, SeriesTable table) {
    if (time.isEmpty()) {
      return series.observed();
    }
    double at =
        table
            .format()
            .read(time.get())
            .orElseThrow(
                () ->
                    new ConfigException(
                        "data.%s = %s; allowed: a time as the file writes it, such as %s"
                            .formatted(key, time.get(), table.format().text(series.times()[0]))));
    return Math.min(series.observed(), series.rowAt(at));
  }

  private static void requireAlike(SeriesTable first, SeriesTable table) {
    if (first.step().unit() != table.step().unit() || first.step().size() != table.step().size()) {
      throw new ConfigException(
          "data.train: steps between rows = %s and %s; allowed: the same in all files; train a model"
                  .formatted(first.step(), table.step())
              + " for each");
    }
  }

  private static void requireRows(List<Span> train, ForecastConfig config) {
    long values =
        train.stream()
            .flatMapToDouble(span -> Arrays.stream(span.values()))
            .filter(value -> !Double.isNaN(value))
            .count();
    if (values < FEWEST_ROWS) {
      throw new ConfigException(
          "data.train: values of %s to learn from = %d; allowed: %d or more; give more rows, or a"
                  .formatted(config.data().columns().target(), values, FEWEST_ROWS)
              + " later dev-from and test-from");
    }
  }

  /** The steps from spans to data. */
  private record Making(
      ForecastConfig config, SeriesTable table, List<Span> train, List<Span> dev) {

    ForecastData data() {
      List<double[]> values = train.stream().map(Span::values).toList();
      List<Cycle> cycles = Cycle.of(table.step(), span());
      HistoryShape shape = SeriesFit.fit(values, config.forecast().wishes(), table.step(), cycles);
      RowCode coarse = SeriesFit.code(table, cycles, cut(train));
      coarse = withUnits(coarse, Collections.nCopies(shape.width(), 1.0));
      List<Double> ones = Collections.nCopies(shape.horizon(), 1.0);
      List<SeriesPart> plain = parts(train, shape, unbounded(coarse), ones);
      List<Double> spreads = spreads(plain, shape.horizon());
      RowCode code = withUnits(coarse, units(plain, shape.width()));
      List<SeriesPart> parts = parts(train, shape, code, spreads);
      TimeStep step = table.step();
      ForecastSettings settings =
          new ForecastSettings(
              table.columns(),
              config.network(),
              shape,
              table.format(),
              step,
              code,
              spreads,
              errors(parts, shape.horizon(), (part, t, n) -> 0),
              SeriesFit.change(values, shape.season()),
              config.data().testFrom(),
              true);
      List<SeriesPart> watched = parts(dev, shape, code, spreads);
      int inputs = settings.shape().inputs() + settings.shape().ahead();
      LinearStart start = LinearStart.fit(parts, watched, shape.horizon(), inputs);
      return new ForecastData(config, settings, parts, watched, start);
    }

    private double span() {
      return train.stream()
          .mapToDouble(
              of -> of.to() < 2 ? 0 : of.series().times()[of.to() - 1] - of.series().times()[0])
          .max()
          .orElse(0);
    }

    /** Series without what comes after the training part. */
    private static List<Series> cut(List<Span> spans) {
      return spans.stream()
          .map(
              of ->
                  new Series(
                      of.series().key(),
                      Arrays.copyOf(of.series().times(), of.to()),
                      of.values(),
                      of.series().cells().stream()
                          .map(cells -> Arrays.copyOf(cells, of.to()))
                          .toList(),
                      of.series().file(),
                      Arrays.copyOf(of.series().lines(), of.to())))
          .toList();
    }

    private List<SeriesPart> parts(
        List<Span> spans, HistoryShape shape, RowCode code, List<Double> spreads) {
      Maker maker = new Maker(shape, table.step(), code, table.decimalComma());
      return spans.stream()
          .filter(of -> of.to() > of.from())
          .map(of -> maker.part(of.series(), of.from(), of.to(), spreads))
          .toList();
    }

    private static RowCode withUnits(RowCode code, List<Double> units) {
      return new RowCode(code.cycles(), code.past(), code.known(), units);
    }

    /** Units so large that nothing is cut off while they are measured. */
    private static RowCode unbounded(RowCode code) {
      return withUnits(code, Collections.nCopies(code.units().size(), 1e9));
    }

    private static List<Double> units(List<SeriesPart> plain, int width) {
      double[] squares = new double[width];
      long count = 0;
      for (SeriesPart part : plain) {
        for (float[] row : part.rows()) {
          for (int i = 0; row != null && i < width; i++) {
            squares[i] += (row[i] * 1e9) * (row[i] * 1e9);
          }
          count += row == null ? 0 : 1;
        }
      }
      List<Double> units = new ArrayList<>();
      for (double square : squares) {
        double unit = Math.sqrt(square / Math.max(1, count));
        units.add(unit > LEAST_UNIT ? unit : 1);
      }
      return units;
    }

    private static List<Double> spreads(List<SeriesPart> plain, int horizon) {
      List<Double> spreads = new ArrayList<>();
      for (int n = 0; n < horizon; n++) {
        double sum = 0;
        long count = 0;
        for (SeriesPart part : plain) {
          for (float[] targets : part.targets()) {
            if (targets != null && !Float.isNaN(targets[n])) {
              sum += Math.abs(targets[n]);
              count++;
            }
          }
        }
        spreads.add(count > 0 && sum > 0 ? sum / count : 1);
      }
      return spreads;
    }
  }

  /** A forecast of row {@code n} behind row {@code t}, in the units of the targets. */
  private interface Middle {
    double value(SeriesPart part, int t, int n);
  }

  /** Quantiles of the differences from a forecast, at each distance. */
  private static List<Double> errors(List<SeriesPart> parts, int horizon, Middle middle) {
    List<Double> errors = new ArrayList<>();
    for (int n = 0; n < horizon; n++) {
      DoubleStream.Builder found = DoubleStream.builder();
      for (SeriesPart part : parts) {
        for (int t = 0; t < part.end(); t++) {
          if (part.rows()[t] != null && !Float.isNaN(part.targets()[t][n])) {
            found.add(part.targets()[t][n] - middle.value(part, t, n));
          }
        }
      }
      double[] sorted = found.build().sorted().toArray();
      for (double level : Levels.all()) {
        errors.add(quantile(sorted, level));
      }
    }
    return errors;
  }

  private static double quantile(double[] sorted, double level) {
    if (sorted.length == 0) {
      return 0;
    }
    double place = Math.max(0, Math.min(sorted.length - 1, level * sorted.length - 0.5));
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** The network begins as the linear map, with the errors that it makes in training. */
  @Override
  public Map<String, FloatTensor> weights() {
    return weights(start.weights(), errors(train, settings.history().horizon(), start::value));
  }

  /** Returns the weights of a network that is the naive forecast with its errors in training. */
  Map<String, FloatTensor> naiveWeights() {
    return weights(new float[settings.history().horizon()][], settings.errors());
  }

  private Map<String, FloatTensor> weights(float[][] map, List<Double> errors) {
    ForecastShape shape = settings.shape();
    int outputs = shape.horizon() * shape.levels();
    float[] bias = new float[outputs];
    for (int i = 0; i < outputs; i++) {
      bias[i] = (float) (double) errors.get(i);
    }
    int head = shape.sizes().headSize();
    int inputs = shape.headInputs();
    int hidden = shape.sizes().hiddenSize();
    float[] shift = new float[shape.horizon() * inputs];
    for (int n = 0; n < shape.horizon(); n++) {
      if (map[n] != null) {
        System.arraycopy(map[n], 0, shift, n * inputs + hidden, inputs - hidden);
      }
    }
    return Map.of(
        ForecastShape.BIAS,
        new FloatTensor(new int[] {outputs}, bias),
        ForecastShape.OUTER,
        new FloatTensor(new int[] {outputs, head}, new float[outputs * head]),
        ForecastShape.SHIFT,
        new FloatTensor(new int[] {shape.horizon(), inputs}, shift));
  }

  Fingerprint fingerprint() {
    Fingerprint print = new Fingerprint();
    ForecastConfig.Data of = recipe.data();
    print.line("%d, %d, %d".formatted(of.window(), of.context(), of.devLimit()));
    print.line(settings.toString());
    for (List<SeriesPart> parts : List.of(train, dev)) {
      for (SeriesPart part : parts) {
        print.line(part.begin() + " " + part.end());
        print.line(Integer.toString(Arrays.deepHashCode(part.rows())));
        print.line(Integer.toString(Arrays.deepHashCode(part.targets())));
        print.line(Integer.toString(Arrays.deepHashCode(part.ahead())));
      }
    }
    return print;
  }

  @Override
  public ForecastTask task(NDManager manager, boolean plan) {
    return new ForecastTask(this, manager);
  }
}
