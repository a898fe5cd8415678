package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.ResultOutput;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.OutputFormat;
import dev.ieum.core.config.EnumWords;
import dev.ieum.datasets.Utf8Lines;
import dev.ieum.tokenizers.document.Document;
import dev.ieum.tokenizers.document.DocumentFormat;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The options of a document that is translated as a whole, and its run. Not thread-safe. */
final class DocumentOptions {
  private static final String TEXT = "--text";

  @Option(
      names = "--document",
      paramLabel = "FORMAT",
      description =
          "A document: srt, vtt, po, markdown or html. Default: what the file's name says.")
  private Optional<DocumentFormat> given = Optional.empty();

  @Option(names = "--html", description = "The same as --document html.")
  private boolean html;

  /** Returns the format of the input where it is a document; none where it is lines. */
  Optional<DocumentFormat> format(LineOptions lines) {
    if (html && given.isPresent() && given.get() != DocumentFormat.HTML) {
      throw new UsageException(
          "command line: --html with --document = %s; a document has one format; leave one out"
              .formatted(EnumWords.of(given.get())));
    }
    if (html || given.isPresent()) {
      return html ? Optional.of(DocumentFormat.HTML) : given;
    }
    return lines.describeLines()
        ? Optional.empty()
        : lines.files().stream().flatMap(file -> DocumentFormat.ofName(file).stream()).findFirst();
  }

  /**
   * Checks that the other options fit a document.
   *
   * @param details whether more than the translation is to be printed
   * @param raw whether lines go into the network as they are
   * @throws UsageException if they do not
   */
  void check(LineOptions lines, boolean details, boolean raw) {
    if (lines.files().size() + lines.texts.size() > 1) {
      throw new UsageException(
          "command line: several inputs of which one is a document; documents are translated one at"
              + " a time; use a loop, or --input-format text to read their lines");
    }
    if (lines.describeLines() || lines.format != OutputFormat.TEXT || details) {
      throw new UsageException(
          "command line: a document with options of lines (--field, --column, --input-format,"
              + " --format, --nbest, --alignment); it stays one document; leave them out, or give"
              + " --input-format text to read its lines");
    }
    if (raw) {
      throw new UsageException(
          "command line: --raw with a document, whose tags the network does not know; leave it out");
    }
  }

  /** Reads the document, has it translated and writes it. */
  void run(
      DocumentFormat format,
      Console console,
      LineOptions lines,
      Function<Document, String> translate)
      throws IOException {
    lines.checkInput();
    String written =
        lines.texts.isEmpty()
            ? translate.apply(read(format, lines.files().get(0), console, lines.encoding))
            : translate.apply(Document.parse(format, TEXT, lines.texts.get(0))) + "\n";
    try (ResultOutput output = console.results(lines.output)) { // not opened before there is one
      output.text(written);
    }
  }

  private static Document read(
      DocumentFormat format, String file, Console console, Charset encoding) throws IOException {
    boolean standard = file.equals(Console.STANDARD_INPUT);
    if (!standard && Files.isDirectory(Path.of(file))) {
      throw new NoSuchFileException(file, null, "a directory; name a file");
    }
    byte[] bytes = standard ? readAll(console.in()) : Files.readAllBytes(Path.of(file));
    String name = standard ? "standard input" : file;
    try {
      return Document.parse(
          format, name, encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      // Its lines say which of them it is, and what to do.
      try (Utf8Lines read = Utf8Lines.of(new ByteArrayInputStream(bytes), name, encoding)) {
        read.forEachRemaining(line -> {});
      }
      throw e;
    }
  }

  /** Reads to the end. A file's own stream would ask for its length, which a pipe does not have. */
  private static byte[] readAll(InputStream in) throws IOException {
    return new BufferedInputStream(in).readAllBytes();
  }
}
