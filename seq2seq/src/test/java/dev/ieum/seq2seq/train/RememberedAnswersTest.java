package dev.ieum.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.sampling.Sampling;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.answer.AnswerMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that keeps its training pairs, and answers with network and memory. */
class RememberedAnswersTest {
  @TempDir Path directory;

  private TranslationConfig config(String target) throws IOException {
    ToyTask task = ToyTask.write(directory, true, 200, 6, 3);
    List<ToyTask.Pair> known = task.pairs(200, 6, new Random(3));
    task.tsv("train.tsv", known);
    // Questions that are written otherwise, with the same answers.
    task.tsv(
        "dev.tsv",
        known.subList(0, 40).stream()
            .map(pair -> new ToyTask.Pair(pair.source() + " !", pair.target()))
            .toList());
    String yaml =
        Files.readString(directory.resolve("toy.yaml"))
            .replace("target-language: en", "target-language: " + target)
            .replace("max-updates: 400", "max-updates: 2")
            .replaceFirst("(- file: train.tsv\n)( *)", "$1$2remember: true\n$2");
    Path file = Files.writeString(directory.resolve("answers.yaml"), yaml);
    return TranslationConfig.read(Settings.load(file, Map.of()), directory);
  }

  @Test
  void draw_knownQuestion_isItsAnswerAndLikelierThanOthers() throws IOException {
    Path run = directory.resolve("run");
    Trainer.run(config("nl"), new TrainingRun(run, false, TrainingListener.NONE, () -> false));
    ModelBundle bundle = ModelBundle.open(ModelSource.of(run.resolve(Trainer.MODEL)));
    assertTrue(bundle.manifest().files().containsKey(AnswerMemory.FILE));
    List<String> lines = Files.readAllLines(directory.resolve("train.tsv"));
    String[] pair = lines.get(7).split("\t", -1);
    try (TextTranslator model = TextTranslator.open(bundle, 1)) {
      assertEquals(pair[1], model.draw(pair[0], new Sampling(0, 0, 1), 1));
      assertEquals(pair[1], model.likelier(pair[0], "zero zero zero"));
      double[] nats = model.logProbabilities(pair[0], List.of(pair[1], "one two one two one"));
      assertTrue(nats[0] > Math.log(0.5), "" + nats[0]); // an untrained network is far below
      assertTrue(nats[0] > nats[1] + 5, nats[0] + " " + nats[1]);
      assertEquals(
          model.draw("vier nul", new Sampling(1, 0, 1), 5),
          model.draw("vier nul", new Sampling(1, 0, 1), 5));
    }
  }

  @Test
  void read_rememberInATranslation_refused() {
    ConfigException e = assertThrows(ConfigException.class, () -> config("en"));
    assertTrue(e.getMessage().contains("remember"), e.getMessage());
    assertFalse(e.getMessage().contains("Exception"), e.getMessage());
  }
}
