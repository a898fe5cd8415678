package dev.ieum.core.bundle;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a model comes from: enough to train it again and to trust it. Immutable.
 *
 * @param toolkit version of this toolkit
 * @param engine the tensor engine and its version
 * @param java version of the Java runtime
 * @param platform operating system and processor
 * @param seed what every random choice followed from
 * @param command the command that trained it
 * @param config every setting in force, defaults included
 * @param corpora the files it was trained on
 * @param started when training began
 * @param duration how long it took, pauses between resumed runs left out
 * @param updates optimizer steps made
 */
public record Provenance(
    String toolkit,
    String engine,
    String java,
    String platform,
    long seed,
    String command,
    JsonObject config,
    List<CorpusFile> corpora,
    Instant started,
    Duration duration,
    long updates) {

  public Provenance {
    Objects.requireNonNull(toolkit, "toolkit");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(java, "java");
    Objects.requireNonNull(platform, "platform");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(started, "started");
    config = config.deepCopy();
    corpora = List.copyOf(corpora);
    if (updates < 0 || duration.isNegative()) {
      throw new IllegalArgumentException(
          "updates = %d, duration = %s; allowed: 0 or more".formatted(updates, duration));
    }
  }

  /** Returns a copy of the settings. */
  @Override
  public JsonObject config() {
    return config.deepCopy();
  }

  /** Returns the version of the running toolkit; "development" outside a jar. */
  public static String runningToolkit() {
    return Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /** Returns the version of the running Java. */
  public static String runningJava() {
    return System.getProperty("java.vm.name") + " " + Runtime.version();
  }

  /** Returns the operating system and processor this runs on. */
  public static String runningPlatform() {
    return System.getProperty("os.name") + " " + System.getProperty("os.arch");
  }
}
