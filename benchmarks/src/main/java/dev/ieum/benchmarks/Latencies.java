package dev.ieum.benchmarks;

import com.google.gson.JsonObject;
import java.util.Arrays;

/** How long single calls took. Not thread-safe. */
final class Latencies {
  private final double[] milliseconds;
  private int count;

  Latencies(int most) {
    milliseconds = new double[most];
  }

  void add(long nanoseconds) {
    milliseconds[count++] = nanoseconds / 1e6;
  }

  /** Adds the median and the tail, in milliseconds. */
  void describe(JsonObject json) {
    double[] sorted = Arrays.copyOf(milliseconds, count);
    Arrays.sort(sorted);
    json.addProperty("p50_ms", percentile(sorted, 0.50));
    json.addProperty("p95_ms", percentile(sorted, 0.95));
    json.addProperty("p99_ms", percentile(sorted, 0.99));
  }

  private static double percentile(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}
