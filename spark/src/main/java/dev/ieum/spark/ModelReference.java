package dev.ieum.spark;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.bundle.ModelTask;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Which model a task needs, and where an executor gets it. Immutable.
 *
 * <p>An executor that finds a model of the same checksum by the same name, on its class path or its
 * disk, opens that; another one fetches the files that the driver broadcasts, once. Either way
 * every file is verified by its SHA-256. What is sent are the files of a bundle, so no executor
 * runs code from it.
 *
 * @param name name or path, as the user gave it
 * @param checksum {@link ModelBundle#checksum}
 * @param files the files by their paths in the bundle
 */
record ModelReference(String name, String checksum, Broadcast<TreeMap<String, byte[]>> files)
    implements Serializable {

  /** One broadcast of each model for each application; ends with the driver. */
  private static final Map<String, Broadcast<TreeMap<String, byte[]>>> SENT =
      new ConcurrentHashMap<>();

  /**
   * Opens a model on the driver and makes it available to the executors.
   *
   * @throws ModelBundleException when there is no such model, or it is for another task
   */
  static ModelReference of(String nameOrPath, ModelTask task) {
    try {
      ModelBundle bundle = ModelBundle.open(ModelSource.resolve(nameOrPath));
      bundle.requireTask(task);
      return new ModelReference(nameOrPath, bundle.checksum(), broadcast(bundle));
    } catch (IOException e) {
      throw new ModelBundleException(
          "model '%s': cannot be read (%s); check the disk".formatted(nameOrPath, e.getMessage()),
          e);
    }
  }

  private static Broadcast<TreeMap<String, byte[]>> broadcast(ModelBundle bundle)
      throws IOException {
    SparkContext context = SparkContext.getOrCreate();
    String application = context.applicationId() + " ";
    SENT.keySet().removeIf(key -> !key.startsWith(application)); // of a context that was stopped
    String key = application + bundle.checksum();
    Broadcast<TreeMap<String, byte[]>> sent = SENT.get(key);
    if (sent == null) {
      TreeMap<String, byte[]> files = new TreeMap<>(bundle.files());
      sent =
          SENT.computeIfAbsent(
              key, k -> JavaSparkContext.fromSparkContext(context).broadcast(files));
    }
    return sent;
  }

  /**
   * Opens the model where this is called.
   *
   * @throws ModelBundleException when what was sent is damaged
   */
  ModelBundle open() throws IOException {
    Optional<ModelBundle> local = local();
    if (local.isPresent()) {
      return local.get();
    }
    ModelBundle bundle = ModelBundle.open(ModelSource.of(name, files.value()));
    if (!bundle.checksum().equals(checksum)) {
      throw new ModelBundleException(
          "model '%s': SHA-256 = %s, on the driver %s; start the job again"
              .formatted(name, bundle.checksum(), checksum));
    }
    return bundle;
  }

  private Optional<ModelBundle> local() throws IOException {
    try {
      return Optional.of(ModelBundle.open(ModelSource.resolve(name)))
          .filter(bundle -> bundle.checksum().equals(checksum));
    } catch (ModelBundleException e) {
      return Optional.empty(); // not here, or damaged: the driver's copy serves
    }
  }
}
