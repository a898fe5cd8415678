package dev.ieum.cli.compare;

import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.Resource;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.datasets.TextPair;
import dev.ieum.seq2seq.train.TranslationConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    return recipe(plan, of, data, Json.object(), updates);
  }

  /** Returns the recipe of a network that is trained on few pairs to see how fast. */
  Recipe brief(Plan plan, Architecture of, Path data, int sentences) {
    Map<String, Object> own =
        Json.object(
            "data.train",
            List.of(Map.of("file", "few.tsv")),
            "training.batch-sentences",
            sentences,
            "training.batch-tokens",
            1_000_000);
    return recipe(plan, of, data, own, 1000);
  }

  private Recipe recipe(
      Plan plan, Architecture of, Path data, Map<String, Object> own, long updates) {
    Map<String, Object> values =
        Json.object(
            "name", of.word(),
            "source-language", source,
            "target-language", target,
            "data-licence", licence,
            "text.source-vocabulary", VOCABULARY,
            "network", of.network(plan.embeddingSize(), plan.width(of)),
            "training.max-updates", updates,
            "training.learning-rate", of.learningRate(),
            // A rate that does not depend on the end serves a budget of time as well.
            "training.schedule",
                plan.budget() == Plan.Budget.TIME ? "inverse-square-root" : "linear",
            "training.warmup-updates", Math.max(5, Math.min(100, updates / 8)),
            "training.validate-every", Math.max(10, updates / 4),
            "training.seed", plan.seed(),
            "training.workers", plan.threads());
    values.putAll(own);
    Settings settings =
        Settings.of("comparison", Resource.text(Pairs.class, "translation.yaml"), values);
    return TranslationConfig.read(settings, data.toAbsolutePath());
  }
}
