package dev.ieum.core.recipe;

import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The configuration of a task: all that makes a model out of data. Immutable. */
public interface Recipe {

  /**
   * A test set that the finished model is scored on. Immutable.
   *
   * @param title what it is called in figures
   */
  record TestSet<T>(String title, List<T> items) {}

  /** Returns what the bundle says of the model. */
  RunSettings run();

  /** Returns all settings with their defaults, as they go into the bundle. */
  Map<String, Object> resolved();

  /** Returns what the model does, in a sentence. */
  String purpose();

  /** Returns the files that are learned from. */
  List<Path> files() throws IOException;

  /** Returns what a test set consists of, such as {@code pairs}. */
  String unit();

  /** Reads the test sets. */
  List<? extends TestSet<?>> tests() throws IOException;

  /** Says whether {@link PreparedRun#pretraining} comes before training. */
  default boolean pretrains() {
    return false;
  }

  /**
   * Reads and prepares the data.
   *
   * @throws dev.ieum.core.config.ConfigException when they do not allow training
   * @throws IOException when a file cannot be read
   */
  PreparedRun prepare() throws IOException;

  /** Returns what is printed of a finished run in place of its model, by lines; or nothing. */
  default List<String> report(Path directory) throws IOException {
    return List.of();
  }

  /** Trains in a directory that is held; see {@link Trainer#run}. */
  default TrainingOutcome train(TrainingRun run) throws IOException {
    Trainer.requireStart(this, run);
    return Trainer.train(prepare(), run);
  }
}
