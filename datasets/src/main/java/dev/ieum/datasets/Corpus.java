package dev.ieum.datasets;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A collection of entries that can be read any number of times, each time from the start and
 * without being held in memory.
 *
 * <p>Implementations are safe to share between threads; each stream belongs to one thread.
 *
 * @param <T> the kind of entry, such as {@link TextPair}
 */
public interface Corpus<T extends CorpusEntry> {

  /** Returns the name, split and licence. */
  CorpusInfo info();

  /**
   * Returns the entries in file order, read lazily; close the stream to close its files.
   *
   * <p>While it is read, the stream throws {@link CorpusFormatException} for a line that does not
   * conform to the format, and {@link java.io.UncheckedIOException} when reading fails.
   *
   * @throws IOException if a file is missing or cannot be opened
   * @throws CorpusFormatException if a file's header lacks a requested column
   */
  Stream<T> stream() throws IOException;

  /**
   * Returns all entries in memory.
   *
   * @throws IOException if a file is missing or cannot be opened
   * @throws CorpusFormatException if any line does not conform to the format
   */
  default List<T> readAll() throws IOException {
    try (Stream<T> entries = stream()) {
      return entries.toList();
    }
  }

  /** Returns the corpus of the entries that {@code wanted} accepts, read lazily. */
  default Corpus<T> filter(Predicate<? super T> wanted) {
    return transform(entries -> entries.filter(wanted));
  }

  /** Returns the corpus whose streams are this one's, changed by {@code change}. */
  default <R extends CorpusEntry> Corpus<R> transform(Function<Stream<T>, Stream<R>> change) {
    Corpus<T> all = this;
    return new Corpus<>() {
      @Override
      public CorpusInfo info() {
        return all.info();
      }

      @Override
      public Stream<R> stream() throws IOException {
        return change.apply(all.stream());
      }
    };
  }
}
