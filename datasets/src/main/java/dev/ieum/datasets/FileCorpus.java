package dev.ieum.datasets;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A corpus in one file, or in two of parallel text, each gzipped or not. Immutable and thread-safe.
 *
 * <p>{@link #pairs}, {@link #labeled} and {@link #texts} read one or two fields of a record: of
 * JSON lines where the file's name ends in {@code .jsonl} or {@code .jsonl.gz}, of a tab-separated
 * table otherwise, whose first line names the columns and in which nothing is quoted or escaped. A
 * column or field called {@value #SUBSET_COLUMN} that is not itself one of those read names the
 * subset of each entry; without it the file's name does. Other columns and fields are ignored.
 *
 * @param <T> the kind of entry
 */
public final class FileCorpus<T extends CorpusEntry> implements Corpus<T> {

  /** The column or field that names the collection from which a record was taken. */
  public static final String SUBSET_COLUMN = "source";

  /** Makes an entry of two fields of a record. */
  private interface EntryMaker<T> {
    T make(String first, String second, String subset, long line);
  }

  /** Opens the entries of a corpus of a given name. */
  private interface Opener<T> {
    Stream<T> open(String corpusName) throws IOException;
  }

  private final CorpusInfo info;
  private final Opener<T> opener;

  private FileCorpus(CorpusInfo info, Opener<T> opener) {
    this.info = Objects.requireNonNull(info, "info");
    this.opener = opener;
  }

  /** Returns the pairs in two columns of a table or two fields of JSON lines. */
  public static FileCorpus<TextPair> pairs(Path file, String source, String target) {
    return records(file, source, target, TextPair::new);
  }

  /** Returns the labelled texts in two columns of a table or two fields of JSON lines. */
  public static FileCorpus<LabeledText> labeled(Path file, String text, String label) {
    return records(file, text, label, LabeledText::new);
  }

  /** Returns the texts in one column of a table or one field of JSON lines. */
  public static FileCorpus<UnlabeledText> texts(Path file, String text) {
    return records(
        file, text, text, (value, same, subset, line) -> new UnlabeledText(value, subset, line));
  }

  /** Returns the lines of a plain text file, empty ones as well. */
  public static FileCorpus<UnlabeledText> lines(Path file) {
    return new FileCorpus<>(
        CorpusInfo.ofFile(file),
        name -> {
          Utf8Lines lines = Utf8Lines.open(file);
          return lines.stream().map(line -> new UnlabeledText(line, name, lines.lineNumber()));
        });
  }

  /**
   * Returns the pairs of two plain text files in which line n of one translates line n of the
   * other; the corpus's name is the subset of every pair.
   */
  public static FileCorpus<TextPair> parallel(Path sourceFile, Path targetFile) {
    Objects.requireNonNull(targetFile, "targetFile");
    return new FileCorpus<>(
        CorpusInfo.ofFile(sourceFile), name -> parallel(sourceFile, targetFile, name));
  }

  private static <T extends CorpusEntry> FileCorpus<T> records(
      Path file, String first, String second, EntryMaker<T> maker) {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
    return new FileCorpus<>(
        CorpusInfo.ofFile(file),
        name ->
            isJsonLines(file)
                ? jsonLines(file, first, second, maker)
                : table(file, first, second, maker));
  }

  /** Returns this corpus with a name, split and licence of its own. */
  public FileCorpus<T> with(CorpusInfo known) {
    return new FileCorpus<>(known, opener);
  }

  /**
   * Returns the columns of a tab-separated table.
   *
   * @throws IOException if the file is missing or cannot be read
   * @throws CorpusFormatException if it is empty or its header names a column twice
   */
  public static List<String> columns(Path file) throws IOException {
    try (TsvFile table = TsvFile.open(file)) {
      return table.header();
    }
  }

  /** Tells whether the name of {@code file} is that of JSON lines. */
  public static boolean isJsonLines(Path file) {
    return file.toString().endsWith(".jsonl") || file.toString().endsWith(".jsonl.gz");
  }

  @Override
  public CorpusInfo info() {
    return info;
  }

  @Override
  public Stream<T> stream() throws IOException {
    return opener.open(info.name());
  }

  private static <T> Stream<T> table(Path file, String first, String second, EntryMaker<T> maker)
      throws IOException {
    TsvFile table = TsvFile.open(file);
    try {
      int firstIndex = table.indexOf(first);
      int secondIndex = table.indexOf(second);
      int subsetIndex = isSubset(first, second) ? -1 : table.header().indexOf(SUBSET_COLUMN);
      String fileName = CorpusInfo.fileName(file);
      return table
          .rows()
          .map(
              row ->
                  maker.make(
                      row.get(firstIndex),
                      row.get(secondIndex),
                      subsetIndex < 0 ? fileName : row.get(subsetIndex),
                      table.lineNumber()));
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  private static <T> Stream<T> jsonLines(
      Path file, String first, String second, EntryMaker<T> maker) throws IOException {
    Utf8Lines lines = Utf8Lines.open(file);
    String fileName = CorpusInfo.fileName(file);
    return lines.stream()
        .map(
            line -> {
              long number = lines.lineNumber();
              JsonObject object = JsonLine.parse(line, lines.name(), number);
              JsonElement subset = isSubset(first, second) ? null : object.get(SUBSET_COLUMN);
              return maker.make(
                  text(object, first, lines.name(), number),
                  text(object, second, lines.name(), number),
                  subset != null && subset.isJsonPrimitive() ? subset.getAsString() : fileName,
                  number);
            });
  }

  private static boolean isSubset(String first, String second) {
    return first.equals(SUBSET_COLUMN) || second.equals(SUBSET_COLUMN);
  }

  private static String text(JsonObject object, String field, String file, long line) {
    JsonElement value = object.get(field);
    if (value == null || !value.isJsonPrimitive()) {
      throw new CorpusFormatException(
          file,
          line,
          "a text or number in field '" + field + "'",
          value == null ? "fields " + object.keySet() : "something else");
    }
    return value.getAsString();
  }

  private static Stream<TextPair> parallel(Path sourceFile, Path targetFile, String subset)
      throws IOException {
    Utf8Lines sources = Utf8Lines.open(sourceFile);
    try {
      Utf8Lines targets = Utf8Lines.open(targetFile);
      return Utf8Lines.stream(new Pairs(sources, targets, subset))
          .onClose(sources::close)
          .onClose(targets::close);
    } catch (IOException | RuntimeException e) {
      sources.close();
      throw e;
    }
  }

  private record Pairs(Utf8Lines sources, Utf8Lines targets, String subset)
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
        targets.next(); // a reader that goes on after a bad line still gets lines that match
        throw e;
      }
      return new TextPair(source, targets.next(), subset, sources.lineNumber());
    }
  }
}
