package dev.ieum.cli;

import dev.ieum.core.runtime.Int8Library;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry of the program: finds the command, runs it, and says how it ended. */
@Command(
    name = "ieum",
    description = "Trains, evaluates and runs sequence models on text, Korean first.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Ieum.Version.class,
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Data goes from standard input to standard output, all else to standard error.",
      "Exit codes: 0 done, 1 failed while working, 2 usage error.",
    })
final class Ieum implements Runnable {

  /** Says which build of which library runs on which Java. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Ieum.class.getPackage().getImplementationVersion();
      return new String[] {
        "ieum %s, Java %s".formatted(version == null ? "(unpackaged)" : version, Runtime.version())
      };
    }
  }

  private static final Set<String> LIST = Set.of("--help", "-h", "--version", "-V");

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the trace of an error, and how models multiply.")
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
    Ieum program = new Ieum(console);
    try {
      return program.execute(args);
    } catch (Throwable e) { // the library that calls commands passes on exceptions only
      return program.report(e);
    }
  }

  private int execute(String[] args) {
    // A command that is named is the only one made: making all costs more than running most.
    Optional<Verb> named = args.length == 0 ? Optional.empty() : Verb.find(args[0]);
    boolean listed = args.length == 1 && LIST.contains(args[0]);
    for (Verb verb : named.map(List::of).orElse(List.of(Verb.values()))) {
      commandLine.addSubcommand(verb.word(), listed ? verb.summary() : verb.make(console));
    }
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
      return ExitCode.FAILED;
    }
    return exitCode;
  }

  /** Without a command there is nothing to do but to say what could be done. */
  @Override
  public void run() {
    throw new ParameterException(
        commandLine,
        "command = none; allowed: " + String.join(", ", commandLine.getSubcommands().keySet()));
  }

  private int reportUsage(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String fault =
        e instanceof UnmatchedArgumentException unmatched
            ? unknown(unmatched)
            : e.getMessage().replaceAll("\\s*\\R\\s*", " ");
    console.error("%s: %s; see %s --help".formatted(command, fault, command));
    return ExitCode.ASKED_WRONGLY;
  }

  private static String unknown(UnmatchedArgumentException e) {
    String kind = e.isUnknownOption() ? "option" : top(e) ? "command" : "argument";
    String fault = "%s = %s; there is no such %s".formatted(kind, e.getUnmatched().get(0), kind);
    List<String> nearest = e.getSuggestions();
    return nearest.isEmpty() ? fault : fault + "; did you mean " + nearest.get(0) + "?";
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
