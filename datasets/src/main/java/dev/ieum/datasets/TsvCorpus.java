package dev.ieum.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One or two named columns of a tab-separated table as a corpus. Immutable.
 *
 * <p>A column called {@value #ORIGIN_COLUMN}, if there is one and it is not itself asked for, gives
 * each entry's origin; else the file's name does.
 *
 * @param <T> the kind of entry
 */
public final class TsvCorpus<T extends CorpusEntry> implements Corpus<T> {

  /** The column that says which collection a row came from. */
  public static final String ORIGIN_COLUMN = "source";

  private final CorpusInfo info;
  private final Path file;
  private final String first;
  private final String second;
  private final EntryMaker<T> maker;

  private TsvCorpus(CorpusInfo info, Path file, String first, String second, EntryMaker<T> maker) {
    this.info = Objects.requireNonNull(info, "info");
    this.file = Objects.requireNonNull(file, "file");
    this.first = Objects.requireNonNull(first, "first");
    this.second = Objects.requireNonNull(second, "second");
    this.maker = maker;
  }

  /** Returns the pairs of two columns of a user's own file. */
  public static TsvCorpus<TextPair> pairs(Path file, String sourceColumn, String targetColumn) {
    return pairs(CorpusInfo.ofFile(file), file, sourceColumn, targetColumn);
  }

  /** Returns the pairs of two columns of a file of which {@code info} is known. */
  public static TsvCorpus<TextPair> pairs(
      CorpusInfo info, Path file, String sourceColumn, String targetColumn) {
    return new TsvCorpus<>(info, file, sourceColumn, targetColumn, TextPair::new);
  }

  /** Returns the labelled texts of two columns of a user's own file. */
  public static TsvCorpus<LabeledText> labeled(Path file, String textColumn, String labelColumn) {
    return labeled(CorpusInfo.ofFile(file), file, textColumn, labelColumn);
  }

  /** Returns the labelled texts of two columns of a file of which {@code info} is known. */
  public static TsvCorpus<LabeledText> labeled(
      CorpusInfo info, Path file, String textColumn, String labelColumn) {
    return new TsvCorpus<>(info, file, textColumn, labelColumn, LabeledText::new);
  }

  /** Returns the texts of one column of a user's own file. */
  public static TsvCorpus<PlainText> texts(Path file, String textColumn) {
    return texts(CorpusInfo.ofFile(file), file, textColumn);
  }

  /** Returns the texts of one column of a file of which {@code info} is known. */
  public static TsvCorpus<PlainText> texts(CorpusInfo info, Path file, String textColumn) {
    return new TsvCorpus<>(info, file, textColumn, textColumn, PlainText::first);
  }

  @Override
  public CorpusInfo info() {
    return info;
  }

  @Override
  public Stream<T> stream() throws IOException {
    TsvFile table = TsvFile.open(file);
    try {
      int firstIndex = table.indexOf(first);
      int secondIndex = table.indexOf(second);
      int originIndex = originIndex(table);
      String fileName = CorpusInfo.fileName(file);
      return table
          .rows()
          .map(
              row ->
                  maker.make(
                      row.fields().get(firstIndex),
                      row.fields().get(secondIndex),
                      originIndex < 0 ? fileName : row.fields().get(originIndex),
                      row.line()));
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  private int originIndex(TsvFile table) {
    boolean taken = first.equals(ORIGIN_COLUMN) || second.equals(ORIGIN_COLUMN);
    return taken ? -1 : table.header().indexOf(ORIGIN_COLUMN);
  }
}
