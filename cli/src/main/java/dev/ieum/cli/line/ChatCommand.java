package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.ResultOutput;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.cli.options.SamplingOptions;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.datasets.Utf8Lines;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.data.EventCut;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ieum chat}: a line in, an answer out. */
@Command(
    name = "chat",
    description = "Answers each line of standard input at once; for models trained on chat.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A line in, a line out; an empty line gives an empty line. The same seed gives the same",
      "answers. Answers are made up from those the model was trained on: it knows no facts.",
      "Example: echo 심심해 | ieum chat --temperature 0",
    })
public final class ChatCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      defaultValue = "chat-ko",
      description = "The model; see ieum models list. Default: ${DEFAULT-VALUE}.")
  private String model;

  @Option(
      names = "--memory",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Lines before that an answer sees, its own as well; next-event models. Default: 0.")
  private int memory;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      defaultValue = "200",
      description = "Characters of an answer at most. Default: ${DEFAULT-VALUE}.")
  private int maxLength;

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Search for the best answer with N hypotheses, 1 to 64, instead of drawing it.")
  private Optional<Integer> beam = Optional.empty();

  @Mixin private SamplingOptions sampling;
  @Mixin private ModelOptions options;

  private final Console console;

  /** Makes the command. */
  public ChatCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    UsageException.inRange("--memory", memory, 0, 1000);
    UsageException.inRange("--max-length", maxLength, 1, 1_000_000);
    beam.ifPresent(size -> UsageException.inRange("--beam", size, 1, 64));
    sampling.sampling(ChatPartner.USUAL_TEMPERATURE); // before the model is opened
    ModelBundle bundle = ModelOptions.bundle(model);
    try (ChatPartner partner = partner(bundle);
        Utf8Lines lines = console.lines(Console.STANDARD_INPUT);
        ResultOutput results = console.results(Console.STANDARD_INPUT)) {
      if (console.terminal()) {
        console.note("%s: type a line; Ctrl-D ends".formatted(bundle.manifest().name()));
      }
      for (long turn = 0; lines.hasNext(); ) {
        // Some systems write Hangul as its letters; models know syllables.
        String said = Normalizer.normalize(lines.next(), Normalizer.Form.NFC).strip();
        results.line(said.isEmpty() ? "" : cut(partner.answer(said, turn++)));
        results.flush();
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private ChatPartner partner(ModelBundle bundle) throws IOException {
    if (bundle.manifest().task() == ModelTask.TRANSLATION) {
      if (memory > 0) {
        throw new UsageException(
            "command line: --memory = %d; %s answers each line by itself; leave it out"
                .formatted(memory, model));
      }
      TextTranslator opened = TextTranslator.open(bundle, options.threads(), options.precision());
      if (!opened.answers()) {
        opened.close();
        throw new UsageException(
            "--model = %s; it translates from %s; name one that was trained on questions and answers"
                .formatted(model, String.join(" to ", bundle.manifest().languages())));
      }
      return new ChatPartner.Pairs(opened, sampling, beam);
    }
    if (beam.isPresent()) {
      throw new UsageException(
          "command line: --beam = %d; %s makes answers event by event; leave it out"
              .formatted(beam.get(), model));
    }
    SequenceModel opened = SequenceModel.open(bundle, options.precision());
    if (opened.settings().cut() != EventCut.CHARACTERS || !opened.knows(SequenceModel.LINE_FEED)) {
      opened.close();
      throw new UsageException(
          "--model = %s; it was not trained on conversations, a line for each turn; name another"
              .formatted(model));
    }
    return new ChatPartner.Conversation(opened, sampling, memory, maxLength);
  }

  /** Returns an answer on one line, no longer than asked for. */
  private String cut(String answer) {
    String line = answer.replaceAll("\\R", " ").strip();
    int length = line.codePointCount(0, line.length());
    return line.substring(0, line.offsetByCodePoints(0, Math.min(length, maxLength)));
  }
}
