package dev.ieum.cli.compare;

import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.Resource;
import dev.ieum.cli.report.RunData;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.config.EnumWords;
import dev.ieum.core.config.Settings;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.SequenceSession;
import dev.ieum.sequences.score.RankingEvaluation.Protocol;
import dev.ieum.sequences.train.GradientReach;
import dev.ieum.sequences.train.GradientReach.Stage;
import dev.ieum.sequences.train.SequenceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Trains networks on toy tasks and measures them. Stateless. */
final class ToyMeasures {
  static final int[] DISTANCES = {10, 30, 60};
  static final ToyTask PAIRS = new ToyTask(ToyTask.Kind.PAIRS, 8);
  static final ToyTask PARITY = new ToyTask(ToyTask.Kind.PARITY, 12);
  static final double LEARNING_RATE = 0.002;
  private static final int MADE = 6_400;
  private static final int TESTED = 200;
  private static final int GRADIENT_SEQUENCES = 8;
  private static final int[] STREAM = {16, 64, 256, 1024};
  private static final int SNAPSHOT_HEAD = 25; // bytes of a snapshot before the state
  private static final int AROUND = 15; // events timed around each of those

  private ToyMeasures() {}

  static ToyTask recall(int distance) {
    return new ToyTask(ToyTask.Kind.RECALL, distance);
  }

  private static Path directory(Plan plan, Architecture of, ToyTask task) {
    return plan.directory().resolve(of.word()).resolve(task.name());
  }

  /** Trains on a task until it is learned and scores the network. */
  static List<Measurement> run(
      Plan plan, Architecture of, ToyTask task, Path data, Trainings trainings) throws IOException {
    write(data, task, "train", MADE, 1);
    write(data, task, "dev", 64, 2);
    Path directory = directory(plan, of, task);
    ModelBundle bundle =
        trainings.train(
            updates -> recipe(plan, of, task, data, updates),
            plan.toyUpdates(),
            directory,
            Trainings.Ending.whenLearned());
    double learned = Trainings.learnedAt(RunData.read(of.word(), directory));
    List<Measurement> measured = new ArrayList<>();
    switch (task.kind()) {
      case RECALL -> {
        measured.add(Measurement.exact(of, "recall/" + task.length(), learned));
        score(measured, of, bundle, "recall-accuracy", task);
      }
      case PAIRS -> {
        for (int count = 2; count <= task.length(); count *= 2) {
          score(measured, of, bundle, "pairs", new ToyTask(task.kind(), count));
        }
      }
      case PARITY -> {
        score(measured, of, bundle, "parity", task);
        score(measured, of, bundle, "parity", new ToyTask(task.kind(), 2 * task.length()));
      }
    }
    return measured;
  }

  private static void write(Path data, ToyTask task, String part, int count, long seed)
      throws IOException {
    Path file = data.resolve("%s.%s.txt".formatted(task.name(), part));
    if (!Files.exists(file)) {
      Files.write(
          file, task.sequences(count, false, seed).stream().map(e -> String.join(" ", e)).toList());
    }
  }

  private static Recipe recipe(Plan plan, Architecture of, ToyTask task, Path data, long updates) {
    Map<String, Object> values =
        Json.object(
            "name", of.word() + "-" + task.name(),
            "data.train", List.of(Map.of("file", task.name() + ".train.txt")),
            "data.dev", List.of(Map.of("file", task.name() + ".dev.txt")),
            "network", of.sequenceNetwork().orElseThrow(),
            "training.max-updates", updates,
            "training.learning-rate", LEARNING_RATE,
            "training.validate-every", plan.toyUpdates(),
            "training.seed", plan.seed(),
            "training.workers", plan.threads());
    Settings settings =
        Settings.of("comparison", Resource.text(ToyMeasures.class, "toy.yaml"), values);
    return SequenceConfig.read(settings, data.toAbsolutePath());
  }

  private static void score(
      List<Measurement> measured, Architecture of, ModelBundle bundle, String key, ToyTask task)
      throws IOException {
    try (SequenceModel model = SequenceModel.open(bundle, ProductPrecision.FLOAT32)) {
      List<List<String>> sequences = task.sequences(TESTED, true, 3);
      double right =
          model
              .evaluate(sequences, new Protocol(true, false, false, 1), done -> {})
              .model()
              .hitRate();
      measured.add(Measurement.share(of, key + "/" + task.length(), right, TESTED));
    }
  }

  /** Measures how much of a gradient arrives at events further back. */
  static List<Measurement> gradients(Plan plan, Architecture of) throws IOException {
    ToyTask task = recall(DISTANCES[DISTANCES.length - 1]);
    ModelBundle bundle = bundle(plan, of, task);
    List<List<String>> sequences = task.sequences(GRADIENT_SEQUENCES, true, 4);
    List<Measurement> measured = new ArrayList<>();
    for (Stage stage : of == Architecture.RNN ? Stage.values() : known()) {
      GradientReach reach = GradientReach.of(bundle, sequences, stage, plan.seed());
      String name = "gradient-" + EnumWords.of(stage);
      for (int k = 0; k < reach.byDistance().length; k++) {
        measured.add(Measurement.exact(of, name + "/" + k, reach.byDistance()[k]));
        if (stage == Stage.ENLARGED) {
          double clip = Math.min(1, 1 / reach.parameterNorm());
          measured.add(
              Measurement.exact(of, "gradient-clipped/" + k, clip * reach.byDistance()[k]));
        }
      }
    }
    return measured;
  }

  private static Stage[] known() {
    return new Stage[] {Stage.BEFORE, Stage.AFTER};
  }

  private static ModelBundle bundle(Plan plan, Architecture of, ToyTask task) throws IOException {
    return ModelBundle.open(ModelSource.of(directory(plan, of, task).resolve(Trainer.MODEL)));
  }

  /** Measures time and memory for each event of a stream. */
  static List<Measurement> stream(Plan plan, Architecture of) throws IOException {
    List<Measurement> measured = new ArrayList<>();
    try (SequenceModel model =
        SequenceModel.open(bundle(plan, of, recall(DISTANCES[0])), ProductPrecision.FLOAT32)) {
      for (boolean warm : new boolean[] {false, true}) {
        SequenceSession session = model.start();
        int next = 0;
        double[] micros = new double[2 * AROUND + 1];
        for (int event = 1; event <= STREAM[STREAM.length - 1] + AROUND; event++) {
          long began = System.nanoTime();
          session.accept("x" + event % 8);
          double taken = (System.nanoTime() - began) / 1e3;
          int from = event - (STREAM[next] - AROUND);
          if (from >= 0) {
            micros[from] = taken;
          }
          if (event == STREAM[next] + AROUND) {
            if (warm) {
              double[] sorted = micros.clone();
              Arrays.sort(sorted);
              measured.add(Measurement.timed(of, "stream-us/" + STREAM[next], sorted));
              int bytes = session.snapshot().length - SNAPSHOT_HEAD;
              measured.add(Measurement.exact(of, "state-bytes/" + event, bytes));
            }
            next = Math.min(next + 1, STREAM.length - 1);
          }
        }
      }
    }
    return measured;
  }
}
