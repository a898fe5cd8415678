package dev.ieum.cli.train;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jline.utils.Signals;

/**
 * Turns the first termination signal (Ctrl-C, SIGTERM, SIGHUP) into a request that the training
 * loop polls. While no loop polls, the signal ends the program; a second one always does, at once.
 * Thread-safe.
 */
public final class StopRequest implements BooleanSupplier, AutoCloseable {
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
  public static StopRequest onSignals(Runnable onEnd) {
    StopRequest request = new StopRequest(onEnd);
    SIGNALS.forEach(
        (name, code) ->
            request.previous.put(name, Signals.register(name, () -> request.signal(name, code))));
    return request;
  }

  private void signal(String name, int code) {
    boolean second;
    boolean end;
    synchronized (this) {
      second = exitCode != 0;
      end = !stoppable;
      exitCode = code;
    }
    if (second) { // it came before the first was handled
      endBySignal(name, code);
      return;
    }
    // From now on the system itself ends the process. Runtime.halt would run the destructors of
    // native libraries, whose threads are still at work: a crash.
    SIGNALS.keySet().forEach(Signals::registerDefault);
    if (end) {
      onEnd.run();
      System.exit(code);
    }
  }

  private static void endBySignal(String name, int code) {
    try {
      String process = Long.toString(ProcessHandle.current().pid());
      new ProcessBuilder("kill", "-" + name, process).start().waitFor();
    } catch (IOException e) {
      Runtime.getRuntime().halt(code); // no such program here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says whether a loop polls this request; see the listener of training. */
  public synchronized void stoppable(boolean looks) {
    stoppable = looks;
  }

  /** Says whether to stop. */
  @Override
  public synchronized boolean getAsBoolean() {
    return exitCode != 0;
  }

  /** Returns the exit code of a program that was stopped. */
  public synchronized int exitCode() {
    return exitCode;
  }

  @Override
  public void close() {
    previous.forEach(Signals::unregister);
  }
}
