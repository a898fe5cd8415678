package dev.ieum.core.runtime;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;

/**
 * The one place that opens the tensor engine.
 *
 * <p>DJL calls home when it starts and may download a native library; both are switched off here
 * before its first class is touched. One native thread per worker is the default, because work is
 * split between workers in Java and native barriers collapse when a core is shared. Thread-safe.
 */
public final class NativeRuntime {
  private static Engine engine;

  private NativeRuntime() {}

  /**
   * Starts the engine, once per process; later calls only return.
   *
   * @throws EngineMissingException when no native library fits this machine; the message says what
   *     is missing
   */
  public static synchronized void open() {
    if (engine != null) {
      return;
    }
    setUnlessGiven("ai.djl.offline", "true");
    setUnlessGiven("OPT_OUT_TRACKING", "true");
    setUnlessGiven("ai.djl.default_engine", "PyTorch");
    setUnlessGiven("ai.djl.pytorch.num_threads", "1");
    setUnlessGiven("ai.djl.pytorch.num_interop_threads", "1");
    setUnlessGiven("ai.djl.pytorch.graph_optimizer", "false");
    try {
      engine = Engine.getEngine("PyTorch");
    } catch (EngineException | IllegalArgumentException | UnsatisfiedLinkError e) {
      throw new EngineMissingException(
          ("engine: no PyTorch library for %s-%s on the class path; add dev.ieum:ieum-engine (type"
                  + " pom), or pytorch-native-cpu with this platform's classifier (%s)")
              .formatted(
                  System.getProperty("os.name"), System.getProperty("os.arch"), e.getMessage()),
          e);
    }
  }

  /** Returns a root manager; its caller closes it. */
  public static NDManager newManager() {
    open();
    return engine.newBaseManager();
  }

  /** Returns the engine that collects gradients. */
  public static Engine engine() {
    open();
    return engine;
  }

  /** Returns name and version, such as {@code PyTorch 2.7.1}. */
  public static String version() {
    open();
    return engine.getEngineName() + " " + engine.getVersion();
  }

  private static void setUnlessGiven(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
