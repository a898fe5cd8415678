package dev.ieum.core.training;

import dev.ieum.core.bundle.AtomicFiles;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Provenance.CorpusFile;
import dev.ieum.core.bundle.SafeTensors;
import dev.ieum.core.bundle.SafeTensors.Precision;
import dev.ieum.core.training.Checkpoint.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The weights with the best dev scores so far, on disk, and their average. */
record Snapshots(Path runDirectory, int kept) {
  private static final Comparator<Snapshot> BEST_FIRST =
      Comparator.comparingDouble(Snapshot::score).reversed().thenComparing(Snapshot::update);

  /**
   * Writes a snapshot if it belongs to the best and returns the new list, best first. A score that
   * is not a number belongs nowhere.
   */
  List<Snapshot> offer(
      List<Snapshot> current, long update, double score, Map<String, FloatTensor> weights)
      throws IOException {
    Snapshot made = new Snapshot(update, score, "");
    List<Snapshot> ranked = new ArrayList<>(current);
    ranked.removeIf(s -> s.update() == update);
    if (Double.isNaN(score)) {
      return ranked;
    }
    ranked.add(made);
    ranked.sort(BEST_FIRST);
    ranked = new ArrayList<>(ranked.subList(0, Math.min(kept, ranked.size())));
    int rank = ranked.indexOf(made);
    if (rank >= 0) {
      Path file = made.file(runDirectory);
      Files.createDirectories(file.getParent());
      AtomicFiles.writeFile(file, path -> SafeTensors.write(path, weights, Precision.F32));
      ranked.set(rank, new Snapshot(update, score, CorpusFile.of(file).sha256()));
    }
    return ranked;
  }

  /** Deletes what the last written checkpoint no longer names. */
  void prune(List<Snapshot> current) throws IOException {
    Path directory = runDirectory.resolve("snapshots");
    if (!Files.isDirectory(directory)) {
      return;
    }
    Set<Path> named = current.stream().map(s -> s.file(runDirectory)).collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> !named.contains(f)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  Map<String, FloatTensor> read(Snapshot snapshot) throws IOException {
    return SafeTensors.read(snapshot.file(runDirectory));
  }

  /** Returns the mean of the snapshots' weights, parameter by parameter. */
  Map<String, FloatTensor> average(List<Snapshot> snapshots) throws IOException {
    Map<String, double[]> sums = new LinkedHashMap<>();
    Map<String, int[]> shapes = new LinkedHashMap<>();
    for (Snapshot snapshot : snapshots) {
      read(snapshot)
          .forEach(
              (name, tensor) -> {
                double[] sum = sums.computeIfAbsent(name, n -> new double[tensor.values().length]);
                shapes.put(name, tensor.shape());
                for (int i = 0; i < sum.length; i++) {
                  sum[i] += tensor.values()[i];
                }
              });
    }
    Map<String, FloatTensor> mean = new LinkedHashMap<>();
    sums.forEach(
        (name, sum) -> {
          float[] values = new float[sum.length];
          for (int i = 0; i < sum.length; i++) {
            values[i] = (float) (sum[i] / snapshots.size());
          }
          mean.put(name, new FloatTensor(shapes.get(name), values));
        });
    return mean;
  }
}
