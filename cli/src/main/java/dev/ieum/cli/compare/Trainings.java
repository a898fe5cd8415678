package dev.ieum.cli.compare;

import dev.ieum.cli.report.RunData;
import dev.ieum.cli.train.StopRequest;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.RunDirectory;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** Trains with the recipe of {@code ieum train}. Not thread-safe; use one per comparison. */
record Trainings(StopRequest stop) {
  private static final Set<String> MAX_UPDATES = Set.of("training.max-updates");

  /** Reported losses whose mean says whether a toy task is learned. */
  private static final int WINDOW = 3;

  private static final int REPORTED = 10; // every tenth update is in metrics.jsonl
  private static final double LEARNED = 0.1;

  /** Decides after each update whether a training ends before all planned updates. */
  static final class Ending {
    private final Predicate<Ending> condition;
    private final long began = System.nanoTime();
    private final List<Double> reported = new ArrayList<>();
    private long update;

    private Ending(Predicate<Ending> condition) {
      this.condition = condition;
    }

    /** Only after the last planned update. */
    static Ending never() {
      return new Ending(ending -> false);
    }

    /** When the task is learned. */
    static Ending whenLearned() {
      return new Ending(ending -> isLearned(ending.reported, ending.reported.size()));
    }

    static Ending afterUpdates(long updates) {
      return new Ending(ending -> ending.update >= updates);
    }

    static Ending afterSeconds(double seconds) {
      return new Ending(ending -> System.nanoTime() - ending.began > seconds * 1e9);
    }

    private void update(long number, double loss) {
      update = number;
      if (number % REPORTED == 0) {
        reported.add(loss);
      }
    }
  }

  private static boolean isLearned(List<Double> losses, int count) {
    return count >= WINDOW
        && losses.subList(count - WINDOW, count).stream().mapToDouble(loss -> loss).sum()
            < WINDOW * LEARNED;
  }

  /** Returns the update at which a run had learned its task; not a number if it never did. */
  static double learnedAt(RunData run) {
    List<double[]> points = run.curve("loss");
    List<Double> losses = points.stream().map(point -> point[1]).toList();
    for (int i = WINDOW; i <= losses.size(); i++) {
      if (isLearned(losses, i)) {
        return points.get(i - 1)[0];
      }
    }
    return Double.NaN;
  }

  /**
   * Trains, or goes on, or takes the model that is there.
   *
   * @param recipe by the number of updates
   * @param updates planned
   * @throws CancellationException when the user stopped it; all is saved
   */
  ModelBundle train(LongFunction<Recipe> recipe, long updates, Path directory, Ending ending)
      throws IOException {
    Path model = directory.resolve(Trainer.MODEL);
    if (!Files.isDirectory(model)) {
      boolean resume = Files.isDirectory(directory) && RunDirectory.hasCheckpoint(directory);
      if (resume) {
        RunData.read("", directory)
            .curve("loss")
            .forEach(point -> ending.update(Math.round(point[0]), point[1]));
      }
      TrainingOutcome outcome =
          run(recipe.apply(updates), directory, resume, ending, TrainingListener.NONE);
      if (!outcome.finished()) { // it ends here: what was planned beyond is taken back
        run(
            recipe.apply(outcome.updates()),
            directory,
            true,
            Ending.never(),
            TrainingListener.NONE);
      }
    }
    return ModelBundle.open(ModelSource.of(model));
  }

  /** Trains for some updates and leaves no model. */
  void trainBriefly(Recipe recipe, Path directory, long updates, TrainingListener listener)
      throws IOException {
    run(recipe, directory, false, Ending.afterUpdates(updates), listener);
  }

  private TrainingOutcome run(
      Recipe recipe, Path directory, boolean resume, Ending ending, TrainingListener listener)
      throws IOException {
    TrainingListener watching =
        new TrainingListener() {
          @Override
          public void onStoppable(boolean stoppable) {
            stop.stoppable(stoppable);
          }

          @Override
          public void onUpdate(UpdateReport report) {
            ending.update(report.update(), report.loss());
            listener.onUpdate(report);
          }
        };
    TrainingOutcome outcome =
        Trainer.run(
            recipe,
            new TrainingRun(
                directory,
                resume,
                resume ? MAX_UPDATES : Set.of(),
                watching,
                () -> stop.getAsBoolean() || ending.condition.test(ending)));
    if (stop.getAsBoolean()) {
      throw new CancellationException("stopped");
    }
    return outcome;
  }
}
