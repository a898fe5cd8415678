package dev.ieum.core.runtime;

/**
 * Whether the tensor engine's Java classes are on the class path, found out without loading one:
 * inference works without them. Thread-safe.
 */
public final class EngineClasses {
  private EngineClasses() {}

  /** Returns whether the engine's classes can be loaded. */
  public static boolean present() {
    try {
      Class.forName("ai.djl.engine.Engine", false, EngineClasses.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * Lets training begin only with an engine.
   *
   * @throws EngineMissingException when its classes are missing; the message says what to add
   */
  public static void require() {
    if (!present()) {
      throw new EngineMissingException(
          "engine: ai.djl:api = not on the class path; training needs it; add dev.ieum:ieum-engine"
              + " (type pom)",
          null);
    }
  }
}
