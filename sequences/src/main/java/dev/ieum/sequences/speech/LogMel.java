package dev.ieum.sequences.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sound in, a row of numbers for every 10 ms out: logarithms of the power in bands of the mel scale
 * (Davis and Mermelstein 1980), of windows of 25 ms. Bands are measured in hertz, so sound of any
 * rate gives about the same rows. Not thread-safe; one for each stream.
 */
public final class LogMel {
  /** Bands, which are the numbers of a row. */
  public static final int BANDS = 40;

  /** Rows in a second. */
  public static final int ROWS_PER_SECOND = 100;

  /** The least rate: the highest band needs it. */
  public static final int LEAST_RATE = 8_000;

  private static final double LOWEST = 60; // Hz
  private static final double HIGHEST = 3_800; // Hz
  private static final double FLOOR = 1e-8; // of power, where a square wave of full scale has 1
  private static final double MEMORY = 300; // rows that the running mean looks back

  /** What logarithms of power are divided by, so that rows are about as large as 1. */
  public static final double UNIT = 3;

  private final int hop;
  private final double[] window;
  private final double[][] filters; // (bands, frequencies)
  private final double[] cosines;
  private final double[] sines;
  private final double[] real; // the transform, as imaginary
  private final double[] imaginary;
  private final float[] samples; // the latest, as many as a window holds
  private int missing; // samples until the next row

  /**
   * Begins a stream.
   *
   * @param rate samples in a second, at least {@link #LEAST_RATE}
   */
  public LogMel(int rate) {
    this(rate, 1);
  }

  /**
   * Begins a stream whose frequencies are read as others.
   *
   * @param rate samples in a second, at least {@link #LEAST_RATE}
   * @param warp what all frequencies are multiplied by
   */
  public LogMel(int rate, double warp) {
    hop = hop(rate);
    missing = window(rate);
    samples = new float[missing];
    window = new double[missing];
    double power = 0;
    for (int i = 0; i < window.length; i++) {
      window[i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (window.length - 1)); // Hamming's
      power += window[i] * window[i] * rate / LEAST_RATE;
    }
    real = new double[Integer.highestOneBit(2 * window.length - 1)];
    imaginary = new double[real.length];
    cosines = new double[real.length / 2];
    sines = new double[real.length / 2];
    for (int k = 0; k < cosines.length; k++) {
      cosines[k] = Math.cos(2 * Math.PI * k / real.length);
      sines[k] = -Math.sin(2 * Math.PI * k / real.length);
    }
    double width = warp * rate / real.length; // Hz from a frequency to the next
    filters = new double[BANDS][Math.min(real.length / 2, (int) (HIGHEST / width) + 1)];
    for (int b = 0; b < BANDS; b++) {
      double sum = 0;
      for (int k = 0; k < filters[b].length; k++) {
        double rise = (k * width - edge(b)) / (edge(b + 1) - edge(b));
        double fall = (edge(b + 2) - k * width) / (edge(b + 2) - edge(b + 1));
        filters[b][k] = Math.max(0, Math.min(rise, fall));
        sum += filters[b][k];
      }
      for (int k = 0; k < filters[b].length; k++) {
        filters[b][k] /= Math.max(FLOOR, sum) * power; // a band above all frequencies is silent
      }
    }
  }

  /** Returns where a band begins, in hertz; the next one is its middle. */
  private static double edge(int band) {
    double low = Math.log1p(LOWEST / 700);
    double high = Math.log1p(HIGHEST / 700);
    return 700 * Math.expm1(low + (high - low) * band / (BANDS + 1));
  }

  /** Returns how many samples there are from row to row. */
  public static int hop(int rate) {
    return Math.round((float) rate / ROWS_PER_SECOND);
  }

  /** Returns how many samples a row is made of. */
  public static int window(int rate) {
    return hop(rate) * 5 / 2;
  }

  /** Returns the mean of each band over rows of {@link #read}. */
  public static List<Double> means(Stream<double[]> rows) {
    double[] sums = new double[BANDS + 1]; // and how many rows there are
    rows.forEach(
        row -> IntStream.rangeClosed(0, BANDS).forEach(b -> sums[b] += b < BANDS ? row[b] : 1));
    return IntStream.range(0, BANDS).mapToObj(b -> sums[b] / Math.max(1, sums[BANDS])).toList();
  }

  /**
   * Returns what a network reads of a row: from each band its mean is subtracted, so that loudness
   * and room matter less.
   *
   * @param row of {@link #read}
   * @param means of each band, which run with the stream: the row is added to them
   */
  public static float[] level(double[] row, double[] means) {
    float[] levelled = new float[BANDS];
    for (int b = 0; b < BANDS; b++) {
      levelled[b] = (float) ((row[b] - means[b]) / UNIT);
      means[b] += (row[b] - means[b]) / MEMORY;
    }
    return levelled;
  }

  /**
   * Reads samples.
   *
   * @param sound in [-1, 1]
   * @return each row that is complete then, {@link #BANDS} logarithms of power
   */
  public List<double[]> read(float[] sound) {
    List<double[]> rows = new ArrayList<>();
    for (int at = 0; at < sound.length; ) {
      int some = Math.min(missing, sound.length - at);
      System.arraycopy(samples, some, samples, 0, samples.length - some);
      System.arraycopy(sound, at, samples, samples.length - some, some);
      at += some;
      missing -= some;
      if (missing == 0) {
        missing = hop;
        rows.add(row());
      }
    }
    return rows;
  }

  private double[] row() {
    transform(0, 1, 0, real.length);
    double[] row = new double[BANDS];
    for (int b = 0; b < BANDS; b++) {
      double sum = FLOOR;
      for (int k = 0; k < filters[b].length; k++) {
        sum += filters[b][k] * (real[k] * real[k] + imaginary[k] * imaginary[k]);
      }
      row[b] = Math.log(sum);
    }
    return row;
  }

  /** The Fourier transform of every so manieth sample (Cooley and Tukey 1965). */
  private void transform(int from, int stride, int to, int count) {
    if (count == 1) {
      real[to] = from < window.length ? window[from] * samples[from] : 0;
      imaginary[to] = 0;
      return;
    }
    int half = count / 2;
    transform(from, 2 * stride, to, half);
    transform(from + stride, 2 * stride, to + half, half);
    for (int i = to; i < to + half; i++) {
      int k = (i - to) * stride;
      double re = real[i + half] * cosines[k] - imaginary[i + half] * sines[k];
      double im = real[i + half] * sines[k] + imaginary[i + half] * cosines[k];
      real[i + half] = real[i] - re;
      imaginary[i + half] = imaginary[i] - im;
      real[i] += re;
      imaginary[i] += im;
    }
  }
}
