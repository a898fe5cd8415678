package dev.ieum.seq2seq.train;

import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A translation task small enough for a test: digits spelt in one language, their reverse or copy
 * in another. It writes its corpus into a directory and is trained like any user's.
 */
public final class ToyTask {
  private static final List<String> SOURCE =
      List.of("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen");
  private static final List<String> TARGET =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  /** A line and the only right translation. */
  public record Pair(String source, String target) {}

  private final Path directory;
  private final boolean reverse;
  private String yaml = YAML;
  private final Map<String, String> overrides = new TreeMap<>();

  private ToyTask(Path directory, boolean reverse) {
    this.directory = directory;
    this.reverse = reverse;
  }

  /**
   * Writes the corpus and its configuration.
   *
   * @param reverse whether the target turns the source's digits round
   * @param longest digits in a line at most; the shortest has two
   */
  public static ToyTask write(Path directory, boolean reverse, int pairs, int longest, long seed) {
    ToyTask task = new ToyTask(directory, reverse);
    Random random = new Random(seed);
    task.tsv("train.tsv", task.pairs(pairs, longest, random));
    task.tsv("dev.tsv", task.pairs(24, longest, random));
    task.text("toy.yaml", YAML);
    return task;
  }

  /** Writes a dev set of this size instead of 24 pairs. */
  public ToyTask dev(int pairs, int longest, long seed) {
    tsv("dev.tsv", pairs(pairs, longest, new Random(seed)));
    return this;
  }

  /** Sets one more setting, by its dotted name. */
  public ToyTask with(String key, Object value) {
    overrides.put(key, value.toString());
    return this;
  }

  /** Shows a share of the training pairs in an epoch. */
  public ToyTask share(double share) {
    yaml = yaml.replaceFirst("(- file: train.tsv\n)( *)", "$1$2share: " + share + "\n$2");
    text("toy.yaml", yaml);
    return this;
  }

  /** Takes a line of the configuration's network out. */
  public ToyTask without(String key) {
    yaml = yaml.replaceFirst("\n *" + key + ":.*", "");
    text("toy.yaml", yaml);
    return this;
  }

  /** Returns pairs that no training file holds but by chance. */
  public List<Pair> pairs(int count, int longest, Random random) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> source = new ArrayList<>();
      List<String> target = new ArrayList<>();
      int length = 2 + random.nextInt(longest - 1);
      for (int k = 0; k < length; k++) {
        int digit = random.nextInt(10);
        source.add(SOURCE.get(digit));
        target.add(TARGET.get(digit));
      }
      if (reverse) {
        Collections.reverse(target);
      }
      pairs.add(new Pair(String.join(" ", source), String.join(" ", target)));
    }
    return pairs;
  }

  /** Writes a TSV file of pairs beside the configuration. */
  public void tsv(String name, List<Pair> pairs) {
    StringBuilder lines = new StringBuilder("from\tto\n");
    pairs.forEach(p -> lines.append(p.source()).append('\t').append(p.target()).append('\n'));
    text(name, lines.toString());
  }

  /** Returns the configuration as a user's file gives it. */
  public TranslationConfig config() {
    return TranslationConfig.read(
        Settings.load(directory.resolve("toy.yaml"), overrides), directory);
  }

  /** Trains to the end without a word. */
  public TrainingOutcome train(Path run) throws IOException {
    return Trainer.run(config(), new TrainingRun(run, false, TrainingListener.NONE, () -> false));
  }

  private void text(String name, String content) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String YAML =
      """
      task: translation
      name: toy
      source-language: nl
      target-language: en
      data-licence: made by a test
      data:
        train:
          - file: train.tsv
            source-column: from
            target-column: to
        dev:
          - file: dev.tsv
            source-column: from
            target-column: to
        test:
          - file: dev.tsv
            source-column: from
            target-column: to
      text:
        source-words: whitespace
        target-words: whitespace
        shared: true
        source-vocabulary: 340
        min-character-count: 1
        bpe-dropout: 0
      network:
        embedding-size: 16
        encoder-hidden: 16
        decoder-hidden: 16
      regularization:
        embedding-dropout: 0
        source-word-dropout: 0
        target-word-dropout: 0
        layer-dropout: 0
        output-dropout: 0
        recurrent-dropout: 0
        label-smoothing: 0
      training:
        max-updates: 400
        learning-rate: 0.01
        warmup-updates: 20
        validate-every: 200
        checkpoint-every: 200
        batch-sentences: 32
        average: 1
        seed: 7
      """;
}
