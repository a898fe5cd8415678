package dev.ieum.sequences.score;

import dev.ieum.core.bundle.ModelBundleException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each event followed each other one in training: the naive predictions that a model has
 * to beat, the most popular event and a Markov chain of the last event. Immutable.
 */
public final class TransitionCounts {
  private final int[][] to; // by event: what followed it, ascending
  private final int[][] times; // how often
  private final long[] popularity;
  private final long total;

  private TransitionCounts(Map<Integer, Map<Integer, Integer>> counts, int vocabularySize) {
    to = new int[vocabularySize][0];
    times = new int[vocabularySize][0];
    popularity = new long[vocabularySize];
    counts.forEach(
        (from, next) -> {
          to[from] = next.keySet().stream().mapToInt(id -> id).toArray();
          times[from] = next.values().stream().mapToInt(n -> n).toArray();
          next.forEach((id, n) -> popularity[id] += n);
        });
    total = Arrays.stream(popularity).sum();
  }

  /**
   * Counts.
   *
   * @param sequences ids, BOS first
   */
  public static TransitionCounts of(Iterable<int[]> sequences, int vocabularySize) {
    Map<Integer, Map<Integer, Integer>> counts = new TreeMap<>();
    for (int[] sequence : sequences) {
      for (int i = 0; i + 1 < sequence.length; i++) {
        counts
            .computeIfAbsent(sequence[i], any -> new TreeMap<>())
            .merge(sequence[i + 1], 1, Integer::sum);
      }
    }
    return new TransitionCounts(counts, vocabularySize);
  }

  /**
   * Reads what {@link #text} has written.
   *
   * @param name of the file in errors
   * @throws ModelBundleException when a line is not three numbers of this vocabulary
   */
  public static TransitionCounts read(BufferedReader lines, int vocabularySize, String name)
      throws IOException {
    Map<Integer, Map<Integer, Integer>> counts = new TreeMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.matches("\\d{1,7}\t\\d{1,7}\t[1-9]\\d{0,8}")) {
        throw damaged(name, line);
      }
      int[] cells = Arrays.stream(line.split("\t", -1)).mapToInt(Integer::parseInt).toArray();
      if (Math.max(cells[0], cells[1]) >= vocabularySize) {
        throw damaged(name, line);
      }
      counts.computeIfAbsent(cells[0], any -> new TreeMap<>()).put(cells[1], cells[2]);
    }
    return new TransitionCounts(counts, vocabularySize);
  }

  private static ModelBundleException damaged(String name, String line) {
    return new ModelBundleException(
        "%s: line = '%s'; allowed: two ids and a count; fetch or write the model again"
            .formatted(name, line));
  }

  /** Returns the counts as lines: an event, the next, how often. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int from = 0; from < to.length; from++) {
      for (int i = 0; i < to[from].length; i++) {
        text.append(from).append('\t').append(to[from][i]).append('\t');
        text.append(times[from][i]).append('\n');
      }
    }
    return text.toString();
  }

  /** Scores every event by how often it occurred; {@code scores} is overwritten. */
  void popular(float[] scores) {
    for (int id = 0; id < scores.length; id++) {
      // Less than a half, so that counts added to it keep their order.
      scores[id] = (float) (0.5 * popularity[id] / (total + 1));
    }
  }

  /** Scores every event by how often it followed {@code last}, ties by how often it occurred. */
  void markov(int last, float[] scores) {
    popular(scores);
    for (int i = 0; i < to[last].length; i++) {
      scores[to[last][i]] += times[last][i];
    }
  }

  /** Returns the probability of an event, each having occurred once more (Laplace). */
  double probability(int id) {
    return (popularity[id] + 1.0) / (total + popularity.length);
  }

  /** Returns the probability of an event after another (Witten and Bell 1991). */
  double probability(int last, int id) {
    int types = to[last].length;
    if (types == 0) {
      return probability(id);
    }
    long seen = Arrays.stream(times[last]).asLongStream().sum();
    int place = Arrays.binarySearch(to[last], id);
    double own = place < 0 ? 0 : times[last][place];
    return (own + types * probability(id)) / (seen + types);
  }
}
