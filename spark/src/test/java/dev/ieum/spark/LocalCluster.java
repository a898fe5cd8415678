package dev.ieum.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Executors in processes of their own, with a core and 1,024 MB each. Their class path is Spark's
 * jars, then the jar that spark-submit takes; they have no models.
 */
final class LocalCluster {
  private LocalCluster() {}

  static SparkSession start(int executors, Path directory) throws IOException {
    // Executors are started as by an installed Spark; their class path is the one below.
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    return SparkSession.builder()
        .master("local-cluster[%d,1,1024]".formatted(executors))
        .config("spark.ui.enabled", "false")
        .config("spark.executor.extraClassPath", String.join(File.pathSeparator, classPath()))
        .config("spark.executor.cores", "1")
        .config("spark.executor.memory", "1024m")
        .config("spark.sql.warehouse.dir", directory.resolve("warehouse").toString())
        .getOrCreate();
  }

  /** Jars of others, of two versions the one that Spark brings, then ours. */
  private static List<String> classPath() {
    List<String> all = CommandLine.classPath();
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String entry = all.get(i);
      boolean ours = !entry.endsWith(".jar") || new File(entry).getName().startsWith("ieum-");
      if (!ours && !isIn(entry, all.subList(i + 1, all.size()))) {
        kept.add(entry);
      }
    }
    kept.add(System.getProperty("ieum.spark.jar"));
    kept.add(all.get(0)); // the classes of the tests
    return kept;
  }

  /** The jars of Spark stand last on the class path of the tests. */
  private static boolean isIn(String entry, List<String> later) {
    return later.stream().anyMatch(other -> library(other).equals(library(entry)));
  }

  private static String library(String entry) {
    return new File(entry).getName().replaceFirst("-[0-9].*", "");
  }
}
