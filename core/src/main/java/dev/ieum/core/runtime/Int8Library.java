package dev.ieum.core.runtime;

import dev.ieum.core.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether this process multiplies 8-bit matrices in the tensor engine's library or in plain Java,
 * and why. Decided once per process, by what the processor has and by a test of correctness, never
 * by a clock; both give the same bits. Thread-safe.
 *
 * <p>The library is faster where the processor has instructions for 8-bit dot products (VNNI on
 * x86-64) and is not loaded elsewhere. The system property {@code ieum.int8} overrides that: {@code
 * java} never loads it, {@code native} uses it on any processor on which its results are right,
 * {@code auto} is the default.
 */
public final class Int8Library {
  /** The system property that overrides the choice. */
  public static final String PROPERTY = "ieum.int8";

  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
  private static final Pattern VNNI = Pattern.compile("\\b(avx512_vnni|avx_vnni)\\b");

  /** What oneDNN may be told to keep to (its documentation, "CPU dispatcher control"). */
  private static final Set<String> ISA_WITHOUT_VNNI = Set.of("SSE41", "AVX", "AVX2", "AVX512_CORE");

  private enum State {
    UNDECIDED,
    LOADING,
    NATIVE,
    JAVA
  }

  private static State state = State.UNDECIDED; // guarded by the class
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
   * @throws ConfigException if the system property has another value than it may have
   */
  public static void use() {
    mode();
    used = true;
  }

  /** Says whether any model ever multiplied 8-bit matrices in this process. */
  public static boolean isUsed() {
    return used;
  }

  private static String mode() {
    String mode = System.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT);
    if (!Set.of("auto", "java", "native").contains(mode)) {
      throw new ConfigException(
          "system property: %s = %s; allowed: auto, java, native".formatted(PROPERTY, mode));
    }
    return mode;
  }

  /** Decides in the background, unless that is done; returns at once. */
  public static synchronized void request() {
    if (state != State.UNDECIDED) {
      return;
    }
    Optional<String> against = reasonAgainst(mode(), processor(), System.getenv());
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
   * Returns one sentence: what multiplies 8-bit matrices, and why. It decides nothing; call {@link
   * #await} first to know what a long text will be multiplied by.
   */
  public static synchronized String status() {
    return "8-bit products: "
        + switch (state) {
          case NATIVE -> "native library (%s)".formatted(hasVnni(processor()) ? "VNNI" : "forced");
          case JAVA -> "plain Java: " + reason;
          case LOADING -> "plain Java until the native library is loaded";
          case UNDECIDED ->
              "plain Java: "
                  + reasonAgainst(mode(), processor(), System.getenv())
                      .orElse("the native library (VNNI) is loaded when there is more to do");
        };
  }

  private static String processor() {
    try {
      return Files.readString(PROCESSOR, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // not Linux
    }
  }

  private static boolean hasVnni(String processor) {
    return VNNI.matcher(processor).find();
  }

  /** Returns why the library is not even loaded. */
  static Optional<String> reasonAgainst(
      String mode, String processor, Map<String, String> environment) {
    if (mode.equals("java")) {
      return Optional.of("%s = java".formatted(PROPERTY));
    }
    if (mode.equals("native")) {
      return Optional.empty();
    }
    if (processor.isEmpty()) {
      return Optional.of(
          "cannot tell whether this processor has 8-bit dot products; %s=native tries the library"
              .formatted(PROPERTY));
    }
    if (!hasVnni(processor)) {
      return Optional.of("this processor has no 8-bit dot product (VNNI)");
    }
    for (String name : new String[] {"ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA"}) {
      String isa = environment.getOrDefault(name, "");
      if (ISA_WITHOUT_VNNI.contains(isa.toUpperCase(Locale.ROOT))) {
        return Optional.of("%s = %s has no 8-bit dot product (VNNI)".formatted(name, isa));
      }
    }
    return Optional.empty();
  }

  private static void load() {
    String against = "the native library failed";
    try (Int8MatMul products = Int8MatMul.open()) {
      against =
          Int8SelfTest.isPassedBy(products)
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
