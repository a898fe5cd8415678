package dev.ieum.cli;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * Turns Ctrl-C into a wish that the work in hand looks for, and holds the end back until it is
 * done. Thread-safe.
 *
 * <p>Java ends a program on SIGINT (and SIGTERM) after its shutdown hooks return, with 128 and the
 * signal's number as exit code. The hook here waits until {@link #close} says that all is saved.
 */
final class StopRequest implements BooleanSupplier, AutoCloseable {
  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "ieum-stop");
  private volatile boolean requested;

  private StopRequest() {}

  /** Returns a request that the next Ctrl-C makes. */
  static StopRequest onInterrupt() {
    StopRequest request = new StopRequest();
    Runtime.getRuntime().addShutdownHook(request.hook);
    return request;
  }

  /** Says whether to stop; asked after every step. */
  @Override
  public boolean getAsBoolean() {
    return requested;
  }

  /** Makes the request and waits for the work to be saved. */
  void stopAndWait() {
    requested = true;
    try {
      saved.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that all is saved, so that the program may end. */
  @Override
  public void close() {
    saved.countDown();
    if (!requested) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
