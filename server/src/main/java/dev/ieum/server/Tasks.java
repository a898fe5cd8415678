package dev.ieum.server;

import dev.ieum.server.Admission.Ticket;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Hands work to the models and counts it. Translations and plain sentiment wait in the models' own
 * queues, which batch all callers; what has no queue (tokens, explanations) runs on threads of this
 * class. Thread-safe.
 */
final class Tasks implements AutoCloseable {
  private final Map<Task, Admission> admissions = new EnumMap<>(Task.class);
  private final ExecutorService threads;
  private final Metrics metrics;

  /** What is counted apart. */
  enum Task {
    TRANSLATION,
    SENTIMENT,
    TOKENIZATION,
    NEXT,
    FORECAST;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Tasks(Limits limits) {
    for (Task task : Task.values()) {
      admissions.put(task, new Admission(limits.queuedTexts(), limits.queuedWork()));
    }
    threads =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            work -> {
              Thread thread = new Thread(work, "ieum-serve");
              thread.setDaemon(true);
              return thread;
            });
    metrics = new Metrics(this);
  }

  Metrics metrics() {
    return metrics;
  }

  int texts(Task task) {
    return admissions.get(task).texts();
  }

  /**
   * Checks that one more text can be taken on.
   *
   * @throws ApiException 429 when too much is waiting
   */
  void requireRoom(Task task) {
    admissions.get(task).requireRoom(1);
  }

  /**
   * Begins work of a model that has a queue.
   *
   * @throws ApiException 429 when too much is waiting
   */
  <T> CompletableFuture<T> begin(
      Call call, Task task, String model, List<String> texts, Supplier<CompletableFuture<T>> work) {
    long characters = texts.stream().mapToLong(String::length).sum();
    Ticket ticket = admissions.get(task).admit(texts.size(), characters);
    CompletableFuture<T> future;
    try {
      future = call.limit(work.get());
    } catch (RuntimeException | Error e) {
      ticket.finish(false);
      throw e;
    }
    return future.whenComplete(
        (result, failure) -> {
          ticket.finish(failure == null);
          if (failure == null) {
            metrics.texts(task, model, texts.size());
          }
        });
  }

  /**
   * Computes a result for each text on threads of this class.
   *
   * @throws ApiException 429 when too much is waiting
   */
  <T> CompletableFuture<List<T>> compute(
      Call call, Task task, String model, List<String> texts, Function<String, T> function) {
    return compute(call, task, model, texts, texts, function);
  }

  /**
   * Computes a result for each of what was made of texts.
   *
   * @throws ApiException 429 when too much is waiting
   */
  <S, T> CompletableFuture<List<T>> compute(
      Call call,
      Task task,
      String model,
      List<String> texts,
      List<S> sources,
      Function<S, T> function) {
    return begin(
        call,
        task,
        model,
        texts,
        () ->
            CompletableFuture.supplyAsync(
                () -> sources.stream().map(source -> inTime(call, source, function)).toList(),
                threads));
  }

  private static <S, T> T inTime(Call call, S text, Function<S, T> function) {
    if (call.isOver()) {
      throw new CompletionException(new TimeoutException());
    }
    return function.apply(text);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
