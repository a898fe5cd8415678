package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.core.config.NearestWord;
import dev.ieum.core.runtime.Int8Library;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry of the program: finds the command, runs it, and says how it ended. */
@Command(
    name = "ieum",
    description = "Trains, evaluates and runs sequence models on text, Korean first.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Data goes from standard input to standard output, everything else to standard error.",
      "Exit codes: 0 done, 1 failed while working, 2 usage error.",
    })
final class Ieum implements Callable<Integer> {

  private static final Set<String> LIST = Set.of("--help", "-h", "--version", "-V");

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error, and how matrix products are computed.")
  private boolean verbose;

  private final CommandLine commandLine;
  private final Console console;

  private Ieum(Console console) {
    this.console = console;
    this.commandLine = new CommandLine(this);
  }

  /** Runs the program and ends the Java machine. */
  public static void main(String[] args) {
    System.exit(run(args, Console.system()));
  }

  /** Runs the program on {@code console} and returns its exit code. */
  static int run(String[] args, Console console) {
    Locale.setDefault(Locale.ROOT); // numbers look the same everywhere
    Ieum program = new Ieum(console);
    try {
      return program.execute(args);
    } catch (Throwable e) { // picocli passes on exceptions only
      return program.report(e);
    }
  }

  private int execute(String[] given) {
    String[] args = rewriteHelp(given);
    // Only the named command is created: creating all takes longer than running most.
    Optional<Commands> named =
        args.length == 0
            ? Optional.empty()
            : Commands.find(args[0]).filter(command -> command != Commands.GENERATE_COMPLETION);
    boolean listed = args.length == 0 || (args.length == 1 && LIST.contains(args[0]));
    for (Commands command : named.map(List::of).orElse(List.of(Commands.values()))) {
      commandLine.addSubcommand(
          command.word(), listed ? command.summary(console) : command.make(console));
    }
    Commands.readEnumWords(commandLine);
    PrintWriter help = new PrintWriter(console.out(), true, StandardCharsets.UTF_8);
    int exitCode =
        commandLine
            .setOut(help)
            .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
            .setUsageHelpAutoWidth(false)
            .setUsageHelpWidth(100)
            .setParameterExceptionHandler((e, arguments) -> reportUsage(e))
            .setExecutionExceptionHandler((e, failing, parsed) -> report(e))
            .execute(args);
    if (verbose && Int8Library.isUsed()) {
      console.error(Int8Library.status());
    }
    // A PrintWriter keeps failures to itself; a reader of a pipe may have had enough.
    if (help.checkError() && !console.pipe()) {
      console.error("standard output: cannot be written");
      return CommandLine.ExitCode.SOFTWARE;
    }
    return exitCode;
  }

  /** Rewrites {@code help COMMAND…} to {@code COMMAND… --help}, at any depth. */
  private static String[] rewriteHelp(String[] args) {
    boolean help = args.length > 0 && args[0].equals(Commands.HELP.word());
    if (!help || (args.length > 1 && args[1].startsWith("-"))) {
      return args;
    }
    List<String> moved = new ArrayList<>(Arrays.asList(args).subList(1, args.length));
    if (moved.isEmpty() || Commands.find(moved.get(0)).isPresent()) {
      moved.add("--help");
    } // otherwise the usual error explains it
    return moved.toArray(String[]::new);
  }

  /** Without a command, the commands are listed. */
  @Override
  public Integer call() {
    commandLine.usage(commandLine.getErr());
    return CommandLine.ExitCode.USAGE;
  }

  private int reportUsage(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String fault =
        e instanceof UnmatchedArgumentException unmatched
            ? unknown(unmatched)
            : e.getMessage().replaceAll("\\s*\\R\\s*", " ");
    console.error("%s: %s; see %s --help".formatted(command, fault, command));
    return CommandLine.ExitCode.USAGE;
  }

  private static String unknown(UnmatchedArgumentException e) {
    String kind = e.isUnknownOption() ? "option" : top(e) ? "command" : "argument";
    String fault = "%s = %s; there is no such %s".formatted(kind, e.getUnmatched().get(0), kind);
    // picocli suggests the longer of two similar commands: translate for trian.
    Optional<String> nearest =
        kind.equals("command")
            ? NearestWord.find(e.getUnmatched().get(0), words())
            : e.getSuggestions().stream().findFirst();
    return nearest.map(word -> fault + "; did you mean " + word + "?").orElse(fault);
  }

  private static List<String> words() {
    return Arrays.stream(Commands.values()).map(Commands::word).toList();
  }

  private static boolean top(UnmatchedArgumentException e) {
    return e.getCommandLine().getParent() == null;
  }

  private int report(Throwable failure) {
    ErrorReport report = ErrorReport.of(failure);
    report.line().ifPresent(console::error);
    if (report.traced() || verbose) {
      failure.printStackTrace(console.err());
    }
    return report.exitCode();
  }
}
