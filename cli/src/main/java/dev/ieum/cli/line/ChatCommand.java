package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.ResultOutput;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.cli.options.SamplingOptions;
import dev.ieum.datasets.Utf8Lines;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.data.EventCut;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
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
      "Example: echo 심심해 | ieum chat --model runs/chat-ko/model --temperature 0",
    })
public final class ChatCommand implements Callable<Integer> {
  private static final double USUAL_TEMPERATURE = 0.5;

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      required = true,
      description = "The model; see ieum models list.")
  private String model;

  @Option(
      names = "--memory",
      paramLabel = "N",
      defaultValue = "0",
      description = "Lines before that an answer sees, its own as well. Default: ${DEFAULT-VALUE}.")
  private int memory;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      defaultValue = "200",
      description = "Characters of an answer at most. Default: ${DEFAULT-VALUE}.")
  private int maxLength;

  @Mixin private SamplingOptions sampling;
  @Mixin private ModelOptions options;

  private final Console console;
  private final Deque<String> before = new ArrayDeque<>();
  private long turns;

  /** Makes the command. */
  public ChatCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    UsageException.inRange("--memory", memory, 0, 1000);
    sampling.config(0, USUAL_TEMPERATURE, maxLength, Set.of()); // before the model is opened
    try (SequenceModel opened =
            SequenceModel.open(ModelOptions.bundle(model), options.precision());
        Utf8Lines lines = console.lines(Console.STANDARD_INPUT);
        ResultOutput results = console.results(Console.STANDARD_INPUT)) {
      if (opened.settings().cut() != EventCut.CHARACTERS
          || !opened.knows(SequenceModel.LINE_FEED)) {
        throw new UsageException(
            "--model = %s; it was not trained on conversations, a line for each turn; name another"
                .formatted(model));
      }
      if (console.terminal()) {
        console.note("%s: type a line; Ctrl-D ends".formatted(opened.name()));
      }
      while (lines.hasNext()) {
        results.line(answer(opened, lines.next()));
        results.flush();
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private String answer(SequenceModel opened, String line) {
    // Some systems write Hangul as its letters; models know syllables.
    String said = Normalizer.normalize(line, Normalizer.Form.NFC).strip();
    if (said.isEmpty()) {
      return "";
    }
    remember(said);
    List<String> prompt =
        EventCut.CHARACTERS.events(
            String.join(SequenceModel.LINE_FEED, before) + SequenceModel.LINE_FEED);
    String answer =
        EventCut.CHARACTERS
            .text(
                opened.generate(
                    prompt,
                    sampling.config(
                        sampling.seed(turns++),
                        USUAL_TEMPERATURE,
                        maxLength,
                        Set.of(SequenceModel.LINE_FEED))))
            .strip();
    remember(answer);
    return answer;
  }

  /** The line to answer stands last, what was said before it as far as it is remembered. */
  private void remember(String said) {
    before.add(said);
    while (before.size() > memory + 1) {
      before.remove();
    }
  }
}
