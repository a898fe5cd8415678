package dev.ieum.core.training;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Where and how a run goes, whatever it trains. Immutable.
 *
 * @param directory where checkpoints and the model go
 * @param resume whether to go on from the checkpoint in the directory
 * @param allowChanged dotted keys of settings that may differ from the checkpoint's, see {@link
 *     RunIdentity#CHANGEABLE}
 * @param label what the summary of a part begins with; empty for a whole run
 * @param listener receives progress reports
 * @param stop asked after every update and within validation; when true the run saves and returns
 */
public record TrainingRun(
    Path directory,
    boolean resume,
    Set<String> allowChanged,
    String label,
    TrainingListener listener,
    BooleanSupplier stop) {
  public TrainingRun {
    allowChanged = Set.copyOf(allowChanged);
  }

  /** A whole run. */
  public TrainingRun(
      Path directory,
      boolean resume,
      Set<String> allowChanged,
      TrainingListener listener,
      BooleanSupplier stop) {
    this(directory, resume, allowChanged, "", listener, stop);
  }

  /** A run in which no setting may differ from the checkpoint's. */
  public TrainingRun(
      Path directory, boolean resume, TrainingListener listener, BooleanSupplier stop) {
    this(directory, resume, Set.of(), listener, stop);
  }

  /** Returns a part of this run that has a directory of its own. */
  public TrainingRun part(Path directory, boolean resume, String label) {
    return new TrainingRun(directory, resume, allowChanged, label, listener, stop);
  }

  /** Returns this run, resumed or not. */
  public TrainingRun resumed(boolean resume) {
    return part(directory, resume, label);
  }
}
