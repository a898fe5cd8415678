package dev.ieum.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The lines of a plain text file, gzipped or not, each of them a text. Immutable.
 *
 * <p>Texts in a column of a table come from {@link TsvCorpus#texts(Path, String)}, texts in a field
 * of JSON lines from {@link JsonlCorpus#texts(Path, String)}.
 */
public final class PlainTextCorpus implements Corpus<PlainText> {

  private final CorpusInfo info;
  private final Path file;

  private PlainTextCorpus(Path file) {
    this.file = Objects.requireNonNull(file, "file");
    this.info = CorpusInfo.ofFile(file);
  }

  /** Returns the lines of a user's own file, empty ones as well. */
  public static PlainTextCorpus of(Path file) {
    return new PlainTextCorpus(file);
  }

  @Override
  public CorpusInfo info() {
    return info;
  }

  @Override
  public Stream<PlainText> stream() throws IOException {
    Utf8Lines lines = Utf8Lines.open(file);
    return lines.stream().map(line -> new PlainText(line, info.name(), lines.lineNumber()));
  }
}
