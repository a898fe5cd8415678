package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.OutputFormat;
import dev.ieum.core.config.EnumWords;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/**
 * The options that all commands share which read a text per line: input, format and output. Not
 * thread-safe; use one per run.
 */
final class LineOptions {

  /** How the texts of an input are laid out. */
  enum InputFormat {
    /** One text per line. */
    TEXT,
    /** One JSON object per line. */
    JSONL,
    /** Tab-separated columns with a header, without quoting. */
    TSV,
    /** Comma-separated columns with a header, quoted as RFC 4180 has it. */
    CSV;

    /** Returns the format that a file's name says. */
    static InputFormat ofName(String file) {
      String name = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
      for (InputFormat format : List.of(JSONL, TSV, CSV)) {
        if (name.endsWith("." + EnumWords.of(format))) {
          return format;
        }
      }
      return TEXT;
    }
  }

  /** What happens at a line of input that cannot be read. */
  enum OnError {
    /** The run ends there, after the lines before it are written. */
    STOP,
    /** It gives no line of output. */
    SKIP,
    /** It gives a line of output without a result. */
    NULL
  }

  /** Reads names of encodings. */
  static final class EncodingConverter implements ITypeConverter<Charset> {
    @Override
    public Charset convert(String name) {
      try {
        // Windows calls its extension of EUC-KR code page 949.
        return Charset.forName(name.equalsIgnoreCase("CP949") ? "x-windows-949" : name);
      } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
        throw new TypeConversionException(
            "'" + name + "' is no encoding; allowed: UTF-8, CP949, EUC-KR, UTF-16 and others");
      }
    }
  }

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Texts, gzipped or not; - or none: standard input.")
  private List<String> files = List.of();

  @Option(names = "--text", paramLabel = "TEXT", description = "A text, in place of files.")
  List<String> texts = List.of();

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      description =
          "text (one text per line), jsonl, tsv or csv. Default: what the file's name says.")
  private Optional<InputFormat> inputFormat = Optional.empty();

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = "The field of the text; the input is JSONL.")
  private Optional<String> field = Optional.empty();

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description = "The column of the text; the input is CSV if its name says so, otherwise TSV.")
  Optional<String> column = Optional.empty();

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      converter = EncodingConverter.class,
      defaultValue = "UTF-8",
      description = "The encoding of the input, such as CP949. Default: ${DEFAULT-VALUE}.")
  Charset encoding = StandardCharsets.UTF_8;

  @Option(
      names = "--on-error",
      paramLabel = "WHAT",
      defaultValue = "stop",
      description =
          "At a bad line: stop; skip it; or write it without a result (null). The last two warn and"
              + " end with exit code 0. Default: ${DEFAULT-VALUE}.")
  OnError onError = OnError.STOP;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, jsonl or tsv. Default: ${DEFAULT-VALUE}.")
  OutputFormat format = OutputFormat.TEXT;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = Console.STANDARD_INPUT,
      description = "Write the results there; - or none: standard output.")
  String output = Console.STANDARD_INPUT;

  /**
   * Checks the options of the input.
   *
   * @throws UsageException if options contradict each other
   */
  void checkInput() throws IOException {
    if (field.isPresent() && column.isPresent()) {
      throw new UsageException(
          "command line: --field = %s, --column = %s; the input is either JSONL or a table; give"
                  .formatted(field.get(), column.get())
              + " one");
    }
    if (inputFormat.isPresent()) {
      InputFormat given = inputFormat.get();
      boolean table = given == InputFormat.TSV || given == InputFormat.CSV;
      if ((field.isPresent() && given != InputFormat.JSONL) || (column.isPresent() && !table)) {
        throw new UsageException(
            "command line: --input-format = %s with %s; it has none; leave one out"
                .formatted(EnumWords.of(given), field.isPresent() ? "--field" : "--column"));
      }
    }
    if (!texts.isEmpty() && (describeLines() || !files.isEmpty())) {
      throw new UsageException(
          "command line: --text with files or their format; the text is all there is; leave them"
              + " out");
    }
    for (String file : files) {
      if (!file.equals(Console.STANDARD_INPUT) && Files.notExists(Path.of(file))) {
        throw new NoSuchFileException(file);
      }
    }
  }

  /**
   * Checks that the results do not overwrite an input.
   *
   * @throws UsageException if they would
   */
  void checkOutput() throws IOException {
    for (String input : files()) {
      if (!input.equals(Console.STANDARD_INPUT)
          && !output.equals(Console.STANDARD_INPUT)
          && Files.exists(Path.of(output))
          && Files.isRegularFile(Path.of(input))
          && Files.isSameFile(Path.of(input), Path.of(output))) {
        throw new UsageException(
            "command line: --output = %s; it is the input, which would be lost; name another"
                .formatted(output));
      }
    }
  }

  /** Whether an option says how lines of the input are laid out. */
  boolean describeLines() {
    return field.isPresent() || column.isPresent() || inputFormat.isPresent();
  }

  /** Returns the files, {@code -} for standard input; none where texts are given. */
  List<String> files() {
    return files.isEmpty() && texts.isEmpty() ? List.of(Console.STANDARD_INPUT) : files;
  }

  /** Returns the field of the text in JSON. */
  String field() {
    return field.orElse(InputForm.TEXT);
  }

  /** Returns the format of a file. */
  InputFormat format(String file) {
    InputFormat named = InputFormat.ofName(file);
    InputFormat meant = field.isPresent() ? InputFormat.JSONL : named;
    if (column.isPresent()) {
      meant = named == InputFormat.CSV ? named : InputFormat.TSV;
    }
    return inputFormat.orElse(meant);
  }
}
