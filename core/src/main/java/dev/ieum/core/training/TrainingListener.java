package dev.ieum.core.training;

/** Receives progress reports of training, on the training thread. */
public interface TrainingListener {

  /** Listens to nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** Called once before the first update with a short account of data and network. */
  default void onStart(String summary) {}

  /**
   * Called with true when the loop begins to look at the request to stop, and with false when it no
   * longer does: outside, while data are prepared or the finished model is scored, only the process
   * can be ended.
   */
  default void onStoppable(boolean stoppable) {}

  /** Called with what a person should know, in one line. */
  default void onWarning(String line) {}

  /** Called after every update. */
  default void onUpdate(UpdateReport report) {}

  /** Called after every validation. */
  default void onValidation(ValidationReport report) {}
}
