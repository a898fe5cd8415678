package dev.ieum.core.recipe;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleWriter;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.bundle.ReportedScore;
import dev.ieum.core.bundle.SafeTensors.Precision;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.runtime.EngineClasses;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.core.training.RunDirectory;
import dev.ieum.core.training.TrainingLoop;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration in, a model bundle out, whatever the task. Stateless. */
public final class Trainer {
  /** The bundle's directory within a run directory. */
  public static final String MODEL = "model";

  /** The directory of pretraining within a run directory. */
  public static final String PRETRAINING = "pretraining";

  private Trainer() {}

  /**
   * Returns what a run would do, in one line, without training.
   *
   * @throws ConfigException when settings or data do not allow training
   * @throws IOException when a file cannot be read
   */
  public static String plan(Recipe recipe) throws IOException {
    requireParts(recipe);
    PreparedRun prepared = recipe.prepare();
    try (NDManager manager = NativeRuntime.newManager()) {
      RecipeTask<?> task = prepared.task(manager, true);
      return task.summary(task.training().fitted(() -> task.epoch(0).size()).maxUpdates());
    }
  }

  /**
   * Trains a model; the run directory holds checkpoint, snapshots, {@code metrics.jsonl} and, when
   * training has finished, the bundle {@value #MODEL}; pretraining has a directory of its own in
   * it.
   *
   * @param run where and how; its directory is held until the end
   * @throws ConfigException when settings or data do not allow training, or another run holds the
   *     directory
   * @throws IOException when a file cannot be read or written
   */
  public static TrainingOutcome run(Recipe recipe, TrainingRun run) throws IOException {
    EngineClasses.require();
    try (RunDirectory held = RunDirectory.hold(run)) {
      return recipe.train(run.part(held.path(), run.resume(), run.label()));
    }
  }

  /**
   * Checks, before data are read, which may take long, that a run can begin or go on and that what
   * only the finished bundle needs is there.
   */
  static void requireStart(Recipe recipe, TrainingRun run) throws IOException {
    RunDirectory.requireStart(run.directory(), run.resume(), began(recipe, run.directory()));
    requireParts(recipe);
  }

  /** Says whether a directory holds a run that can be resumed. */
  public static boolean began(Recipe recipe, Path directory) throws IOException {
    return RunDirectory.hasCheckpoint(directory)
        || (recipe.pretrains() && RunDirectory.hasCheckpoint(directory.resolve(PRETRAINING)));
  }

  /**
   * Reads what only the finished bundle needs, so that a missing file stops a run before it begins
   * and not after days of training.
   *
   * @throws ConfigException when a test set is empty
   * @throws IOException when the card or a test set cannot be read
   */
  public static void requireParts(Recipe recipe) throws IOException {
    if (recipe.run().card().isPresent()) {
      Files.readString(recipe.run().card().get());
    }
    for (Recipe.TestSet<?> test : recipe.tests()) {
      if (test.items().isEmpty()) {
        throw new ConfigException(
            "data.test: %s of %s = 0; give more, or leave it out"
                .formatted(recipe.unit(), test.title()));
      }
    }
  }

  /**
   * Trains on data already prepared.
   *
   * @param run where; it goes on from checkpoints there, if there are any
   */
  public static TrainingOutcome train(PreparedRun prepared, TrainingRun run) throws IOException {
    boolean began = RunDirectory.hasCheckpoint(run.directory());
    Map<String, FloatTensor> weights = new LinkedHashMap<>(prepared.weights());
    if (prepared.recipe().pretrains() && !began) {
      TrainingOutcome first = pretrain(prepared, weights, run);
      if (!first.finished()) {
        return first;
      }
    }
    try (NDManager manager = NativeRuntime.newManager()) {
      RecipeTask<?> task = prepared.task(manager, false);
      TrainingOutcome outcome = loop(task, weights, run.resumed(began));
      if (outcome.finished()) {
        write(prepared.recipe(), task, outcome, run.directory().resolve(MODEL));
      }
      return outcome;
    }
  }

  /** Pretrains from {@code weights} on, and puts what was learned in their place. */
  private static TrainingOutcome pretrain(
      PreparedRun prepared, Map<String, FloatTensor> weights, TrainingRun whole)
      throws IOException {
    Path directory = whole.directory().resolve(PRETRAINING);
    boolean resume = whole.resume() && RunDirectory.hasCheckpoint(directory);
    try (NDManager manager = NativeRuntime.newManager()) {
      LoopTask<?> task = prepared.pretraining(manager);
      TrainingOutcome outcome = loop(task, weights, whole.part(directory, resume, whole.label()));
      weights.putAll(task.parameters().export());
      return outcome;
    }
  }

  private static <B> TrainingOutcome loop(
      LoopTask<B> task, Map<String, FloatTensor> weights, TrainingRun run) throws IOException {
    task.parameters().adopt(weights);
    TrainingLoop<B> loop = new TrainingLoop<>(task, task.training(), run);
    run.listener().onStart(run.label() + task.summary(loop.plannedUpdates()));
    return loop.run(task.identity());
  }

  /**
   * Writes the bundle with 16-bit weights, reads it back and scores it: figures are those of the
   * files written, not of the weights in memory.
   */
  private static void write(
      Recipe recipe, RecipeTask<?> task, TrainingOutcome outcome, Path directory)
      throws IOException {
    RunSettings run = recipe.run();
    RunRecord record =
        new RunRecord(recipe.resolved(), task.training().seed(), recipe.files(), outcome);
    ModelBundleWriter writer =
        new ModelBundleWriter(
                run.name(), run.task(), run.languages(), run.dataLicence(), record.provenance())
            .weights(task.parameters().export(), Precision.F16);
    List<ReportedScore> scores = new ArrayList<>(task.pack(writer));
    scores.forEach(writer::score);
    String opening =
        "# %s\n\n%s Training data: %s.".formatted(run.name(), recipe.purpose(), run.dataLicence());
    writer.card(record.card(run.card(), opening, task.learnedFrom(), scores)).write(directory);
    List<ReportedScore> tests = task.score(ModelBundle.open(ModelSource.of(directory)));
    if (!tests.isEmpty()) {
      tests.forEach(writer::score);
      scores.addAll(tests);
      writer.card(record.card(run.card(), opening, task.learnedFrom(), scores)).write(directory);
    }
  }
}
