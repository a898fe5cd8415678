package dev.ieum.server;

import java.util.HashMap;
import java.util.Map;

/** Counts the requests of each address in the current minute. Thread-safe. */
final class RateLimit {
  private static final long MINUTE = 60_000_000_000L;

  /** Beyond so many addresses in a minute, further ones are counted together. */
  private static final int MOST_ADDRESSES = 100_000;

  private final int perMinute;
  private final Map<String, Integer> counts = new HashMap<>();
  private long minuteBegan = System.nanoTime();

  /** Makes a limit; 0 is none. */
  RateLimit(int perMinute) {
    this.perMinute = perMinute;
  }

  /**
   * Counts a request.
   *
   * @throws ApiException 429 when the address has had its share
   */
  synchronized void count(String address) {
    if (perMinute == 0) {
      return;
    }
    long now = System.nanoTime();
    if (now - minuteBegan >= MINUTE) {
      counts.clear();
      minuteBegan = now;
    }
    String key = counts.size() < MOST_ADDRESSES || counts.containsKey(address) ? address : "others";
    if (counts.merge(key, 1, Integer::sum) > perMinute) {
      long seconds = 1 + (MINUTE - (now - minuteBegan)) / 1_000_000_000L;
      throw ApiException.later(
          429,
          "Slowdown: %d per 1 minute; try again in %d s".formatted(perMinute, seconds),
          seconds);
    }
  }
}
