package dev.ieum.cli;

import dev.ieum.cli.compare.CompareCommand;
import dev.ieum.cli.console.Console;
import dev.ieum.cli.line.ChatCommand;
import dev.ieum.cli.line.ForecastCommand;
import dev.ieum.cli.line.NextCommand;
import dev.ieum.cli.line.SentimentCommand;
import dev.ieum.cli.line.TokenizeCommand;
import dev.ieum.cli.line.TranslateCommand;
import dev.ieum.cli.report.ReportCommand;
import dev.ieum.cli.train.CheckCommand;
import dev.ieum.cli.train.InitCommand;
import dev.ieum.cli.train.TrainCommand;
import dev.ieum.core.config.EnumWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The commands. */
enum Commands {
  TRANSLATE(TranslateCommand::new),
  SENTIMENT(SentimentCommand::new),
  TOKENIZE(TokenizeCommand::new),
  NEXT(NextCommand::new),
  GENERATE(GenerateCommand::new),
  CHAT(ChatCommand::new),
  FORECAST(ForecastCommand::new),
  LISTEN(ListenCommand::new),
  INIT(InitCommand::new),
  CHECK(CheckCommand::new),
  TRAIN(TrainCommand::new),
  EVALUATE(EvaluateCommand::new),
  REPORT(ReportCommand::new),
  COMPARE(CompareCommand::new),
  SERVE(ServeCommand::new),
  MODELS(ModelsCommand::new),
  DATASETS(DatasetsCommand::new),
  DOCTOR(DoctorCommand::new),
  GENERATE_COMPLETION(console -> new GenerateCompletion()),
  HELP(console -> new Help());

  /** {@code ieum help}, as lists and completion show it; {@link Ieum} reads it as a --help. */
  @Command(
      name = "help",
      description = "Prints the help of a command, as its --help does.",
      mixinStandardHelpOptions = true)
  static final class Help {
    @Parameters(
        paramLabel = "COMMAND",
        arity = "0..*",
        description = "The command, such as train or models list; without one, all are listed.")
    List<String> command = List.of();
  }

  /** A command that only groups others; alone it is a usage error that names them. */
  abstract static class Group implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
      CommandLine commandLine = spec.commandLine();
      throw new ParameterException(
          commandLine,
          "command = none; allowed: " + String.join(", ", commandLine.getSubcommands().keySet()));
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // constructors have no state
  private final Function<Console, Object> constructor;

  Commands(Function<Console, Object> constructor) {
    this.constructor = constructor;
  }

  /** Makes the command, which picocli then fills from the command line. */
  Object make(Console console) {
    return constructor.apply(console);
  }

  /** Returns name and description alone, for a list of all: reading all options takes long. */
  CommandSpec summary(Console console) {
    CommandSpec spec = CommandSpec.create().name(word());
    Command command = make(console).getClass().getAnnotation(Command.class);
    spec.usageMessage().description(command.description());
    return spec;
  }

  String word() {
    return EnumWords.of(this);
  }

  static Optional<Commands> find(String word) {
    return EnumWords.parse(Commands.class, word);
  }

  /**
   * Makes every option of a command line that is an enum take and list the words of {@link
   * EnumWords}; picocli itself takes and lists the names of the constants.
   */
  static void readEnumWords(CommandLine commandLine) {
    CommandSpec spec = commandLine.getCommandSpec();
    for (OptionSpec option : List.copyOf(spec.options())) {
      Class<?>[] types = option.auxiliaryTypes();
      Class<?> type = types[types.length - 1];
      if (type.isEnum()) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
          constants.put(EnumWords.of((Enum<?>) constant), constant);
        }
        spec.remove(option);
        spec.add(
            OptionSpec.builder(option)
                .completionCandidates(constants.keySet())
                .converters(word -> find(word, constants))
                .build());
      }
    }
    commandLine.getSubcommands().values().forEach(Commands::readEnumWords);
  }

  private static Object find(String word, Map<String, Object> constants) {
    return Optional.ofNullable(constants.get(word.toLowerCase(Locale.ROOT)))
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is not known; allowed: %s"
                        .formatted(word, String.join(", ", constants.keySet()))));
  }
}
