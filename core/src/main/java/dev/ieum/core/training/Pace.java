package dev.ieum.core.training;

/** Speed over the last updates, as a decaying mean. Not thread-safe. */
final class Pace {
  private static final double KEEP = 0.98;
  private double tokens;
  private double seconds;
  private double updates;

  void add(long newTokens, double newSeconds) {
    tokens = tokens * KEEP + newTokens;
    seconds = seconds * KEEP + newSeconds;
    updates = updates * KEEP + 1;
  }

  double tokensPerSecond() {
    return tokens / Math.max(1e-9, seconds);
  }

  double secondsPerUpdate() {
    return seconds / Math.max(1, updates);
  }
}
