package dev.ieum.core.recipe;

import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.datasets.check.CorpusReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** Checks one corpus of a configuration and says what was found. */
  interface CorpusRun {
    CorpusReport check() throws IOException;
  }

  /**
   * A corpus of a configuration that can be checked before training.
   *
   * @param name its part and title, such as {@code dev: koen/dev}
   */
  record DataCheck(String name, CorpusRun run) {}

  /** Checks an entry of {@code data}, which training must not see if it is held out. */
  interface EntryCheck<E> {
    CorpusReport check(E entry, boolean heldOut) throws IOException;
  }

  /** Returns the checks of all entries, training corpora first. */
  static <E extends CorpusSource> List<DataCheck> checks(
      List<E> train, List<E> dev, List<E> test, EntryCheck<E> check) {
    List<DataCheck> checks = new ArrayList<>();
    train.forEach(e -> checks.add(check("train: ", e, () -> check.check(e, false))));
    dev.forEach(e -> checks.add(check("dev: ", e, () -> check.check(e, true))));
    test.forEach(e -> checks.add(check("test: ", e, () -> check.check(e, true))));
    return checks;
  }

  private static DataCheck check(String part, CorpusSource entry, CorpusRun run) {
    return new DataCheck(part + entry.title(), run);
  }

  /** Returns checks of all corpora that the configuration names, to be run in this order. */
  List<DataCheck> checks();

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
