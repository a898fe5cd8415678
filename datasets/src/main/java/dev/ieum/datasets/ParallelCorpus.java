package dev.ieum.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Two plain text files in which line n of one translates line n of the other. Immutable. */
public final class ParallelCorpus implements Corpus<TextPair> {

  private final CorpusInfo info;
  private final Path sourceFile;
  private final Path targetFile;

  private ParallelCorpus(CorpusInfo info, Path sourceFile, Path targetFile) {
    this.info = Objects.requireNonNull(info, "info");
    this.sourceFile = Objects.requireNonNull(sourceFile, "sourceFile");
    this.targetFile = Objects.requireNonNull(targetFile, "targetFile");
  }

  /** Returns the pairs of a user's own two files. */
  public static ParallelCorpus of(Path sourceFile, Path targetFile) {
    return of(CorpusInfo.ofFile(sourceFile), sourceFile, targetFile);
  }

  /** Returns the pairs of two files of which {@code info} is known; its name is their origin. */
  public static ParallelCorpus of(CorpusInfo info, Path sourceFile, Path targetFile) {
    return new ParallelCorpus(info, sourceFile, targetFile);
  }

  @Override
  public CorpusInfo info() {
    return info;
  }

  @Override
  public Stream<TextPair> stream() throws IOException {
    Utf8Lines sources = Utf8Lines.open(sourceFile);
    try {
      Utf8Lines targets = Utf8Lines.open(targetFile);
      Iterator<TextPair> pairs = new Pairs(sources, targets, info.name());
      int traits = Spliterator.ORDERED | Spliterator.NONNULL;
      return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pairs, traits), false)
          .onClose(sources::close)
          .onClose(targets::close);
    } catch (IOException | RuntimeException e) {
      sources.close();
      throw e;
    }
  }

  private record Pairs(Utf8Lines sources, Utf8Lines targets, String origin)
      implements Iterator<TextPair> {

    @Override
    public boolean hasNext() {
      boolean more = sources.hasNext();
      if (more != targets.hasNext()) {
        Utf8Lines shorter = more ? targets : sources;
        Utf8Lines longer = more ? sources : targets;
        throw new CorpusFormatException(
            shorter.name(),
            shorter.lineNumber() + 1,
            "a line for that line of " + longer.name(),
            "the end of the file");
      }
      return more;
    }

    @Override
    public TextPair next() {
      if (!hasNext()) {
        throw new NoSuchElementException(sources.name() + " is at its end");
      }
      String source;
      try {
        source = sources.next();
      } catch (CorpusFormatException e) {
        targets.next(); // whoever reads on after a bad line still gets lines that belong together
        throw e;
      }
      return new TextPair(source, targets.next(), origin, sources.lineNumber());
    }
  }
}
