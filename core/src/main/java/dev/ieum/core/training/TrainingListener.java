package dev.ieum.core.training;

/** Hears how training goes; called from the training thread. */
public interface TrainingListener {

  /** Listens to nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** Called once before the first update with a short account of data and network. */
  default void onStart(String summary) {}

  /** Called after every update. */
  default void onUpdate(UpdateReport report) {}

  /** Called after every validation. */
  default void onValidation(ValidationReport report) {}
}
