package dev.ieum.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts the work that one task has taken on, and refuses more than it can do in time. It holds
 * nothing: what is admitted goes to the model's own queue at once. Thread-safe.
 */
final class Admission {
  /** Speed is measured over about so long. */
  private static final double MEMORY_SECONDS = 10;

  private final int maxTexts;
  private final Duration maxWork;
  private int texts;
  private long characters;
  private double doneCharacters; // of late
  private double busySeconds; // likewise
  private long since; // when the two were brought up to date

  Admission(int maxTexts, Duration maxWork) {
    this.maxTexts = maxTexts;
    this.maxWork = maxWork;
  }

  /** Work taken on; finish it once it is done, or given up. */
  final class Ticket {
    private final int ownTexts;
    private final long ownCharacters;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Ticket(int texts, long characters) {
      ownTexts = texts;
      ownCharacters = characters;
    }

    /** Says that it has ended; later calls do nothing. */
    void finish(boolean done) {
      if (open.getAndSet(false)) {
        leave(ownTexts, ownCharacters, done);
      }
    }
  }

  /**
   * Takes on work.
   *
   * @throws ApiException 429 when there is too much already
   */
  synchronized Ticket admit(int moreTexts, long moreCharacters) {
    requireRoom(moreTexts);
    texts += moreTexts;
    characters += moreCharacters;
    return new Ticket(moreTexts, moreCharacters);
  }

  /**
   * Checks that there is room for so many texts more, of any length.
   *
   * @throws ApiException 429 when there is none
   */
  synchronized void requireRoom(int moreTexts) {
    update();
    // What was seen for a moment says little of a longer wait: batches end together.
    boolean known = busySeconds * 2e9 >= maxWork.toNanos();
    double speed = known ? doneCharacters / busySeconds : 0;
    double wait = speed == 0 ? 0 : characters / speed;
    boolean full = texts > 0 && texts + moreTexts > maxTexts;
    if (full || wait * 1e9 > maxWork.toNanos()) {
      long seconds = Math.max(1, (long) Math.ceil(Math.min(wait, 600)));
      throw ApiException.later(
          429,
          "Slowdown: %d texts are waiting already; try again in %d s".formatted(texts, seconds),
          seconds);
    }
  }

  /** Returns how many texts are computed or wait. */
  synchronized int texts() {
    return texts;
  }

  private synchronized void leave(int leavingTexts, long leavingCharacters, boolean done) {
    update();
    texts -= leavingTexts;
    characters -= leavingCharacters;
    doneCharacters += done ? leavingCharacters : 0;
  }

  private void update() {
    long now = System.nanoTime();
    if (texts > 0) { // else nobody worked
      double seconds = (now - since) / 1e9;
      double kept = Math.exp(-seconds / MEMORY_SECONDS);
      doneCharacters *= kept;
      busySeconds = busySeconds * kept + seconds;
    }
    since = now;
  }
}
