package dev.ieum.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.seq2seq.model.DecoderKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that goes on from a finished model. */
class TransferTest {
  @TempDir Path directory;

  @Test
  void run_fewUpdates_beginsWhereTheModelEnded() throws IOException {
    double begun = devLoss(run("begun", text -> {}));
    ToyTask fresh = ToyTask.write(directory.resolve("fresh"), true, 300, 4, 6);
    double anew = devLoss(directory, fresh.with("training.max-updates", 2).config(), "anew");

    assertTrue(begun < anew / 4, begun + " against " + anew);
  }

  @Test
  void run_finished_hasTheModelsVocabularyAndNamesItWithoutItsPlace() throws IOException {
    Path run = directory.resolve("run");
    Trainer.run(
        run("named", text -> {}), new TrainingRun(run, false, TrainingListener.NONE, () -> false));

    ModelBundle bundle = ModelBundle.open(ModelSource.of(run.resolve(Trainer.MODEL)));
    assertEquals(ToyModel.get().bundle().vocabulary("shared"), bundle.vocabulary("shared"));
    assertEquals(ToyModel.get().bundle().manifest().network(), bundle.manifest().network());
    String settings = bundle.manifest().provenance().config().toString();
    assertTrue(settings.contains(ToyModel.get().bundle().manifest().identity()), settings);
    assertFalse(settings.contains(ToyModel.get().run().toString()), settings);
  }

  @Test
  void read_networkBesideTransfer_saysWhatToRemove() throws IOException {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> run("network", yaml -> yaml.append("network: {}\n")));
    assertTrue(e.getMessage().contains("network"), e.getMessage());
    assertTrue(e.getMessage().contains("transfer"), e.getMessage());
  }

  @Test
  void run_encoderAlone_hasItsWeightsAndItsOwnDecoder() throws IOException {
    TranslationConfig config =
        run(
            "part",
            yaml ->
                yaml.append(
                    """
                    transfer-only: encoder
                    network: {embedding-size: 16, encoder-hidden: 16, decoder: ssru, heads: 2,
                      feed-forward: 24}
                    """));
    TranslationData data = TranslationData.prepare(config);
    assertEquals(DecoderKind.SSRU, data.recipe().network().decoder());
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, FloatTensor> begun = new TranslationTask(data, manager).parameters().export();
      Map<String, FloatTensor> theirs = ToyModel.get().bundle().weights();
      assertArrayEquals(
          theirs.get("encoder.0.forward.input_weights").values(),
          begun.get("encoder.0.forward.input_weights").values());
      assertArrayEquals(
          theirs.get("target_embedding.table").values(),
          begun.get("target_embedding.table").values());
      assertFalse(begun.containsKey("decoder.0.hidden_weights"), begun.keySet().toString());
    }
  }

  @Test
  void run_partOfOtherSize_refused() throws IOException {
    TranslationConfig config =
        run("size", yaml -> yaml.append("transfer-only: encoder\nnetwork: {embedding-size: 12}\n"));
    assertThrows(
        ModelBundleException.class,
        () -> {
          try (NDManager manager = NDManager.newBaseManager()) {
            new TranslationTask(TranslationData.prepare(config), manager);
          }
        });
  }

  @Test
  void read_partWithoutTransfer_refused() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () ->
                run(
                    "none",
                    yaml -> {
                      int at = yaml.indexOf("transfer:");
                      yaml.replace(at, yaml.indexOf("\n", at), "transfer-only: encoder");
                    }));
    assertTrue(e.getMessage().contains("transfer-only"), e.getMessage());
  }

  @Test
  void read_wordsBesideTransfer_saysWhatToRemove() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> run("words", yaml -> yaml.append("text: {source-words: nori}\n")));
    assertTrue(e.getMessage().contains("source-words"), e.getMessage());
  }

  @Test
  void read_subwordDropoutBesideTransfer_isKept() throws IOException {
    TranslationConfig config = run("dropout", yaml -> yaml.append("text: {bpe-dropout: 0.25}\n"));
    assertEquals(0.25, config.text().bpeDropout());
  }

  @Test
  void run_otherLanguages_refused() throws IOException {
    TranslationConfig config =
        run("tongue", yaml -> yaml.replace(0, yaml.length(), yaml.toString().replace("nl", "fr")));
    ModelBundleException e = assertThrows(ModelBundleException.class, () -> Trainer.plan(config));
    assertTrue(e.getMessage().contains("[nl, en]"), e.getMessage());
  }

  private double devLoss(TranslationConfig config) throws IOException {
    return devLoss(directory, config, "loss");
  }

  private static double devLoss(Path directory, TranslationConfig config, String run)
      throws IOException {
    Trainer.run(
        config, new TrainingRun(directory.resolve(run), false, TrainingListener.NONE, () -> false));
    List<String> lines = Files.readAllLines(directory.resolve(run).resolve("metrics.jsonl"));
    String last = lines.get(lines.size() - 1);
    return Double.parseDouble(last.replaceAll(".*\"dev_loss\":([0-9.]+).*", "$1"));
  }

  /** Writes other pairs of the same kind, and two updates on them from the toy model on. */
  private TranslationConfig run(String name, Consumer<StringBuilder> change) throws IOException {
    Path place = Files.createDirectories(directory.resolve(name));
    ToyTask task = ToyTask.write(place, true, 300, 4, 6);
    task.tsv("own.tsv", task.pairs(300, 4, new Random(6)));
    StringBuilder yaml =
        new StringBuilder(
            """
            task: translation
            name: toy
            source-language: nl
            target-language: en
            transfer: %s
            data:
              train:
                - {file: own.tsv, source-column: from, target-column: to}
              dev:
                - {file: dev.tsv, source-column: from, target-column: to}
            training: {max-updates: 2, validate-every: 2, learning-rate: 0.0001}
            """
                .formatted(ToyModel.get().run().resolve(Trainer.MODEL)));
    change.accept(yaml);
    Path file = Files.writeString(place.resolve("own.yaml"), yaml);
    return TranslationConfig.read(Settings.load(file, java.util.Map.of()), place);
  }
}
