package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.SequenceSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ieum next}: sequences of events in, what comes next out. */
@Command(
    name = "next",
    description = "Predicts the next event of each sequence, or of each stream of events.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A line, field or column is a sequence; with --stream, a single event of a sequence.",
      "text:  the likeliest events, each with its probability",
      "jsonl: {\"id\":1,\"text\":...,\"next\":[{\"event\":...,\"probability\":...},...]}",
      "tsv:   line, text, rank, event, probability, a row for each event; of a table its own columns",
      "       first; with --stream line, key, event, next events, their probabilities",
      "With --stream, an event is acknowledged when its line of output is written: it is in --state",
      "by then, once, and a kill or power cut loses nothing. See docs/sequences.md.",
      "Examples: ieum next --model runs/chess/model --text \"e4 e5 Nf3\"",
      "          ieum next events.tsv --model M --stream --key user --column item --state states.bin",
    })
public final class NextCommand implements Callable<Integer> {
  private static final int BATCH = 64;

  @Mixin private LineOptions lines;

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      required = true,
      description = "The model; see ieum models list.")
  private String model;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many events are printed. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--unseen",
      description = "Leave out the events that the sequence holds; of a stream, the latest 1000.")
  private boolean unseen;

  @Option(names = "--stream", description = "A line is an event; each is answered at once.")
  private boolean stream;

  @Option(
      names = "--key",
      paramLabel = "NAME",
      description = "The field or column that says to which sequence an event of --stream belongs.")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--states",
      paramLabel = "N",
      defaultValue = "10000",
      description =
          "Sequences of --stream kept at most; the one used longest ago is dropped. Default:"
              + " ${DEFAULT-VALUE}.")
  private int states;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Keep the sequences of --stream there, from run to run.")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--resume",
      description =
          "The input of --stream begins with the first event again: those that --state holds are"
              + " skipped.")
  private boolean resume;

  @Mixin private ModelOptions options;

  @Spec private CommandSpec spec;
  private final Console console;

  public NextCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    UsageException.inRange("--top", top, 1, 1_000_000);
    UsageException.inRange("--states", states, 1, 100_000_000);
    checkStream();
    lines.checkOutput();
    try (SequenceModel opened =
        SequenceModel.open(ModelOptions.bundle(model), options.precision())) {
      if (stream) {
        NextStream.Options of =
            new NextStream.Options(key, top, unseen ? 1_000 : 0, states, state, resume);
        new NextStream(opened, lines, of, console).run();
      } else {
        filter(opened);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void checkStream() {
    UsageException.refuse(
        spec, !stream, "--key --state --resume", "without --stream; add that, or leave it out");
    if (resume && state.isEmpty()) {
      throw new UsageException("command line: --resume without --state; name the file of states");
    }
  }

  private void filter(SequenceModel opened) throws IOException {
    InputForm.Shape shape =
        new InputForm.Shape(
            lines.format, InputForm.TEXT, false, NextResults.names(lines.format), List.of("next"));
    try (RecordStream records = new RecordStream(console, lines, BATCH, shape)) {
      while (records.next()) {
        records.print(records.texts().stream().map(text -> result(text, opened)).iterator());
      }
    }
  }

  private ResultPrinter.Result result(String text, SequenceModel opened) {
    List<String> events = opened.settings().cut().events(text);
    if (events.isEmpty()) {
      return NextResults.none();
    }
    SequenceSession session = opened.start(unseen ? events.size() : 0);
    events.forEach(session::accept);
    return NextResults.of(session.next(top));
  }
}
