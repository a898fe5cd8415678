package dev.ieum.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.datasets.Utf8Lines;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.UserDictionary;
import dev.ieum.tokenizers.WordKind;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ieum tokenize}: lines in, their tokens out. */
@Command(
    name = "tokenize",
    description = "Cuts each line into tokens; U+2581 in a token stands for a space before it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "text:  the tokens of a line with a space between them",
      "jsonl: {\"id\":1,\"text\":...,\"tokens\":[{\"text\":...,\"begin\":0,\"end\":2}...]}",
      "tsv:   a row for each token (line, token, begin, end), an empty row after each line",
      "Offsets count UTF-16 units of the line as given.",
    })
final class TokenizeCommand implements Callable<Integer> {
  private static final int BATCH = 256;

  /** How the command line names the ways to cut. */
  enum Choice {
    NORI,
    OPENNLP,
    BPE,
    CHARACTER,
    WHITESPACE;

    @Override
    public String toString() {
      return LowerCase.word(this);
    }

    /** Reads the names. */
    static final class Converter extends LowerCase<Choice> {
      Converter() {
        super(Choice.class);
      }
    }
  }

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = Console.STANDARD_INPUT,
      description = "Text, a sentence a line; - or none: standard input.")
  private String file;

  @Option(
      names = "--tokenizer",
      paramLabel = "KIND",
      converter = Choice.Converter.class,
      description = "nori, opennlp, bpe, character or whitespace; nori unless --model is given.")
  private Optional<Choice> choice = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description = "Use the tokenizer of this model's source side.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--user-dictionary",
      paramLabel = "FILE",
      description = "Words that nori shall know, a word a line.")
  private Optional<Path> userDictionary = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = OutputFormat.Converter.class,
      description = "text, jsonl or tsv. Default: ${DEFAULT-VALUE}.")
  private OutputFormat format;

  @Mixin private ThreadsOption threads;

  private final Console console;

  TokenizeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Tokenizer tokenizer = tokenizer();
    try (Utf8Lines lines = console.lines(file);
        Workers workers = new Workers(threads.count())) {
      new LineStream(BATCH)
          .run(
              lines,
              (batch, first) ->
                  workers.map(
                      IntStream.range(0, batch.size()).boxed().toList(),
                      i -> print(first + i, batch.get(i), tokenizer.tokenize(batch.get(i)))),
              console.results());
    }
    return ExitCode.DONE;
  }

  private Tokenizer tokenizer() throws IOException {
    Choice kind = choice.orElse(model.isPresent() ? Choice.BPE : Choice.NORI);
    if (model.isPresent() != (kind == Choice.BPE)) {
      throw new UsageException(
          "command line: --tokenizer = %s, --model = %s; bpe needs a model, the others take none"
              .formatted(kind, model.orElse("none")));
    }
    if (userDictionary.isPresent() && kind != Choice.NORI) {
      throw new UsageException(
          "command line: --user-dictionary with --tokenizer = %s; only nori takes one"
              .formatted(kind));
    }
    return switch (kind) {
      case NORI -> WordKind.NORI.open(dictionary());
      case OPENNLP -> WordKind.OPENNLP.open();
      case CHARACTER -> WordKind.CHARACTER.open();
      case WHITESPACE -> WordKind.WHITESPACE.open();
      case BPE -> Models.sourceTokenizer(model.orElseThrow());
    };
  }

  private UserDictionary dictionary() throws IOException {
    if (userDictionary.isEmpty()) {
      return UserDictionary.EMPTY;
    }
    String name = userDictionary.get().toString();
    try (Utf8Lines lines = console.lines(name)) {
      String text = lines.stream().collect(Collectors.joining("\n"));
      return UserDictionary.read(name, new StringReader(text));
    }
  }

  private String print(long id, String line, List<Token> tokens) {
    return switch (format) {
      case TEXT -> tokens.stream().map(Token::text).collect(Collectors.joining(" "));
      case JSONL -> json(id, line, tokens);
      case TSV -> rows(id, tokens);
    };
  }

  private static String json(long id, String line, List<Token> tokens) {
    JsonArray array = new JsonArray();
    for (Token token : tokens) {
      JsonObject entry = new JsonObject();
      entry.addProperty("text", token.text());
      entry.addProperty("begin", token.begin());
      entry.addProperty("end", token.end());
      array.add(entry);
    }
    JsonObject object = new JsonObject();
    object.addProperty("id", id);
    object.addProperty("text", line);
    object.add("tokens", array);
    return object.toString();
  }

  private static String rows(long id, List<Token> tokens) {
    List<String> rows = new ArrayList<>();
    for (Token token : tokens) {
      rows.add("%d\t%s\t%d\t%d\n".formatted(id, token.text(), token.begin(), token.end()));
    }
    return String.join("", rows);
  }
}
