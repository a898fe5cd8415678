package dev.ieum.sequences.forecast;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.ModelRuntime;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.sequences.data.KeyedStates;
import dev.ieum.sequences.model.ForecastPredictor;
import dev.ieum.sequences.series.Series;
import dev.ieum.sequences.series.SeriesTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Series of numbers in, what they may be next out. Starts without the tensor engine; multiplies in
 * 32-bit floats.
 *
 * <p>Thread-safe, and meant to be shared; what was read is in the {@link ForecastSession}s, which
 * belong to their callers. Close it: afterwards all but {@link #close} throw {@link
 * IllegalStateException}, sessions included.
 */
public final class Forecaster implements AutoCloseable {
  private final ModelRuntime runtime;
  private final ForecastPredictor network;
  private final ForecastSettings settings;
  private final String name;
  private final long identity;

  private Forecaster(ModelBundle bundle) throws IOException {
    bundle.requireTask(ModelTask.FORECAST);
    runtime = new ModelRuntime("forecaster", 1, ProductPrecision.FLOAT32);
    name = bundle.manifest().name();
    identity = bundle.identity();
    settings = bundle.network(read -> read.read(ForecastSettings.class));
    network = new ForecastPredictor(new Weights(bundle.weights()), settings.shape());
  }

  /**
   * Opens a model by name or path.
   *
   * @throws ModelBundleException when there is no such model, or it cannot be used
   */
  public static Forecaster open(String nameOrPath) throws IOException {
    return open(ModelBundle.open(ModelSource.resolve(nameOrPath)));
  }

  /**
   * Opens a model.
   *
   * @throws ModelBundleException when the model cannot be used
   */
  public static Forecaster open(ModelBundle bundle) throws IOException {
    return new Forecaster(bundle);
  }

  /** Returns what the model is called. */
  public String name() {
    return name;
  }

  /** Returns what the bundle says of it. */
  public ForecastSettings settings() {
    return settings;
  }

  /** Begins a series whose rows come one by one. */
  public ForecastSession start() {
    return new ForecastSession(this, new Reading(network, settings));
  }

  /**
   * Goes on with a series, here or on another machine.
   *
   * @param snapshot of {@link ForecastSession#snapshot}
   * @throws IllegalArgumentException when it is of another model, or damaged
   */
  public ForecastSession restore(byte[] snapshot) {
    return ForecastSession.restore(this, snapshot);
  }

  /** Returns how sessions are kept by key; see {@link KeyedStates}. */
  public KeyedStates.Kind<ForecastSession> states() {
    return new KeyedStates.Kind<>(
        this::start, ForecastSession::snapshot, this::restore, identity, name);
  }

  /** Says in a line what makes forecasts of a table doubtful, if something does. */
  public Optional<String> doubt(SeriesTable table) {
    boolean longEnough = table.series().stream().anyMatch(series -> series.length() > 2);
    if (longEnough && !table.step().equals(settings.step())) {
      return Optional.of(
          "steps between rows = %s; the model was trained on %s; use a file like that, or train"
                  .formatted(table.step().text(), settings.step().text())
              + " another model");
    }
    List<String> known = settings.columns().known();
    if (!known.isEmpty()
        && table.series().stream().allMatch(series -> series.observed() == series.length())) {
      return Optional.of(
          "columns known ahead %s have no rows behind the last value; they count as missing; add the"
                  .formatted(known)
              + " next rows with an empty target");
    }
    return Optional.empty();
  }

  /** Predicts what comes after the last value of each series; of one without values nothing. */
  public List<Forecast> forecast(SeriesTable table) {
    return runtime.call(
        () ->
            table.series().stream()
                .flatMap(series -> forecast(series, table.decimalComma()).stream())
                .toList());
  }

  private Optional<Forecast> forecast(Series series, boolean decimalComma) {
    Reading reading = new Reading(network, settings);
    int end = series.observed();
    for (int t = 0; t < end; t++) {
      reading.accept(series, t, decimalComma);
    }
    if (!reading.begun()) {
      return Optional.empty();
    }
    double[][] quantiles = reading.quantiles(reading.ahead(series, end - 1, decimalComma));
    return Optional.of(forecast(series.key(), series.times()[end - 1], quantiles));
  }

  Forecast forecast(String key, double from, double[][] quantiles) {
    List<String> times = new ArrayList<>();
    for (int n = 1; n <= quantiles.length; n++) {
      times.add(settings.time().text(settings.step().advance(from, n)));
    }
    return new Forecast(key, settings.time().text(from), times, quantiles);
  }

  /**
   * Scores forecasts of rows of a table, each made of the rows before; see {@link Backtest}.
   *
   * @param done called now and then with the number of rows read
   * @throws IllegalArgumentException when there is nothing to score
   */
  public ForecastReport evaluate(SeriesTable table, Backtest.Protocol protocol, IntConsumer done) {
    return runtime.call(() -> Backtest.run(network, settings, table, protocol, done));
  }

  Reading reading() {
    return new Reading(network, settings);
  }

  ForecastPredictor network() {
    return network;
  }

  ModelRuntime runtime() {
    return runtime;
  }

  long identity() {
    return identity;
  }

  /** Waits for calls under way; further calls do nothing. */
  @Override
  public void close() {
    runtime.close();
  }
}
