package dev.ieum.server;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** One request under way: what it asks with, and until when. Thread-safe. */
final class Call {
  private final Parameters parameters;
  private final Limits limits;
  private final long deadline; // by System.nanoTime
  private final Queue<CompletableFuture<?>> work = new ConcurrentLinkedQueue<>();
  private volatile boolean abandoned;

  Call(Parameters parameters, Limits limits, long deadline) {
    this.parameters = parameters;
    this.limits = limits;
    this.deadline = deadline;
  }

  /** Returns when a request that begins now must be answered. */
  static long deadline(Duration limit) {
    return System.nanoTime() + limit.toNanos();
  }

  Parameters parameters() {
    return parameters;
  }

  Limits limits() {
    return limits;
  }

  /** Ends work when time is up or the client is gone; both take it out of the model's queue. */
  <T> CompletableFuture<T> limit(CompletableFuture<T> future) {
    work.add(future);
    if (abandoned) {
      future.cancel(false);
    }
    return future.orTimeout(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  boolean isOver() {
    return abandoned || System.nanoTime() - deadline >= 0;
  }

  /** Gives up all work. */
  void abandon() {
    abandoned = true;
    work.forEach(future -> future.cancel(false));
  }

  /**
   * Returns the texts of a parameter.
   *
   * @throws ApiException when there are none, too many, or one is too long
   */
  List<String> texts(String name) {
    List<String> texts = parameters.texts(name);
    requireLengths(texts);
    return texts;
  }

  /**
   * Checks the number of texts and the length of each.
   *
   * @throws ApiException when there are too many, or one is too long
   */
  void requireLengths(List<String> texts) {
    requireNumber(texts);
    int longest = texts.stream().mapToInt(t -> t.codePointCount(0, t.length())).max().orElse(0);
    requireLimit(longest, limits.characters());
  }

  /**
   * Checks the number of texts alone.
   *
   * @throws ApiException when there are too many
   */
  void requireNumber(List<String> texts) {
    requireLimit(texts.size(), limits.texts());
  }

  private static void requireLimit(int size, int limit) {
    if (size > limit) {
      throw ApiException.badRequest(
          "Invalid request: request (%d) exceeds text limit (%d)".formatted(size, limit));
    }
  }
}
