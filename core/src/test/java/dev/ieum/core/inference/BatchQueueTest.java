package dev.ieum.core.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.inference.BatchQueue.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchQueueTest {
  private final ModelRuntime runtime = new ModelRuntime("thing", 1, ProductPrecision.FLOAT32);
  private final List<List<String>> computed = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Semaphore steps = new Semaphore(0);

  /** Computes nothing, a batch for each permit, and notes what it takes. */
  private void work(String key, Supplier<List<Item<String, String>>> next) {
    for (List<Item<String, String>> items = next.get(); !items.isEmpty(); items = next.get()) {
      begun.countDown();
      steps.acquireUninterruptibly();
      computed.add(items.stream().map(item -> key + item.value()).toList());
      if (items.stream().anyMatch(item -> item.value().equals("bad"))) {
        throw new IllegalArgumentException("bad item");
      }
      items.forEach(item -> item.finish(key + item.value()));
    }
  }

  private BatchQueue<String, String, String> queue() {
    return new BatchQueue<>(runtime, 32, 1000, String::length, this::work);
  }

  private static List<List<String>> oneByOne(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> List.of(String.valueOf(i))).toList();
  }

  private void blockTheOnlyWorker(BatchQueue<String, String, String> queue)
      throws InterruptedException {
    CompletableFuture<List<String>> first = queue.submit("", List.of(List.of("first")));
    assertTrue(begun.await(1, TimeUnit.MINUTES));
    assertFalse(first.isDone());
  }

  @Test
  void submit_manyCallers_areComputedTogether() throws Exception {
    BatchQueue<String, String, String> queue = queue();
    blockTheOnlyWorker(queue);
    List<CompletableFuture<List<String>>> callers = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      callers.add(queue.submit("", List.of(List.of(String.valueOf(i)))));
    }
    steps.release(3);
    for (CompletableFuture<List<String>> caller : callers) {
      caller.get();
    }
    assertEquals(List.of(1, 32, 32), computed.stream().map(List::size).toList());
    runtime.close();
  }

  @Test
  void submit_longWorkBeforeShort_shortIsNotHeldUp() throws Exception {
    BatchQueue<String, String, String> queue =
        new BatchQueue<>(runtime, 4, 1000, text -> 1, this::work);
    blockTheOnlyWorker(queue);
    CompletableFuture<List<String>> longWork = queue.submit("", oneByOne(0, 100));
    CompletableFuture<List<String>> shortWork = queue.submit("", oneByOne(200, 201));
    steps.release(2);
    shortWork.get();
    assertFalse(longWork.isDone());
    steps.release(100);
    longWork.get();
    runtime.close();
  }

  @Test
  void submit_differentKeys_areNeverMixedNorStarved() throws Exception {
    BatchQueue<String, String, String> queue =
        new BatchQueue<>(runtime, 1, 1000, text -> 1, this::work);
    blockTheOnlyWorker(queue);
    CompletableFuture<List<String>> other = queue.submit("b", oneByOne(0, 1));
    CompletableFuture<List<String>> same = queue.submit("", oneByOne(0, 500));
    steps.release(50);
    other.get();
    assertFalse(same.isDone());
    steps.release(1000);
    same.get();
    assertTrue(computed.contains(List.of("b0")));
    runtime.close();
  }

  @Test
  void cancel_waitingWork_isNeverComputed() throws Exception {
    BatchQueue<String, String, String> queue = queue();
    blockTheOnlyWorker(queue);
    CompletableFuture<List<String>> unwanted = queue.submit("", oneByOne(0, 10));
    CompletableFuture<List<String>> wanted = queue.submit("", oneByOne(20, 22));
    unwanted.cancel(false);
    steps.release(2);
    wanted.get();
    assertEquals(List.of(List.of("first"), List.of("20", "21")), computed);
    runtime.close();
  }

  /** Keeps the names of the threads that compute, and makes what it is told to make. */
  private BatchQueue<String, String, String> noting(List<String> threads, Runnable onTheWay) {
    return new BatchQueue<>(
        runtime,
        32,
        1000,
        String::length,
        (key, next) -> {
          for (var items = next.get(); !items.isEmpty(); items = next.get()) {
            threads.add(Thread.currentThread().getName());
            onTheWay.run();
            items.stream().filter(Item::isWanted).forEach(item -> item.finish(item.value()));
          }
        });
  }

  @Test
  void compute_nothingElseWaits_isDoneByTheCaller() {
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    BatchQueue<String, String, String> queue = noting(threads, () -> {});
    String own = Thread.currentThread().getName();
    assertEquals(List.of("a", "b"), queue.compute("", List.of(List.of("a", "b"))));
    assertEquals(List.of(own), threads);
    assertEquals(List.of("0", "1"), queue.compute("", oneByOne(0, 2))); // for several workers
    assertFalse(threads.subList(1, threads.size()).contains(own));
    assertEquals(List.of(), queue.compute("", List.of()));
    runtime.close();
    assertThrows(IllegalStateException.class, () -> queue.compute("", List.of(List.of("c"))));
  }

  @Test
  void compute_whileOthersCompute_waitsForItsTurn() throws Exception {
    BatchQueue<String, String, String> queue = queue();
    blockTheOnlyWorker(queue);
    CompletableFuture<List<String>> waits =
        CompletableFuture.supplyAsync(() -> queue.compute("", List.of(List.of("mine"))));
    steps.release(2);
    assertEquals(List.of("mine"), waits.get());
    runtime.close();
  }

  @Test
  void compute_othersComeMeanwhile_haveTheirTurnAfterIt() throws Exception {
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<List<String>>> others = new ArrayList<>();
    List<BatchQueue<String, String, String>> queue = new ArrayList<>();
    Runnable onTheWay =
        () -> {
          if (others.isEmpty()) {
            others.add(queue.get(0).submit("", List.of(List.of("other"))));
          }
        };
    queue.add(noting(threads, onTheWay));
    assertEquals(List.of("mine"), queue.get(0).compute("", List.of(List.of("mine"))));
    assertEquals(List.of("other"), others.get(0).get());
    assertEquals(2, threads.size());
    assertEquals("ieum-model", threads.get(1));
    runtime.close();
  }

  @Test
  void compute_callerInterrupted_isGivenUp() {
    BatchQueue<String, String, String> queue =
        noting(new ArrayList<>(), () -> Thread.currentThread().interrupt());
    for (int i = 0; i < 2; i++) { // the second time it is interrupted from the start
      assertThrows(
          CancellationException.class, () -> queue.compute("", List.of(List.of("a", "b"))));
      assertTrue(Thread.currentThread().isInterrupted());
    }
    assertTrue(Thread.interrupted());
    runtime.close(); // nothing is under way
  }

  @Test
  void compute_workFails_theCallerSeesIt() {
    BatchQueue<String, String, String> queue = queue();
    steps.release(100);
    assertThrows(IllegalArgumentException.class, () -> queue.compute("", List.of(List.of("bad"))));
    assertEquals(List.of("good"), queue.compute("", List.of(List.of("good"))));
    runtime.close();
  }

  @Test
  void submit_workFails_onlyItsCallersSeeIt() throws Exception {
    BatchQueue<String, String, String> queue = queue();
    steps.release(100);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ModelRuntime.await(queue.submit("", List.of(List.of("bad")))));
    assertEquals("bad item", e.getMessage());
    queue.submit("", oneByOne(0, 3)).get();
    runtime.close();
  }

  @Test
  void close_workUnderWay_isFinishedAndLaterWorkRefused() throws Exception {
    BatchQueue<String, String, String> queue = queue();
    blockTheOnlyWorker(queue);
    CompletableFuture<List<String>> waiting = queue.submit("", oneByOne(0, 5));
    Thread closer = new Thread(runtime::close);
    closer.start();
    while (closer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> queue.submit("", oneByOne(0, 1)));
    assertEquals("this thing is closed; open another", e.getMessage());
    steps.release(10);
    closer.join();
    assertTrue(waiting.isDone());
    assertThrows(IllegalStateException.class, () -> runtime.call(() -> 1));
    runtime.close();
  }

  @Test
  void whenDone_cancelled_cancelsTheWork() throws Exception {
    BatchQueue<String, String, String> queue = queue();
    blockTheOnlyWorker(queue);
    CompletableFuture<List<String>> work = queue.submit("", oneByOne(0, 5));
    CompletableFuture<String> result = ModelRuntime.whenDone(work, results -> "result");
    result.cancel(false);
    assertTrue(work.isCancelled());
    assertThrows(CancellationException.class, () -> ModelRuntime.await(result));
    steps.release(10);
    runtime.close();
    assertEquals(1, computed.size());
  }

  @Test
  void await_interrupted_cancelsTheWork() throws Exception {
    BatchQueue<String, String, String> queue = queue();
    blockTheOnlyWorker(queue);
    CompletableFuture<List<String>> work = queue.submit("", oneByOne(0, 5));
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> ModelRuntime.await(work));
    assertTrue(Thread.interrupted());
    assertTrue(work.isCancelled());
    steps.release(10);
    runtime.close();
    assertEquals(1, computed.size());
  }

  @Test
  void runtime_noThreads_saysWhatIsAllowed() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ModelRuntime("thing", 0, ProductPrecision.INT8));
    assertEquals("threads = 0; allowed: 1 or more", e.getMessage());
  }
}
