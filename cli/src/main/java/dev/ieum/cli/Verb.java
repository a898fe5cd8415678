package dev.ieum.cli;

import java.util.Arrays;
import java.util.Optional;

/** The commands. */
enum Verb {
  TRANSLATE,
  SENTIMENT,
  TOKENIZE,
  TRAIN,
  EVALUATE,
  MODELS,
  DATASETS,
  DOCTOR;

  /** Makes the command, which picocli then fills from the command line. */
  Object make(Console console) {
    return switch (this) {
      case TRANSLATE -> new TranslateCommand(console);
      case SENTIMENT -> new SentimentCommand(console);
      case TOKENIZE -> new TokenizeCommand(console);
      case TRAIN -> new TrainCommand(console);
      case EVALUATE -> new EvaluateCommand(console);
      case MODELS -> new ModelsCommand(console);
      case DATASETS -> new DatasetsCommand(console);
      case DOCTOR -> new DoctorCommand(console);
    };
  }

  String word() {
    return LowerCase.word(this);
  }

  static Optional<Verb> find(String word) {
    return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
  }
}
