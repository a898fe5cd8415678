package dev.ieum.benchmarks;

import com.google.gson.JsonObject;

/** Measures this process's time from its creation on. Immutable. */
final class Stopwatch {
  private final long begin = System.nanoTime();
  private final double cpu = cpuSeconds();

  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  /** Returns the time so far. */
  Rates end(int threads) {
    double wall = (System.nanoTime() - begin) / 1e9;
    return new Rates(wall, Math.max(1e-2, cpuSeconds() - cpu) / threads);
  }

  /**
   * A measured time.
   *
   * @param wall seconds
   * @param cpu seconds of processor time, the compiler's and collector's included, for each thread
   *     asked for
   */
  record Rates(double wall, double cpu) {

    /** Adds {@code name_s} and {@code name_cpu_s}, as the yardsticks name theirs. */
    void add(JsonObject json, String name, double amount) {
      json.addProperty(name + "_s", amount / wall);
      json.addProperty(name + "_cpu_s", amount / cpu);
    }
  }

  /** Repeats a pass for five seconds, after which little is left to compile; at least once. */
  static void warmUp(Runnable pass) {
    long begin = System.nanoTime();
    do {
      pass.run();
    } while (System.nanoTime() - begin < 5_000_000_000L);
  }
}
