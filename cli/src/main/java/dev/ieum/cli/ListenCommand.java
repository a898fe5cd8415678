package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.ResultOutput;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.cli.options.OutputFormat;
import dev.ieum.sequences.speech.AudioStream;
import dev.ieum.sequences.speech.CommandModel;
import dev.ieum.sequences.speech.CommandSession;
import dev.ieum.sequences.speech.Word;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ieum listen}: sound in, known words with times out, each as soon as it is spoken. */
@Command(
    name = "listen",
    description = "Finds a few known words, such as digits, in a wav file or a stream of sound.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "text:  seconds at the word's end, the word, its probability; tab-separated",
      "jsonl: {\"word\":\"7\",\"begin\":0.31,\"end\":0.78,\"decided\":0.84,\"probability\":0.98}",
      "Noise and other words are 'unknown'.",
      "Example: arecord -q -f S16_LE -r 16000 | ieum listen --model digits-en",
    })
final class ListenCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = Console.STANDARD_INPUT,
      description = "A wav file; - or none: standard input.")
  private String file;

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      required = true,
      description = "The model; see ieum models list.")
  private String model;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      description = "Samples in a second of FILE, raw 16-bit PCM of one channel. Default: a wav.")
  private Optional<Integer> rate = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, tsv (the same) or jsonl. Default: ${DEFAULT-VALUE}.")
  private OutputFormat format;

  private final Console console;

  ListenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    CommandModel opened = CommandModel.open(ModelOptions.bundle(model));
    boolean piped = file.equals(Console.STANDARD_INPUT);
    InputStream in = piped ? console.in() : Files.newInputStream(Path.of(file));
    try (AudioStream sound = new AudioStream(in, piped ? "standard input" : file, rate);
        ResultOutput to = console.results(Console.STANDARD_INPUT)) {
      CommandSession session = opened.start(sound.rate());
      for (float[] some = sound.read(); some.length > 0; some = sound.read()) {
        to.lines(session.accept(some).stream().map(this::line).toList());
      }
      to.lines(session.finish().stream().map(this::line).toList());
    }
    return CommandLine.ExitCode.OK;
  }

  private String line(Word of) {
    if (format != OutputFormat.JSONL) {
      return String.format(Locale.ROOT, "%.2f\t%s\t%.4f", of.end(), of.word(), of.probability());
    }
    return Json.line(
        Json.object(
            "word", of.word(),
            "begin", Json.rounded(of.begin()),
            "end", Json.rounded(of.end()),
            "decided", Json.rounded(of.decided()),
            "probability", Json.rounded(of.probability())));
  }
}
