package dev.ieum.datasets;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One or two named fields of a file with one JSON object a line, as a corpus. Immutable.
 *
 * <p>A field called {@value TsvCorpus#ORIGIN_COLUMN}, if it is there, holds a text and is not
 * itself asked for, gives the entry's origin; else the file's name does. Other fields are ignored.
 *
 * @param <T> the kind of entry
 */
public final class JsonlCorpus<T extends CorpusEntry> implements Corpus<T> {

  private final CorpusInfo info;
  private final Path file;
  private final String first;
  private final String second;
  private final EntryMaker<T> maker;

  private JsonlCorpus(Path file, String first, String second, EntryMaker<T> maker) {
    this.info = CorpusInfo.ofFile(file);
    this.file = Objects.requireNonNull(file, "file");
    this.first = Objects.requireNonNull(first, "first");
    this.second = Objects.requireNonNull(second, "second");
    this.maker = maker;
  }

  /** Returns the pairs that two fields of each object make. */
  public static JsonlCorpus<TextPair> pairs(Path file, String sourceField, String targetField) {
    return new JsonlCorpus<>(file, sourceField, targetField, TextPair::new);
  }

  /** Returns the labelled texts that two fields of each object make. */
  public static JsonlCorpus<LabeledText> labeled(Path file, String textField, String labelField) {
    return new JsonlCorpus<>(file, textField, labelField, LabeledText::new);
  }

  /** Returns the texts that one field of each object holds. */
  public static JsonlCorpus<PlainText> texts(Path file, String textField) {
    return new JsonlCorpus<>(file, textField, textField, PlainText::first);
  }

  @Override
  public CorpusInfo info() {
    return info;
  }

  @Override
  public Stream<T> stream() throws IOException {
    Utf8Lines lines = Utf8Lines.open(file);
    String fileName = CorpusInfo.fileName(file);
    return lines.stream()
        .map(
            line -> {
              long number = lines.lineNumber();
              JsonObject object = JsonLine.parse(line, lines.name(), number);
              return maker.make(
                  text(object, first, lines.name(), number),
                  text(object, second, lines.name(), number),
                  origin(object, fileName),
                  number);
            });
  }

  private String origin(JsonObject object, String fileName) {
    String field = TsvCorpus.ORIGIN_COLUMN;
    boolean taken = first.equals(field) || second.equals(field);
    JsonElement value = taken ? null : object.get(field);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : fileName;
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
}
