package dev.ieum.sentiment.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.sentiment.SentimentAnalyzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentTrainerTest {
  private static final String PRETRAINING =
      """
      pretraining:
        max-updates: 40
        validate-every: 20
        checkpoint-every: 10
        batch-texts: 32
        average: 1
      """;

  @Test
  void run_stoppedAnywhereAndResumed_sameWeights(@TempDir Path directory) throws Exception {
    ToyReviews toy =
        ToyReviews.write(directory, 400)
            .edit(yaml -> yaml + PRETRAINING)
            .with("text.bpe-dropout", 0.1)
            .with("training.max-updates", 40)
            .with("training.validate-every", 20)
            .with("training.checkpoint-every", 7);
    Path whole = directory.resolve("whole");
    toy.train(whole);
    for (int stopAfter : new int[] {13, 55}) {
      Path parts = directory.resolve("parts" + stopAfter);
      AtomicInteger updates = new AtomicInteger();
      TrainingOutcome stopped =
          toy.train(parts, false, () -> updates.incrementAndGet() == stopAfter);
      assertFalse(stopped.finished());
      assertTrue(toy.train(parts, true, () -> false).finished());
      assertEquals(
          -1,
          Files.mismatch(
              whole.resolve("model/weights.safetensors"),
              parts.resolve("model/weights.safetensors")),
          "stopped after " + stopAfter);
    }
  }

  @Test
  void run_transformer_learnsAndResumesTheSame(@TempDir Path directory) throws Exception {
    ToyReviews toy =
        ToyReviews.write(directory, 1500)
            .edit(yaml -> yaml.replace("  hidden-size: 16\n", ""))
            .with("network.encoder", "transformer")
            .with("network.heads", 2)
            .with("network.feed-forward", 32)
            .with("network.layers", 2)
            .with("network.ngrams.buckets", 0)
            .with("regularization.layer-dropout", 0.05)
            .with("training.learning-rate", 0.005)
            .with("training.max-updates", 300);
    double accuracy = toy.train(directory.resolve("whole")).scores().get("accuracy");
    assertTrue(accuracy >= 95, "accuracy " + accuracy);
    AtomicInteger updates = new AtomicInteger();
    Path parts = directory.resolve("parts");
    assertFalse(toy.train(parts, false, () -> updates.incrementAndGet() == 111).finished());
    assertTrue(toy.train(parts, true, () -> false).finished());
    Path weights = Path.of("model/weights.safetensors");
    assertEquals(
        -1, Files.mismatch(directory.resolve("whole").resolve(weights), parts.resolve(weights)));
    ModelBundle bundle = ModelBundle.open(ModelSource.of(parts.resolve("model")));
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(bundle, 1)) {
      int right = 0;
      for (ToyReviews.Review review : ToyReviews.reviews(100, 9)) {
        String label = analyzer.analyze(review.text()).label();
        right += label.equals(review.positive() ? "positive" : "negative") ? 1 : 0;
      }
      assertTrue(right >= 93, right + " of 100 are right");
    }
  }

  @Test
  void run_transferBetweenKindsOfEncoders_isRefused(@TempDir Path directory) throws Exception {
    ToyReviews toy =
        ToyReviews.write(directory, 300)
            .edit(yaml -> yaml.replace("  hidden-size: 16\n", ""))
            .with("transfer", ToyReviews.bundle().source().place())
            .with("network.encoder", "transformer");
    ConfigException e =
        assertThrows(ConfigException.class, () -> toy.train(directory.resolve("run")));
    assertTrue(e.getMessage().contains("network.encoder = transformer"), e.getMessage());
    assertTrue(e.getMessage().contains("= recurrent"), e.getMessage());
  }

  @Test
  void config_pretrainingOfATransformer_isRefused(@TempDir Path directory) throws Exception {
    ToyReviews toy =
        ToyReviews.write(directory, 10)
            .edit(yaml -> yaml.replace("  hidden-size: 16\n", "") + PRETRAINING)
            .with("network.encoder", "transformer");
    ConfigException e = assertThrows(ConfigException.class, toy::config);
    assertTrue(e.getMessage().contains("pretraining"), e.getMessage());
  }

  @Test
  void run_pretrained_beginsWithWhatWasLearnt(@TempDir Path directory) throws Exception {
    ToyReviews toy =
        ToyReviews.write(directory, 400)
            .edit(yaml -> yaml + PRETRAINING)
            .with("training.max-updates", 1)
            .with("training.learning-rate", 1e-7);
    toy.train(directory.resolve("run"));
    var learnt =
        dev.ieum.core.bundle.SafeTensors.read(
            directory.resolve("run/pretraining/checkpoint/weights.safetensors"));
    var used = ModelBundle.open(ModelSource.of(directory.resolve("run/model"))).weights();
    String name = "encoder.0.backward.hidden_weights";
    float[] a = learnt.get(name).values();
    float[] b = used.get(name).values();
    for (int i = 0; i < a.length; i++) {
      assertEquals(a[i], b[i], 1e-3, name); // 16 bits on disk
    }
  }

  @Test
  void run_student_learnsFromTeachersOnTextWithoutLabels(@TempDir Path directory) throws Exception {
    String teacher = ToyReviews.bundle().source().place();
    ToyReviews few =
        ToyReviews.write(directory, 1500)
            .edit(yaml -> yaml.replace("{file: train.tsv}", "{file: train.tsv, limit: 60}"))
            .with("training.max-updates", 120);
    double alone = few.train(directory.resolve("alone")).scores().get("accuracy");
    few.edit(yaml -> yaml + "distillation: {teachers: [\"" + teacher + "\"]}\n")
        .edit(
            yaml ->
                yaml.replace("  max-length:", "  unlabeled: [{file: more.txt}]\n  max-length:"));
    double taught = few.train(directory.resolve("taught")).scores().get("accuracy");
    assertTrue(taught >= 95 && taught > alone, "alone " + alone + ", taught " + taught);
  }

  @ParameterizedTest
  @CsvSource({"[encoder], true, false, false", "'[encoder, ngrams, output]', true, true, true"})
  void run_transfer_takesTokenizerEmbeddingAndParts(
      String parts, boolean encoder, boolean ngrams, boolean output, @TempDir Path directory)
      throws Exception {
    ModelBundle origin = ToyReviews.bundle();
    ToyReviews toy =
        ToyReviews.write(directory, 300)
            .with("transfer", origin.source().place())
            .with("transfer-parts", parts)
            .with("training.max-updates", 1)
            .with("training.learning-rate", 1e-7);
    toy.train(directory.resolve("run"));
    ModelBundle made = ModelBundle.open(ModelSource.of(directory.resolve("run/model")));
    assertEquals(origin.vocabulary("text"), made.vocabulary("text"));
    assertTrue(same(origin, made, "embedding.table"));
    assertEquals(encoder, same(origin, made, "encoder.0.forward.input_weights"));
    assertEquals(ngrams, same(origin, made, "ngrams.table"));
    assertEquals(output, same(origin, made, "output.weights"));
  }

  @Test
  void run_transferShare_weightsAreTheMeanOfBoth(@TempDir Path directory) throws Exception {
    ModelBundle origin = ToyReviews.bundle();
    ToyReviews toy =
        ToyReviews.write(directory, 300)
            .with("transfer", origin.source().place())
            .with("transfer-parts", "[encoder, ngrams, output]")
            .with("training.max-updates", 20);
    toy.train(directory.resolve("run"));
    ModelBundle trained = ModelBundle.open(ModelSource.of(directory.resolve("run/model")));
    toy.with("transfer-share", 0.25).train(directory.resolve("shared"));
    ModelBundle shared = ModelBundle.open(ModelSource.of(directory.resolve("shared/model")));
    float[] a = origin.weights().get("output.weights").values();
    float[] b = trained.weights().get("output.weights").values();
    float[] mean = shared.weights().get("output.weights").values();
    assertFalse(same(origin, trained, "output.weights"));
    for (int i = 0; i < mean.length; i++) {
      assertEquals(0.25 * a[i] + 0.75 * b[i], mean[i], 1e-3);
    }
  }

  @Test
  void read_transferShareWithoutTransfer_isRefused(@TempDir Path directory) throws Exception {
    ToyReviews toy = ToyReviews.write(directory, 20).with("transfer-share", 0.5);
    ConfigException e = assertThrows(ConfigException.class, toy::config);
    assertTrue(e.getMessage().contains("transfer-share"), e.getMessage());
  }

  private static boolean same(ModelBundle origin, ModelBundle made, String name)
      throws IOException {
    float[] a = origin.weights().get(name).values();
    float[] b = made.weights().get(name).values();
    double difference = 0;
    for (int i = 0; i < a.length; i++) {
      difference = Math.max(difference, Math.abs(a[i] - b[i]));
    }
    return difference < 1e-3;
  }

  @ParameterizedTest
  @CsvSource({
    "network.ngrams.longest, 3, network.ngrams = ",
    "network.pooling, [mean], network.pooling = [MEAN]",
    "labels, '{bad: [0], good: [1]}', 'labels = [bad, good]'"
  })
  void run_partsOfAnotherShape_saysWhich(
      String key, String value, String message, @TempDir Path directory) throws Exception {
    ToyReviews toy =
        ToyReviews.write(directory, 300)
            .with("transfer", ToyReviews.bundle().source().place())
            .with("transfer-parts", "[ngrams, output]")
            .with(key, value);
    ConfigException e =
        assertThrows(ConfigException.class, () -> toy.train(directory.resolve("run")));
    assertTrue(e.getMessage().contains("transfer-parts: " + message), e.getMessage());
  }

  @Test
  void run_transferOfAnotherShape_saysWhich(@TempDir Path directory) throws Exception {
    ToyReviews toy =
        ToyReviews.write(directory, 300)
            .with("transfer", ToyReviews.bundle().source().place())
            .with("network.hidden-size", 8);
    ModelBundleException e =
        assertThrows(ModelBundleException.class, () -> toy.train(directory.resolve("run")));
    assertTrue(e.getMessage().contains("encoder.0"), e.getMessage());
  }

  @Test
  void read_labelNobodyNamed_fileAndLine(@TempDir Path directory) throws Exception {
    ToyReviews toy = ToyReviews.write(directory, 50);
    Files.writeString(directory.resolve("train.tsv"), "text\tlabel\ngood\t1\nbad\t0\nodd\t7\n");
    assertMessage(toy, directory, "train.tsv:4: label = 7", "skip-other");
  }

  @Test
  void read_classWithoutTexts_saysWhich(@TempDir Path directory) throws Exception {
    ToyReviews toy = ToyReviews.write(directory, 50);
    Files.writeString(directory.resolve("train.tsv"), "text\tlabel\ngood\t1\nfine\t1\n");
    assertMessage(toy, directory, "class negative = 0");
  }

  @Test
  void read_oneClass_isRefused(@TempDir Path directory) throws Exception {
    ToyReviews toy =
        ToyReviews.write(directory, 50).edit(yaml -> yaml.replace("  negative: [0]\n", ""));
    assertMessage(toy, directory, "two or more");
  }

  @Test
  void read_labelOfTwoClasses_isRefused(@TempDir Path directory) throws Exception {
    ToyReviews toy =
        ToyReviews.write(directory, 50)
            .edit(yaml -> yaml.replace("negative: [0]", "negative: [0, 1]"));
    assertMessage(toy, directory, "stands for two classes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jamo", "byte"})
  void read_wordsWithoutSubwords_saysWhichHaveThem(String words, @TempDir Path directory)
      throws Exception {
    ToyReviews toy = ToyReviews.write(directory, 40).with("text.words", words);
    assertMessage(toy, directory, "text.words", words, "allowed: whitespace", "character");
  }

  @Test
  void read_noDev_keepsSomeApart(@TempDir Path directory) throws Exception {
    ToyReviews toy =
        ToyReviews.write(directory, 400)
            .edit(yaml -> yaml.replace("  dev: [{file: dev.tsv}]\n", "  hold-out: 100\n"));
    SentimentData data = SentimentData.prepare(toy.config());
    assertEquals(100, data.dev().size());
    var devTexts = data.dev().stream().map(SentimentData.LabeledItem::text).toList();
    assertFalse(data.train().stream().anyMatch(item -> devTexts.contains(item.text())));
    toy.with("data.hold-out", 300);
    assertMessage(toy, directory, "hold-out = 300");
  }

  @Test
  void read_neitherDevNorHoldOut_keepsATenthApart(@TempDir Path directory) throws Exception {
    ToyReviews toy =
        ToyReviews.write(directory, 40)
            .edit(yaml -> yaml.replace("  dev: [{file: dev.tsv}]\n", ""));
    SentimentData data = SentimentData.prepare(toy.config());
    assertEquals(4, data.dev().size());
  }

  private static void assertMessage(ToyReviews toy, Path directory, String... parts) {
    ConfigException e =
        assertThrows(ConfigException.class, () -> toy.train(directory.resolve("run")));
    Arrays.stream(parts).forEach(part -> assertTrue(e.getMessage().contains(part), e.getMessage()));
    assertFalse(e.getMessage().contains("\n"));
  }
}
