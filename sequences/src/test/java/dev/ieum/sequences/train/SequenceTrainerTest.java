package dev.ieum.sequences.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.SequenceSession;
import dev.ieum.sequences.model.SequenceNetwork.Window;
import dev.ieum.sequences.score.RankingEvaluation.Protocol;
import dev.ieum.sequences.score.RankingReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceTrainerTest {
  private static final String WHOLE =
      """
      task: next
      name: toy
      data: {train: [{file: train.txt}], dev: [{file: dev.txt}], test: [{file: dev.txt}]}
      network: {embedding-size: 16, hidden-size: 24}
      regularization: {embedding-dropout: 0, output-dropout: 0, event-dropout: 0.02}
      training: {learning-rate: 0.02, warmup-updates: 5, max-updates: 150, validate-every: 50,
        batch-events: 400, average: 1}
      """;

  @TempDir private Path directory;

  /** What follows x is what stood before it: a Markov chain cannot know. */
  private static String toy(int count, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String event = List.of("a", "b", "c").get(random.nextInt(3));
      text.append(event).append(" x ").append(event).append(" y\n");
    }
    return text.toString();
  }

  private SequenceConfig config(String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("toy.yaml"), yaml);
    return SequenceConfig.read(Settings.load(file, Map.of()), directory);
  }

  private TrainingRun run(String name) {
    return new TrainingRun(directory.resolve(name), false, TrainingListener.NONE, () -> false);
  }

  private static SequenceModel open(Path run) throws IOException {
    return SequenceModel.open(
        ModelBundle.open(ModelSource.of(run.resolve(Trainer.MODEL))), ProductPrecision.INT8);
  }

  @Test
  void run_toyThatNeedsMemory_learnsWhatAMarkovChainCannot() throws IOException {
    Files.writeString(directory.resolve("train.txt"), toy(300, 1));
    Files.writeString(directory.resolve("dev.txt"), toy(60, 2));
    Trainer.run(config(WHOLE), run("run"));
    try (SequenceModel model = open(directory.resolve("run"))) {
      SequenceSession session = model.start();
      List.of("b", "x").forEach(session::accept);
      assertEquals("b", session.next(1).get(0).event());
      assertTrue(session.next(1).get(0).probability() > 0.9);
      RankingReport report =
          model.evaluate(
              config(WHOLE).tests().get(0).items(), new Protocol(false, true, false, 1), n -> {});
      assertEquals(300, report.cases()); // four events and the end of 60
      assertTrue(report.model().hitRate() > 0.83, report.toString()); // the first is a third
      assertTrue(report.figures().get(2).hitRate() < 0.8, report.toString());
      assertTrue(report.model().perplexity() < 1.4, report.toString());
    }
    assertEquals(
        List.of("dev", "dev.txt"),
        ModelBundle.open(ModelSource.of(directory.resolve("run/model")))
            .manifest()
            .scores()
            .stream()
            .map(score -> score.test())
            .distinct()
            .toList());
  }

  /** The answer is the first event; what stands between cannot be predicted. */
  @Test
  void run_transformerOfAnswers_learnsThemAlone() throws IOException {
    for (String part : List.of("train", "dev")) {
      Random random = new Random(part.length());
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 400; i++) {
        String event = List.of("a", "b", "c").get(random.nextInt(3));
        text.append(
            "%s %d %d ? %s\n".formatted(event, random.nextInt(9), random.nextInt(9), event));
      }
      Files.writeString(directory.resolve(part + ".txt"), text);
    }
    String yaml =
        """
        task: next
        name: answers
        data: {train: [{file: train.txt}], dev: [{file: dev.txt}], last-only: true}
        network: {architecture: transformer, embedding-size: 16, heads: 2, feed-forward: 24}
        regularization: {embedding-dropout: 0, output-dropout: 0, event-dropout: 0, layer-dropout: 0}
        training: {learning-rate: 0.01, warmup-updates: 5, max-updates: 120, validate-every: 40,
          batch-events: 200, average: 1}
        """;
    Trainer.run(config(yaml), run("run"));
    Trainer.run(config(yaml), run("again"));
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("run/model/weights.safetensors")),
        Files.readAllBytes(directory.resolve("again/model/weights.safetensors")));
    try (SequenceModel model = open(directory.resolve("run"))) {
      SequenceSession session = model.start();
      List.of("b", "4", "7", "?").forEach(session::accept);
      assertEquals("b", session.next(1).get(0).event());
      assertTrue(session.next(1).get(0).probability() > 0.9);
    }
    String both = yaml.replace("last-only: true", "last-only: true, split: leave-one-out");
    String refusal =
        assertThrows(
                ConfigException.class, () -> config(both.replace(", dev: [{file: dev.txt}]", "")))
            .getMessage();
    assertTrue(refusal.contains("last-only = true belongs to split: whole"), refusal);
    String cells = yaml.replace("heads: 2", "heads: 2, cell: gru");
    refusal = assertThrows(ConfigException.class, () -> config(cells)).getMessage();
    assertTrue(refusal.contains("cell = gru belongs to architecture: recurrent"), refusal);
  }

  @Test
  void run_leaveOneOutSampled_learnsAndKnowsTheWholeCatalogue() throws IOException {
    StringBuilder rows = new StringBuilder("user\titem\n");
    for (int user = 0; user < 120; user++) {
      for (int i = 0; i < 6; i++) { // everyone goes round a circle of twelve
        rows.append(user).append("\ti").append((user + i) % 12).append('\n');
      }
    }
    rows.append("last\ti1\nlast\ti2\nlast\tnever trained on\n");
    Files.writeString(directory.resolve("items.tsv"), rows);
    SequenceConfig config =
        config(
            """
            task: next
            name: circle
            data:
              train: [{file: items.tsv, key: user, event: item}]
              split: leave-one-out
              unseen: true
            network: {embedding-size: 16, hidden-size: 16}
            regularization: {embedding-dropout: 0, output-dropout: 0}
            training: {learning-rate: 0.02, warmup-updates: 5, max-updates: 120,
              validate-every: 60, batch-events: 200, sampled-events: 4, average: 1}
            """);
    Trainer.run(config, run("run"));
    try (SequenceModel model = open(directory.resolve("run"))) {
      RankingReport report =
          model.evaluate(
              config.tests().get(0).items(), new Protocol(true, false, true, 1), n -> {});
      assertEquals(121, report.cases());
      assertEquals(0, report.unknown());
      assertTrue(report.model().hitRate() > 0.95, report.toString());
      assertTrue(model.knows("never trained on"));
    }
  }

  @Test
  void windows_longSequence_predictEveryEventOnce() throws IOException {
    Files.writeString(directory.resolve("train.txt"), "a b c d e f g h i j k l m\na b\n".repeat(5));
    Files.writeString(directory.resolve("dev.txt"), "a b\n");
    SequenceConfig config = config(WHOLE.replace("data: {", "data: {max-length: 5, context: 2, "));
    SequenceData data = SequenceData.prepare(config);
    Map<Integer, Integer> predicted = new TreeMap<>();
    List<Integer> inOrder = new ArrayList<>();
    for (Window window : data.windows()) {
      assertTrue(window.inputs().length <= 5);
      for (int t = 1; t < window.inputs().length; t++) {
        assertEquals(window.targets()[t - 1], window.inputs()[t]);
      }
      for (int t = window.from(); t < window.targets().length; t++) {
        predicted.merge(window.targets()[t], 1, Integer::sum);
        inOrder.add(window.targets()[t]);
      }
    }
    int[] first = data.train().get(0);
    assertArrayEquals(
        java.util.Arrays.copyOfRange(first, 1, first.length),
        inOrder.subList(0, first.length - 1).stream().mapToInt(id -> id).toArray());
    assertEquals(10, predicted.get(3)); // the end of each of ten sequences
  }

  @Test
  void read_settingsThatContradict_areNamed() throws IOException {
    String wrong = WHOLE.replace("data: {", "data: {split: leave-one-out, ");
    assertTrue(
        assertThrows(ConfigException.class, () -> config(wrong)).getMessage().contains("split"));
    String context = WHOLE.replace("data: {", "data: {max-length: 5, context: 5, ");
    assertThrows(ConfigException.class, () -> config(context));
    String columns = WHOLE.replace("{file: train.txt}", "{file: train.txt, event: e}");
    assertThrows(ConfigException.class, () -> config(columns));
  }

  @Test
  void prepare_eventNamedLikeASpecialToken_isRefused() throws IOException {
    Files.writeString(directory.resolve("train.txt"), "a <s> b\n");
    Files.writeString(directory.resolve("dev.txt"), "a b\n");
    ConfigException e =
        assertThrows(ConfigException.class, () -> SequenceData.prepare(config(WHOLE)));
    assertTrue(e.getMessage().contains("'<s>'"), e.getMessage());
  }
}
