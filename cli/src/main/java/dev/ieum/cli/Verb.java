package dev.ieum.cli;

import java.util.Arrays;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The commands. */
enum Verb {
  TRANSLATE(TranslateCommand.class),
  SENTIMENT(SentimentCommand.class),
  TOKENIZE(TokenizeCommand.class),
  INIT(InitCommand.class),
  CHECK(CheckCommand.class),
  TRAIN(TrainCommand.class),
  EVALUATE(EvaluateCommand.class),
  SERVE(ServeCommand.class),
  MODELS(ModelsCommand.class),
  DATASETS(DatasetsCommand.class),
  DOCTOR(DoctorCommand.class),
  GENERATE_COMPLETION(GenerateCompletion.class),
  HELP(HelpCommand.class);

  private final Class<?> type;

  Verb(Class<?> type) {
    this.type = type;
  }

  /** Makes the command, which picocli then fills from the command line. */
  Object make(Console console) {
    return switch (this) {
      case TRANSLATE -> new TranslateCommand(console);
      case SENTIMENT -> new SentimentCommand(console);
      case TOKENIZE -> new TokenizeCommand(console);
      case INIT -> new InitCommand(console);
      case CHECK -> new CheckCommand(console);
      case TRAIN -> new TrainCommand(console);
      case EVALUATE -> new EvaluateCommand(console);
      case SERVE -> new ServeCommand(console);
      case MODELS -> new ModelsCommand(console);
      case DATASETS -> new DatasetsCommand(console);
      case DOCTOR -> new DoctorCommand(console);
      case GENERATE_COMPLETION -> new GenerateCompletion();
      case HELP -> new HelpCommand();
    };
  }

  /** Returns name and description alone, for a list of all: making them all takes long. */
  CommandSpec summary() {
    CommandSpec spec = CommandSpec.create().name(word());
    spec.usageMessage().description(type.getAnnotation(Command.class).description());
    return spec;
  }

  String word() {
    return LowerCase.word(this);
  }

  static Optional<Verb> find(String word) {
    return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
  }
}
