package dev.ieum.cli;

import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.seq2seq.train.TranslationConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A model from questions to answers so small that the tests can train it, once. */
final class TinyAnswers {
  private static final String CONFIG =
      """
      task: translation
      name: tiny-answers
      source-language: ko
      target-language: ko
      data-licence: made by a test
      data:
        train: [{file: train.tsv, source-column: question, target-column: answer}]
        dev: [{file: dev.tsv, source-column: question, target-column: answer}]
      text: {source-words: character, target-words: character, shared: true, source-vocabulary: 270,
        bpe-dropout: 0}
      network: {cell: gru, embedding-size: 16, encoder-hidden: 16, decoder-layers: 1,
        decoder-hidden: 24}
      regularization: {embedding-dropout: 0, source-word-dropout: 0, target-word-dropout: 0,
        layer-dropout: 0, output-dropout: 0, recurrent-dropout: 0, label-smoothing: 0}
      training: {learning-rate: 0.02, warmup-updates: 5, max-updates: 150, validate-every: 75,
        batch-tokens: 400, average: 1}
      """;

  private static Path directory;

  private TinyAnswers() {}

  /** Returns the bundle, trained on the first call: it answers 가 with 네가 or 또가. */
  static synchronized Path bundle() {
    if (directory == null) {
      try {
        Path made = Files.createTempDirectory("ieum-tiny-answers");
        Files.writeString(made.resolve("train.tsv"), pairs(600, 1));
        Files.writeString(made.resolve("dev.tsv"), pairs(50, 2));
        Path config = Files.writeString(made.resolve("tiny.yaml"), CONFIG);
        Trainer.run(
            TranslationConfig.read(Settings.load(config, Map.of()), made),
            new TrainingRun(made.resolve("run"), false, TrainingListener.NONE, () -> false));
        directory = made;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return directory.resolve("run/model");
  }

  /** Returns questions of one syllable, which their answers repeat after one of two others. */
  static String pairs(int count, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("question\tanswer\n");
    for (int i = 0; i < count; i++) {
      String said = List.of("가", "나", "다").get(random.nextInt(3));
      String first = random.nextBoolean() ? "네" : "또";
      text.append("%s\t%s%s\n".formatted(said, first, said));
    }
    return text.toString();
  }
}
