package dev.ieum.seq2seq.train;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.recipe.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One trained toy model for all tests of a process that need a network with an opinion: digits
 * turned round, two to four in a line.
 */
public final class ToyModel {
  private static ToyModel trained;

  private final ToyTask task;
  private final Path run;

  private ToyModel(ToyTask task, Path run) {
    this.task = task;
    this.run = run;
  }

  /** Returns the model, trained at the first call. */
  public static synchronized ToyModel get() {
    if (trained == null) {
      try {
        Path directory = Files.createTempDirectory("ieum-toy-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        ToyTask task =
            ToyTask.write(directory, true, 3000, 4, 5)
                .with("training.max-updates", 320)
                .with("training.validate-every", 160)
                .with("training.learning-rate", 0.02);
        task.train(directory.resolve("run"));
        trained = new ToyModel(task, directory.resolve("run"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return trained;
  }

  /** Returns the task it was trained on. */
  public ToyTask task() {
    return task;
  }

  /** Returns the directory of its run. */
  public Path run() {
    return run;
  }

  /** Opens its bundle. */
  public ModelBundle bundle() throws IOException {
    return ModelBundle.open(ModelSource.of(run.resolve(Trainer.MODEL)));
  }

  private static void delete(Path directory) {
    try {
      dev.ieum.core.bundle.AtomicFiles.deleteTree(directory);
    } catch (IOException e) {
      System.err.println("left behind: " + directory + " (" + e + ")");
    }
  }
}
