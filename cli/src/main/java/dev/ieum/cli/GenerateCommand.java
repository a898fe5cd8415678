package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.ResultOutput;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.cli.options.SamplingOptions;
import dev.ieum.sequences.GenerationConfig;
import dev.ieum.sequences.Revision;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.data.EventCut;
import dev.ieum.sequences.music.AbcException;
import dev.ieum.sequences.music.AbcTune;
import dev.ieum.sequences.music.MidiFile;
import dev.ieum.sequences.music.WholeBars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ieum generate}: makes sequences up. */
@Command(
    name = "generate",
    description = "Makes sequences up, a line each; the same seed gives the same ones.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "text:  the events after the prompt",
      "jsonl: {\"seed\":1,\"prompt\":[...],\"events\":[...]}",
      "Example: ieum generate --model runs/chess/model --prompt \"e4 c5\" --count 5 --top-p 0.9",
    })
final class GenerateCommand implements Callable<Integer> {
  private enum Format {
    /** A line of text for each sequence. */
    TEXT,
    /** A JSON object for each sequence. */
    JSONL
  }

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      required = true,
      description = "The model; see ieum models list.")
  private String model;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Events that sequences begin with; they are not printed again.")
  private String prompt;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many sequences. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--figures",
      description = "With --midi: say how many tunes can be read and how many bars are whole.")
  private boolean figures;

  @Option(
      names = "--whole-bars",
      description = "Tunes in ABC notation: draw each bar again until it is as long as its meter.")
  private boolean wholeBarsOnly;

  @Mixin private SamplingOptions sampling;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Events at most. Default: ${DEFAULT-VALUE}.")
  private int maxLength;

  @Option(
      names = "--stop",
      paramLabel = "EVENT",
      description = "An event that ends a sequence and is not printed; may be given several times.")
  private Set<String> stop = Set.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or jsonl. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = Console.STANDARD_INPUT,
      description = "Write the sequences there; - or none: standard output.")
  private String output;

  @Option(
      names = "--midi",
      paramLabel = "DIR",
      description = "Write each sequence, a tune in ABC notation, there as .abc and .mid.")
  private Optional<Path> midi = Optional.empty();

  @Mixin private ModelOptions options;

  private final Console console;
  private long bars;
  private long wholeBars;
  private long sameNotes;
  private long ended;

  GenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    UsageException.inRange("--count", count, 1, 100_000_000);
    if (figures && midi.isEmpty()) {
      throw new UsageException("command line: --figures without --midi; name a directory by it");
    }
    int unread = 0;
    if (midi.isPresent()) {
      Files.createDirectories(midi.get());
    }
    config(0); // checks the ranges before the model is opened
    try (SequenceModel opened =
            SequenceModel.open(ModelOptions.bundle(model), options.precision());
        ResultOutput results = console.results(output)) {
      EventCut cut = opened.settings().cut();
      if (wholeBarsOnly && cut != EventCut.CHARACTERS) {
        throw new UsageException(
            "command line: --whole-bars with a model whose events are no characters; leave it out");
      }
      List<String> begin = cut.events(prompt);
      for (String event : begin) {
        if (!opened.knows(event)) {
          console.warn("--prompt: event '%s' is not known to the model".formatted(event));
        }
      }
      for (int i = 0; i < count; i++) {
        long own = sampling.seed(i);
        List<String> events =
            opened.generate(
                begin, config(own), wholeBarsOnly ? new WholeBars(cut.text(begin)) : Revision.NONE);
        ended += events.size() < maxLength ? 1 : 0;
        results.line(
            format == Format.TEXT
                ? cut.text(events).replaceAll("\\R", " ")
                : Json.line(Json.object("seed", own, "prompt", begin, "events", events)));
        results.flush();
        if (midi.isPresent() && !write(cut, begin, events, i + 1)) {
          unread++;
        }
      }
    }
    if (figures) {
      console.note(
          String.format(
              Locale.ROOT,
              "%,d of %,d tunes are read, %,d end before %,d events; of %,d bars within parts %,d are"
                  + " as long as the meter says; of %,d .mid files %,d have the tune's notes",
              count - unread,
              count,
              ended,
              maxLength,
              bars,
              wholeBars,
              count - unread,
              sameNotes));
    }
    if (unread > 0) {
      console.warn(
          "--midi: %,d of %,d tunes cannot be read as ABC and have no .mid"
              .formatted(unread, count));
    }
    return CommandLine.ExitCode.OK;
  }

  /** Writes a tune, prompt and all; false if it is none. */
  private boolean write(EventCut cut, List<String> begin, List<String> events, int number)
      throws IOException {
    List<String> all = new ArrayList<>(begin);
    all.addAll(events);
    String text = cut.text(all);
    String name = "tune-%04d".formatted(number);
    Files.writeString(midi.orElseThrow().resolve(name + ".abc"), "X:" + number + "\n" + text);
    try {
      AbcTune tune = AbcTune.parse(text);
      Path file = midi.orElseThrow().resolve(name + ".mid");
      MidiFile.write(tune, file);
      if (figures) {
        List<AbcTune.Bar> within = tune.bars().stream().filter(bar -> !bar.edge()).toList();
        bars += within.size();
        wholeBars += within.stream().filter(AbcTune.Bar::whole).count();
        sameNotes += MidiFile.notes(file) == tune.notes().size() ? 1 : 0;
      }
      return true;
    } catch (AbcException e) {
      return false;
    }
  }

  private GenerationConfig config(long own) {
    return sampling.config(own, 1, maxLength, stop);
  }
}
