package dev.ieum.core.runtime;

import dev.ieum.core.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What multiplies 8-bit matrices in this process, the tensor engine's library or plain Java, how
 * large their numbers are, and why. Decided once per process, by what the processor has and by a
 * test of correctness, never by a clock. Thread-safe.
 *
 * <p>Results depend on the largest number, which depends on the processor alone: {@value
 * Int8Choice#WIDE} where it has dot products of bytes (VNNI on x86-64) or nothing of use, {@value
 * Int8Choice#NARROW} where it has AVX2 only. Whether Java or the library multiplies changes no bit.
 */
public final class Int8Library {
  /**
   * The system property that overrides what multiplies: {@code java} never loads the library,
   * {@code native} uses it on any processor on which its results are right, {@code auto} is the
   * default.
   */
  public static final String PROPERTY = "ieum.int8";

  /** The system property that overrides how large numbers are: {@code auto}, 90 or 127. */
  public static final String RANGE_PROPERTY = "ieum.int8.range";

  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  private enum State {
    UNDECIDED,
    LOADING,
    NATIVE,
    JAVA
  }

  private static State state = State.UNDECIDED; // guarded by the class
  private static Int8Choice choice; // null until it is asked for; likewise
  private static String reason = ""; // why Java multiplies; likewise
  private static volatile boolean isNative;
  private static volatile boolean used;

  private Int8Library() {}

  /** Says whether the library multiplies, from now on. */
  public static boolean isNative() {
    return isNative;
  }

  /**
   * Notes that a model multiplies 8-bit matrices in this process.
   *
   * @return the largest absolute value of weights and rows, the same for the whole process
   * @throws ConfigException if a system property has another value than it may have
   */
  public static int use() {
    Int8Choice asked = chosen();
    used = true;
    synchronized (Int8Library.class) {
      if (choice == null) {
        choice = asked;
      }
      return choice.range();
    }
  }

  /** Says whether any model ever multiplied 8-bit matrices in this process. */
  public static boolean isUsed() {
    return used;
  }

  /** Opens products by the kernels chosen. */
  public static Int8MatMul open() {
    Int8Choice current = current();
    return Int8MatMul.open(current.kernels(), current.range());
  }

  private static synchronized Int8Choice current() {
    if (choice == null) {
      choice = chosen();
    }
    return choice;
  }

  private static Int8Choice chosen() {
    return Int8Choice.of(
        System.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT),
        System.getProperty(RANGE_PROPERTY, "auto").toLowerCase(Locale.ROOT),
        processor(),
        System.getenv());
  }

  /** Decides in the background, unless that is done; returns at once. */
  public static synchronized void request() {
    if (state != State.UNDECIDED) {
      return;
    }
    Optional<String> against = current().against();
    if (against.isPresent()) {
      state = State.JAVA;
      reason = against.get();
      return;
    }
    state = State.LOADING;
    Thread loader = new Thread(Int8Library::load, "ieum-load-engine");
    loader.setDaemon(true);
    loader.start();
  }

  /**
   * Decides now and waits for it.
   *
   * @return whether the library multiplies from now on
   */
  public static boolean await() throws InterruptedException {
    request();
    synchronized (Int8Library.class) {
      while (state == State.LOADING) {
        Int8Library.class.wait();
      }
    }
    return isNative;
  }

  /**
   * Returns one sentence: what multiplies 8-bit matrices, why, and how large their numbers are. It
   * decides nothing; call {@link #await} first to know what a long text will be multiplied by.
   */
  public static synchronized String status() {
    Int8Choice current = current();
    String by =
        switch (state) {
          case NATIVE -> "native library (%s, %s)".formatted(current.instructions(), kernels());
          case JAVA -> "plain Java: " + reason;
          case LOADING -> "plain Java until the native library is loaded";
          case UNDECIDED ->
              "plain Java: "
                  + current
                      .against()
                      .orElse(
                          "the native library (%s) is loaded when there is more to do"
                              .formatted(current.instructions()));
        };
    return "8-bit products: %s; numbers up to %d".formatted(by, current.range());
  }

  private static String kernels() {
    return switch (current().kernels()) {
      case FBGEMM -> "FBGEMM";
      case ONEDNN -> "oneDNN";
      case BOTH -> "FBGEMM and oneDNN";
    };
  }

  private static String processor() {
    try {
      return Files.readString(PROCESSOR, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // not Linux
    }
  }

  private static void load() {
    String against = "the native library failed";
    try (Int8MatMul products = open()) {
      against =
          Int8SelfTest.isPassedBy(products, current().range())
              ? ""
              : "the native library's results are wrong on this processor";
    } catch (EngineMissingException e) {
      against = e.getMessage();
    } catch (NoClassDefFoundError e) {
      against = "the tensor engine is not on the class path";
    } finally { // whatever happens, nobody waits for ever
      synchronized (Int8Library.class) {
        state = against.isEmpty() ? State.NATIVE : State.JAVA;
        reason = against;
        isNative = state == State.NATIVE;
        Int8Library.class.notifyAll();
      }
    }
  }
}
