package dev.ieum.cli.compare;

import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.datasets.TextPair;
import dev.ieum.seq2seq.train.TranslationConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pairs of a comparison and how translation networks are trained on them. Immutable.
 *
 * @param source the language to translate from
 * @param licence of the pairs
 */
record Pairs(
    String name,
    String source,
    String target,
    String licence,
    List<TextPair> train,
    List<TextPair> dev,
    List<TextPair> test) {
  /** Subwords, which source and target share. */
  static final int VOCABULARY = 500;

  private static final int MADE = 20_000;
  private static final int TRAINED_CLAUSES = 3;
  private static final int TESTED_CLAUSES = 6;
  private static final int BATCH_TOKENS = 1500;
  private static final int BATCH_SENTENCES = 64;
  private static final int FEW = 400;

  /** Returns pairs made up by rule; those of the test are up to twice as long. */
  static Pairs dates() {
    return new Pairs(
        "dates",
        "ko",
        "en",
        "made up by rule, no licence needed",
        new DatesCorpus(1).pairs(MADE, TRAINED_CLAUSES),
        new DatesCorpus(2).pairs(100, TRAINED_CLAUSES),
        new DatesCorpus(3).pairs(300, TESTED_CLAUSES));
  }

  /** Writes the pairs where the configurations find them. */
  void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    write(directory.resolve("train.tsv"), train);
    write(directory.resolve("dev.tsv"), dev);
    write(directory.resolve("test.tsv"), test);
    write(directory.resolve("few.tsv"), train.subList(0, Math.min(FEW, train.size())));
  }

  private void write(Path file, List<TextPair> pairs) throws IOException {
    List<String> lines = new ArrayList<>(List.of(source + "\t" + target));
    pairs.forEach(pair -> lines.add(line(pair.source()) + "\t" + line(pair.target())));
    Files.write(file, lines);
  }

  private static String line(String text) {
    return text.replaceAll("[\\t\\r\\n]+", " ");
  }

  /** Returns the recipe of a translation network; only its section network is its own. */
  Recipe recipe(Plan plan, Architecture of, Path data, long updates) {
    Map<String, Object> settings = settings(plan, of, "train.tsv", updates);
    return TranslationConfig.read(Settings.of("comparison", settings), data.toAbsolutePath());
  }

  /** Returns the recipe of a network that is trained on few pairs to see how fast. */
  Recipe brief(Plan plan, Architecture of, Path data, int sentences) {
    Map<String, Object> settings = settings(plan, of, "few.tsv", 1000);
    @SuppressWarnings("unchecked")
    Map<String, Object> training = (Map<String, Object>) settings.get("training");
    training.put("batch-sentences", sentences);
    training.put("batch-tokens", 1_000_000);
    return TranslationConfig.read(Settings.of("comparison", settings), data.toAbsolutePath());
  }

  private Map<String, Object> settings(Plan plan, Architecture of, String train, long updates) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("task", TranslationConfig.TASK);
    settings.put("name", of.word());
    settings.put("source-language", source);
    settings.put("target-language", target);
    settings.put("data-licence", licence);
    settings.put(
        "data",
        Map.of(
            "train", List.of(Map.of("file", train)),
            "dev", List.of(Map.of("file", "dev.tsv")),
            "dev-limit", 100));
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("shared", true);
    text.put("source-vocabulary", VOCABULARY);
    text.put("min-character-count", 1);
    text.put("bpe-dropout", 0);
    settings.put("text", text);
    settings.put("network", of.network(plan.embeddingSize(), plan.width(of)));
    Map<String, Object> regularization = new LinkedHashMap<>();
    regularization.put("embedding-dropout", 0.1);
    regularization.put("layer-dropout", 0.1);
    regularization.put("output-dropout", 0.1);
    for (String none : List.of("source-word-dropout", "target-word-dropout", "recurrent-dropout")) {
      regularization.put(none, 0);
    }
    settings.put("regularization", regularization);
    Map<String, Object> training = new LinkedHashMap<>();
    training.put("max-updates", updates);
    training.put("learning-rate", of.learningRate());
    // A rate that does not depend on the end serves a budget of time as well.
    training.put("schedule", plan.budget() == Plan.Budget.TIME ? "inverse-square-root" : "linear");
    training.put("warmup-updates", Math.max(5, Math.min(100, updates / 8)));
    training.put("validate-every", Math.max(10, updates / 4));
    training.put("checkpoint-every", 250);
    training.put("patience", 0);
    training.put("average", 1);
    training.put("batch-tokens", BATCH_TOKENS);
    training.put("batch-sentences", BATCH_SENTENCES);
    training.put("seed", plan.seed());
    training.put("workers", plan.threads());
    settings.put("training", training);
    return settings;
  }
}
