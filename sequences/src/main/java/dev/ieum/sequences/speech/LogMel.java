package dev.ieum.sequences.speech;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sound in, a row of numbers for every 10 ms out: logarithms of the power in bands of the mel scale
 * (Davis and Mermelstein 1980), of windows of 25 ms. From each band the mean of its running past is
 * subtracted, so that loudness and room matter less. Bands are measured in hertz, so sound of any
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
  private static final double UNIT = 3; // makes rows about as large as 1

  private final int rate;
  private final int hop;
  private final double[] window;
  private final double[][] filters; // (bands, frequencies from the first of the band on)
  private final int[] first = new int[BANDS];
  private final double[] cosines;
  private final double[] sines;
  private final float[] samples; // the latest, as many as a window holds
  private final double[] means;
  private int missing; // samples until the next row
  private long read; // samples

  /**
   * Begins a stream.
   *
   * @param rate samples in a second, at least {@link #LEAST_RATE}
   * @param means of each band over many recordings, where the running means begin
   */
  public LogMel(int rate, List<Double> means) {
    this.rate = rate;
    hop = hop(rate);
    window = new double[hop * 5 / 2];
    samples = new float[window.length];
    missing = window.length;
    this.means = means.stream().mapToDouble(Double::doubleValue).toArray();
    int size = Integer.highestOneBit(2 * window.length - 1);
    cosines = new double[size / 2];
    sines = new double[size / 2];
    for (int k = 0; k < size / 2; k++) {
      cosines[k] = Math.cos(2 * Math.PI * k / size);
      sines[k] = -Math.sin(2 * Math.PI * k / size);
    }
    double power = 0;
    for (int i = 0; i < window.length; i++) {
      window[i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (window.length - 1)); // Hamming's
      power += window[i] * window[i];
    }
    filters = filters(size, power * rate / LEAST_RATE);
  }

  private double[][] filters(int size, double power) {
    double[][] filters = new double[BANDS][];
    double low = mel(LOWEST);
    double step = (mel(HIGHEST) - low) / (BANDS + 1);
    for (int b = 0; b < BANDS; b++) {
      double from = hertz(low + b * step);
      double middle = hertz(low + (b + 1) * step);
      double to = hertz(low + (b + 2) * step);
      first[b] = (int) Math.ceil(from * size / rate);
      filters[b] =
          new double[Math.max(0, Math.min(size / 2, (int) (to * size / rate) + 1) - first[b])];
      double sum = 0;
      for (int k = 0; k < filters[b].length; k++) {
        double f = (double) (first[b] + k) * rate / size;
        filters[b][k] = Math.min((f - from) / (middle - from), (to - f) / (to - middle));
        sum += filters[b][k];
      }
      for (int k = 0; k < filters[b].length; k++) {
        filters[b][k] /= sum * power;
      }
    }
    return filters;
  }

  /** Returns the mean of each band over recordings. */
  public static List<Double> means(List<Recording> recordings) {
    double[] sums = new double[BANDS + 1]; // and how many rows there are
    for (Recording of : recordings) {
      LogMel input = new LogMel(of.rate(), Collections.nCopies(BANDS, 0.0));
      input.accept(of.samples(), of.samples().length, any -> input.addTo(sums));
    }
    double rows = Math.max(1, sums[BANDS]);
    return Arrays.stream(sums, 0, BANDS).mapToObj(sum -> sum / rows).toList();
  }

  private void addTo(double[] sums) {
    double[] powers = logPowers();
    for (int b = 0; b < BANDS; b++) {
      sums[b] += powers[b];
    }
    sums[BANDS]++;
  }

  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  private static double hertz(double mel) {
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }

  /** Returns how many samples there are from row to row. */
  public static int hop(int rate) {
    return Math.round((float) rate / ROWS_PER_SECOND);
  }

  /**
   * Reads samples.
   *
   * @param sound in [-1, 1]
   * @param count of them, from the first
   * @param rows takes each row that is complete then, {@link #BANDS} numbers
   */
  public void accept(float[] sound, int count, Consumer<float[]> rows) {
    for (int at = 0; at < count; ) {
      int some = Math.min(missing, count - at);
      System.arraycopy(samples, some, samples, 0, samples.length - some);
      System.arraycopy(sound, at, samples, samples.length - some, some);
      at += some;
      missing -= some;
      read += some;
      if (missing == 0) {
        missing = hop;
        rows.accept(row());
      }
    }
  }

  /** Returns how many seconds were read. */
  public double seconds() {
    return (double) read / rate;
  }

  private float[] row() {
    double[] bands = logPowers();
    float[] row = new float[BANDS];
    for (int b = 0; b < BANDS; b++) {
      row[b] = (float) ((bands[b] - means[b]) / UNIT);
      means[b] += (bands[b] - means[b]) / MEMORY;
    }
    return row;
  }

  /** Returns the logarithm of the power in each band of the window read last. */
  double[] logPowers() {
    double[] real = new double[2 * cosines.length];
    double[] imaginary = new double[real.length];
    for (int i = 0; i < window.length; i++) {
      real[i] = samples[i] * window[i];
    }
    transform(real, imaginary);
    double[] bands = new double[BANDS];
    for (int b = 0; b < BANDS; b++) {
      double sum = FLOOR;
      for (int k = 0; k < filters[b].length; k++) {
        int f = first[b] + k;
        sum += filters[b][k] * (real[f] * real[f] + imaginary[f] * imaginary[f]);
      }
      bands[b] = Math.log(sum);
    }
    return bands;
  }

  /** The fast Fourier transform of a power of two numbers (Cooley and Tukey 1965), in place. */
  private void transform(double[] real, double[] imaginary) {
    int n = real.length;
    for (int i = 1; i < n; i++) {
      int j = Integer.reverse(i) >>> (Integer.numberOfLeadingZeros(n) + 1);
      if (i < j) { // numbers that come in are real
        double kept = real[i];
        real[i] = real[j];
        real[j] = kept;
      }
    }
    for (int half = 1; half < n; half *= 2) {
      for (int from = 0; from < n; from += 2 * half) {
        for (int i = from; i < from + half; i++) {
          int k = (i - from) * (n / 2 / half);
          int j = i + half;
          double re = real[j] * cosines[k] - imaginary[j] * sines[k];
          double im = real[j] * sines[k] + imaginary[j] * cosines[k];
          real[j] = real[i] - re;
          imaginary[j] = imaginary[i] - im;
          real[i] += re;
          imaginary[i] += im;
        }
      }
    }
  }
}
