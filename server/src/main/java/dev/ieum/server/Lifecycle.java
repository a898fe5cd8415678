package dev.ieum.server;

import java.util.concurrent.TimeUnit;

/** From start to end: what a server is doing, and how many requests are under way. Thread-safe. */
final class Lifecycle {
  /** What a server is doing. */
  enum Phase {
    /** The port is open, models are being opened. */
    STARTING,
    /** Serving. */
    READY,
    /** Serving, but about to end: no longer ready. */
    LEAVING,
    /** Ending what is under way; new requests are refused. */
    DRAINING
  }

  private Phase phase = Phase.STARTING;
  private int active;

  synchronized Phase phase() {
    return phase;
  }

  synchronized void enter(Phase next) {
    if (next.compareTo(phase) > 0) {
      phase = next;
    }
  }

  /**
   * Counts a request that computes.
   *
   * @throws ApiException 503 while starting or draining
   */
  synchronized void begin() {
    switch (phase) {
      case STARTING -> throw ApiException.later(503, "Starting: models are being opened", 1);
      case DRAINING -> throw ApiException.later(503, "Ending: this server stops; ask another", 5);
      case READY, LEAVING -> active++;
    }
  }

  synchronized void end() {
    active--;
    notifyAll();
  }

  /** Waits until no request is under way, or time is up; says which. */
  synchronized boolean awaitIdle(long nanoseconds) throws InterruptedException {
    long deadline = System.nanoTime() + nanoseconds;
    for (long left = nanoseconds; active > 0 && left > 0; left = deadline - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return active == 0;
  }
}
