package dev.ieum.server;

import java.time.Duration;

/**
 * What one server takes on. Immutable.
 *
 * @param bodyBytes size of a request's body, at most; larger ones get 413
 * @param characters Unicode characters of a text, at most; longer ones get 400
 * @param texts texts in a request, at most; more get 400
 * @param alternatives translations of a text beside the best one, at most; more get 400
 * @param queuedTexts texts that are computed or wait, of all clients, for each task; beyond that,
 *     requests get 429
 * @param queuedWork the same as time, estimated by what is measured; requests that would wait
 *     longer get 429
 * @param request time from a request's head to its answer; later ones get 504
 * @param connections open connections, at most; others wait to be accepted
 * @param idle after so long without a byte a connection is closed
 * @param headerBytes size of a request's head, at most; larger ones get 431
 * @param requestsPerMinute of one address; more get 429; 0 is without limit
 */
public record Limits(
    int bodyBytes,
    int characters,
    int texts,
    int alternatives,
    int queuedTexts,
    Duration queuedWork,
    Duration request,
    int connections,
    Duration idle,
    int headerBytes,
    int requestsPerMinute) {

  /** Checks that each is positive, but the last, which may be 0. */
  public Limits {
    if (bodyBytes < 1
        || characters < 1
        || texts < 1
        || alternatives < 0
        || queuedTexts < 1
        || connections < 1
        || headerBytes < 1
        || requestsPerMinute < 0
        || !isPositive(queuedWork)
        || !isPositive(request)
        || !isPositive(idle)) {
      throw new IllegalArgumentException("a limit is not positive; allowed: 1 or more");
    }
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  /** Returns the limits of {@code ieum serve} without options. */
  public static Limits defaults() {
    return new Limits(
        1 << 20,
        5000,
        256,
        4,
        4096,
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        1024,
        Duration.ofSeconds(30),
        8 << 10,
        0);
  }
}
