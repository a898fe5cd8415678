package dev.ieum.core.runtime;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.IOException;
import java.net.URL;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one place that opens the tensor engine.
 *
 * <p>DJL calls home when it starts and may download a native library; both are switched off here
 * before its first class is touched. DJL also unpacks its library in a way that leaves parts behind
 * when the process ends, and loads whatever lies in its cache; so {@link LibraryCache} unpacks and
 * checks it first. One native thread per worker is the default, because work is split between
 * workers in Java and native barriers collapse when a core is shared. Thread-safe.
 */
public final class NativeRuntime {
  private static final String PYTORCH = "pytorch";
  private static Engine engine;

  private NativeRuntime() {}

  /**
   * Starts the engine, once per process; later calls only return.
   *
   * @throws EngineMissingException when no native library fits this machine or it cannot be
   *     unpacked or loaded; the message says what is missing, in one line
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
      unpack();
      engine = Engine.getEngine("PyTorch");
    } catch (IOException e) {
      throw new EngineMissingException(
          "engine: cache = %s; %s; it must be writable and have room for 450 MB; name another by DJL_CACHE_DIR"
              .formatted(Utils.getEngineCacheDir(), reason(e)),
          e);
    } catch (EngineException
        | IllegalArgumentException
        | IllegalStateException
        | LinkageError
        | AssertionError e) {
      throw missing(e);
    }
  }

  /** Puts the library where DJL looks for it, unless it comes from elsewhere. */
  private static void unpack() throws IOException {
    Platform platform = Platform.detectPlatform(PYTORCH);
    if (platform.isPlaceholder()
        || System.getenv("PYTORCH_LIBRARY_PATH") != null
        || Utils.getEnvOrSystemProperty("PYTORCH_VERSION") != null) {
      return;
    }
    String flavor = platform.getFlavor();
    String classifier = platform.getClassifier();
    String jni = System.mapLibraryName("djl_torch");
    Map<String, URL> files = new LinkedHashMap<>();
    for (String library : platform.getLibraries()) {
      files.put(library, resource("%s/%s/%s/%s".formatted(PYTORCH, flavor, classifier, library)));
    }
    files.put(
        platform.getApiVersion() + "-" + jni,
        resource("jnilib/%s/%s/%s".formatted(classifier, flavor, jni)));
    if (files.containsValue(null)) {
      return; // laid out otherwise than we know: DJL may still find it
    }
    String name = platform.getVersion() + "-" + flavor + "-" + classifier;
    new LibraryCache(Utils.getEngineCacheDir(PYTORCH), name, files).prepare();
  }

  private static URL resource(String path) throws IOException {
    return ClassLoaderUtils.getResource(path);
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getFile() + ": " + file.getReason();
    }
    if (e instanceof AccessDeniedException) {
      return e.getMessage() + ": permission denied";
    }
    return e instanceof FileSystemException ? e.getMessage() + " cannot be made" : e.getMessage();
  }

  private static EngineMissingException missing(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String cause = String.valueOf(root.getMessage()).replaceAll("\\R", " ");
    boolean unpacked = root instanceof UnsatisfiedLinkError;
    String message =
        unpacked
            ? "engine: cache = %s; its library cannot be loaded (%s); files there must be executable:"
                    .formatted(Utils.getEngineCacheDir(), cause)
                + " name a directory that is not mounted noexec by DJL_CACHE_DIR"
            : ("engine: no PyTorch library for %s-%s on the class path; add dev.ieum:ieum-engine (type"
                    + " pom), or pytorch-native-cpu with this platform's classifier (%s)")
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), cause);
    return new EngineMissingException(message, e);
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
