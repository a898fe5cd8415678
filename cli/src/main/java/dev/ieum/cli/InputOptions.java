package dev.ieum.cli;

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

/** The options that say which texts a filter reads. Not thread-safe; use one per run. */
final class InputOptions {

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Texts, gzipped or not; - or none: standard input.")
  private List<String> files = List.of();

  @Option(names = "--text", paramLabel = "TEXT", description = "A text, in place of files.")
  private List<String> texts = List.of();

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      converter = InputFormat.Converter.class,
      description = "text (a text a line), jsonl, tsv or csv; else what the file's name says.")
  private Optional<InputFormat> format = Optional.empty();

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = "The field of the text; the input is JSONL.")
  private Optional<String> field = Optional.empty();

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description = "The column of the text; the input is CSV if named so, else TSV.")
  private Optional<String> column = Optional.empty();

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      converter = EncodingConverter.class,
      defaultValue = "UTF-8",
      description = "The encoding of the input, such as CP949. Default: ${DEFAULT-VALUE}.")
  private Charset encoding = StandardCharsets.UTF_8;

  @Option(
      names = "--on-error",
      paramLabel = "WHAT",
      defaultValue = "stop",
      converter = OnError.Converter.class,
      description =
          "At a bad line: stop; skip it; or write it without a result (null). The last two warn and"
              + " end with exit code 0. Default: ${DEFAULT-VALUE}.")
  private OnError onError;

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

  OnError onError() {
    return onError;
  }

  /**
   * Opens the inputs.
   *
   * @throws UsageException if options contradict each other
   */
  InputReader open(Console console, InputForm.Shape shape) throws IOException {
    check();
    return new InputReader(this, console, shape);
  }

  private void check() throws IOException {
    if (field.isPresent() && column.isPresent()) {
      throw new UsageException(
          "command line: --field = %s, --column = %s; the input is either JSONL or a table; give"
                  .formatted(field.get(), column.get())
              + " one");
    }
    if (format.isPresent()) {
      boolean table = format.get() == InputFormat.TSV || format.get() == InputFormat.CSV;
      if ((field.isPresent() && format.get() != InputFormat.JSONL)
          || (column.isPresent() && !table)) {
        throw new UsageException(
            "command line: --input-format = %s with %s; it has none; leave one out"
                .formatted(format.get(), field.isPresent() ? "--field" : "--column"));
      }
    }
    if (!texts.isEmpty()
        && !(files.isEmpty() && field.isEmpty() && column.isEmpty() && format.isEmpty())) {
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

  /** Returns the files, {@code -} for standard input; none where texts are given. */
  List<String> files() {
    return files.isEmpty() && texts.isEmpty() ? List.of(Console.STANDARD_INPUT) : files;
  }

  List<String> texts() {
    return texts;
  }

  Charset encoding() {
    return encoding;
  }

  String field() {
    return field.orElse(InputForm.TEXT);
  }

  Optional<String> column() {
    return column;
  }

  /** Returns the format of a file. */
  InputFormat format(String file) {
    InputFormat named = InputFormat.ofName(file);
    if (format.isPresent()) {
      return format.get();
    }
    if (field.isPresent()) {
      return InputFormat.JSONL;
    }
    if (column.isPresent()) {
      return named == InputFormat.CSV ? named : InputFormat.TSV;
    }
    return named;
  }
}
