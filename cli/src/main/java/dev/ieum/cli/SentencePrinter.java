package dev.ieum.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.tokenizers.SentenceSplitter;
import dev.ieum.tokenizers.SentenceSplitter.Sentence;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints the sentences of a line, a row each. Thread-safe.
 *
 * @param splitter finds the sentences
 * @param format how they are written
 */
record SentencePrinter(SentenceSplitter splitter, OutputFormat format) implements LinePrinter {

  /** The languages whose sentences can be found. */
  enum Language {
    KOREAN,
    ENGLISH;

    /** Returns the splitter of this language. */
    SentenceSplitter splitter() {
      return switch (this) {
        case KOREAN -> SentenceSplitter.korean();
        case ENGLISH -> SentenceSplitter.english();
      };
    }

    /** Reads {@code korean} and {@code english}. */
    static final class Converter extends LowerCase<Language> {
      Converter() {
        super(Language.class);
      }
    }
  }

  @Override
  public String print(long id, String line) {
    List<Sentence> sentences = splitter.split(line);
    return switch (format) {
      case TEXT -> sentences.stream().map(s -> field(s) + "\n").collect(Collectors.joining());
      case JSONL -> json(id, line, sentences);
      case TSV ->
          sentences.stream()
              .map(s -> "%d\t%s\t%d\t%d\n".formatted(id, field(s), s.begin(), s.end()))
              .collect(Collectors.joining());
    };
  }

  private static String json(long id, String line, List<Sentence> sentences) {
    JsonArray array = new JsonArray();
    sentences.forEach(s -> array.add(TokenPrinter.span(s.text(), s.begin(), s.end())));
    JsonObject object = TokenPrinter.line(id, line);
    object.add("sentences", array);
    return object.toString();
  }

  /** A row has no way to hold a tab or a bare carriage return. */
  private static String field(Sentence sentence) {
    return sentence.text().replace('\t', ' ').replace('\r', ' ');
  }
}
