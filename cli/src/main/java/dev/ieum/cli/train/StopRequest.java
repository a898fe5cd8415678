package dev.ieum.cli.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jline.utils.Signals;

/**
 * Turns the first termination signal (Ctrl-C, SIGTERM, SIGHUP) into a request that the training
 * loop polls. While no loop polls, the signal ends the program; a second one always does, at once.
 * Thread-safe.
 */
final class StopRequest implements BooleanSupplier, AutoCloseable {
  /** Exit codes by signal: 128 and the signal's number, as shells count. */
  private static final Map<String, Integer> SIGNALS = Map.of("INT", 130, "TERM", 143, "HUP", 129);

  private final Map<String, Object> previous = new LinkedHashMap<>();
  private final Runnable onEnd;
  private int exitCode; // 0 until a signal comes
  private boolean stoppable;

  private StopRequest(Runnable onEnd) {
    this.onEnd = onEnd;
  }

  /**
   * Listens to signals until closed.
   *
   * @param onEnd says what is saved before a signal ends the program
   */
  static StopRequest onSignals(Runnable onEnd) {
    StopRequest request = new StopRequest(onEnd);
    SIGNALS.forEach(
        (name, code) ->
            request.previous.put(name, Signals.register(name, () -> request.signal(code))));
    return request;
  }

  private void signal(int code) {
    boolean second;
    boolean end;
    synchronized (this) {
      second = exitCode != 0;
      end = !stoppable;
      exitCode = code;
    }
    if (second) {
      Runtime.getRuntime().halt(code);
    } else if (end) {
      onEnd.run();
      System.exit(code);
    }
  }

  /** Says whether a loop polls this request; see the listener of training. */
  synchronized void stoppable(boolean looks) {
    stoppable = looks;
  }

  /** Says whether to stop. */
  @Override
  public synchronized boolean getAsBoolean() {
    return exitCode != 0;
  }

  /** Returns the exit code of a program that was stopped. */
  synchronized int exitCode() {
    return exitCode;
  }

  @Override
  public void close() {
    previous.forEach(Signals::unregister);
  }
}
