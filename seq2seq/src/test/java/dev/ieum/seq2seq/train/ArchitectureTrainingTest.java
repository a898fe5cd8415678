package dev.ieum.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks with Transformer parts from a user's configuration to a translation. */
class ArchitectureTrainingTest {
  /** Chooses architectures, small and of one layer each. */
  static ToyTask with(ToyTask task, String encoder, String decoder) {
    task.with("network.encoder", encoder).with("network.decoder", decoder);
    task.with("network.heads", 2).with("network.feed-forward", 32);
    return task.with("network.decoder-layers", 1);
  }

  /** A configuration of the same, for which the recurrent sizes of the toy do not stand. */
  static ToyTask write(Path directory, String encoder, String decoder) {
    ToyTask task = ToyTask.write(directory, true, 3000, 4, 5);
    if (encoder.equals("transformer")) {
      task.without("encoder-hidden");
    }
    if (!decoder.equals("recurrent")) {
      task.without("decoder-hidden");
    }
    return with(task, encoder, decoder);
  }

  /** Digits turned round: learned, packed, and translated in eight bits as in floats. */
  @ParameterizedTest(name = "{0} encoder, {1} decoder")
  @CsvSource({
    "transformer, transformer",
    "transformer, recurrent",
    "transformer, ssru",
    "recurrent, transformer"
  })
  void train_toy_isLearnedAndTranslatesTheSameInEightBits(
      String encoder, String decoder, @TempDir Path directory) throws IOException {
    ToyTask task =
        write(directory, encoder, decoder)
            .with("network.embedding-size", 32)
            .with("network.feed-forward", 64)
            .with("training.max-updates", 700)
            .with("training.validate-every", 350)
            .with("training.learning-rate", 0.005);
    task.train(directory.resolve("run"));
    ModelBundle bundle = ModelBundle.open(ModelSource.of(directory.resolve("run/model")));
    List<ToyTask.Pair> pairs = task.pairs(100, 4, new Random(99));
    List<String> floats = translate(bundle, pairs, ProductPrecision.FLOAT32, 1);
    assertEquals(floats, translate(bundle, pairs, ProductPrecision.FLOAT32, 3));
    List<String> bytes = translate(bundle, pairs, ProductPrecision.INT8, 1);
    assertEquals(bytes, translate(bundle, pairs, ProductPrecision.INT8, 3));
    int right = 0;
    int same = 0;
    for (int i = 0; i < pairs.size(); i++) {
      right += floats.get(i).equals(pairs.get(i).target()) ? 1 : 0;
      same += floats.get(i).equals(bytes.get(i)) ? 1 : 0;
    }
    System.out.println(encoder + ", " + decoder + ": " + right + " right, " + same + " same");
    assertTrue(right >= 90, right + " of 100 are right");
    assertTrue(same >= 97, same + " of 100 are the same in eight bits");
    JsonObject network = bundle.manifest().network();
    Set<String> absent =
        decoder.equals("recurrent")
            ? Set.of("encoder-hidden", "decoder")
            : Set.of("decoder-hidden", "attention");
    absent.forEach(key -> assertFalse(network.has(key), key));
    assertEquals(2, network.get("heads").getAsInt());
  }

  private static List<String> translate(
      ModelBundle bundle, List<ToyTask.Pair> pairs, ProductPrecision precision, int threads)
      throws IOException {
    List<String> sources = pairs.stream().map(ToyTask.Pair::source).toList();
    try (TextTranslator translator = TextTranslator.open(bundle, threads, precision)) {
      return translator.translate(sources, translator.decoding()).stream()
          .map(Translation::text)
          .toList();
    }
  }

  /** With every kind of chance at work, and one worker or two. */
  @ParameterizedTest(name = "{0} encoder, {1} decoder, {2} workers")
  @CsvSource({"transformer, transformer, 1", "transformer, ssru, 2", "transformer, recurrent, 1"})
  void run_stoppedAndResumed_endsTheSame(
      String encoder, String decoder, int workers, @TempDir Path directory) throws IOException {
    ToyTask task = with(ResumeTest.smallTask(directory), encoder, decoder);
    task.without("encoder-hidden").with("training.workers", workers);
    if (!decoder.equals("recurrent")) {
      task.without("decoder-hidden");
    }
    task.with("regularization.attention-dropout", 0.1).with("training.max-updates", 14);
    Path undisturbed = directory.resolve("undisturbed");
    task.train(undisturbed);
    Path stopped = directory.resolve("stopped");
    for (int stop : new int[] {3, 6, 11}) {
      assertEquals(stop, ResumeTest.trainUntil(task, stopped, stop > 3, stop).updates());
    }
    Trainer.run(task.config(), new TrainingRun(stopped, true, TrainingListener.NONE, () -> false));
    RunFiles.assertSame(undisturbed, stopped);
  }

  @Test
  void read_recurrentNetwork_isStoredAsBeforeThereWasAChoice(@TempDir Path directory) {
    ToyTask task = ToyTask.write(directory, true, 4, 4, 5);
    Map<?, ?> network = (Map<?, ?>) task.config().resolved().get("network");
    assertEquals(
        Set.of(
            "cell",
            "embedding-size",
            "encoder-layers",
            "encoder-hidden",
            "decoder-layers",
            "decoder-hidden",
            "attention"),
        network.keySet());
    Map<?, ?> named =
        (Map<?, ?>) task.with("network.encoder", "recurrent").config().resolved().get("network");
    assertEquals(network, named);
    assertFalse(
        ((Map<?, ?>) task.config().resolved().get("regularization"))
            .containsKey("attention-dropout"));
  }

  @ParameterizedTest
  @CsvSource({
    "network.heads=3, does not divide embedding-size = 16",
    "network.decoder-hidden=16, belongs to decoder: recurrent",
    "network.attention=none, belongs to decoder: recurrent",
    "network.encoder-hidden=16, belongs to encoder: recurrent",
    "network.cell=gru, belongs to recurrent",
    "network.decoder=convolutional, 'recurrent, transformer, ssru'"
  })
  void read_settingOfAnotherArchitecture_isRefused(
      String setting, String message, @TempDir Path directory) {
    String[] keyValue = setting.split("=", 2);
    ToyTask task = write(directory, "transformer", "transformer").with(keyValue[0], keyValue[1]);
    ConfigException e = assertThrows(ConfigException.class, task::config);
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().contains(keyValue[0]), e.getMessage());
  }

  @Test
  void read_headsOfARecurrentNetwork_isRefused(@TempDir Path directory) {
    ToyTask task = ToyTask.write(directory, true, 4, 4, 5).with("network.heads", 2);
    ConfigException e = assertThrows(ConfigException.class, task::config);
    assertTrue(e.getMessage().contains("transformer"), e.getMessage());
  }
}
