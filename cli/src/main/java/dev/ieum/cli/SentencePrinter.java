package dev.ieum.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.tokenizers.sentence.SentenceSplitter;
import dev.ieum.tokenizers.sentence.SentenceSplitter.Sentence;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints the sentences of a line, a row each. Thread-safe.
 *
 * @param splitter finds the sentences
 */
record SentencePrinter(SentenceSplitter splitter) implements TextAnalysis {

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
  public List<String> columns() {
    return List.of("sentence", "begin", "end");
  }

  @Override
  public String field() {
    return "sentences";
  }

  @Override
  public ResultPrinter.Result of(String line) {
    List<Sentence> sentences = splitter.split(line);
    return new ResultPrinter.Result() {
      @Override
      public String text() {
        return sentences.stream()
            .map(s -> InputForm.cell(s.text()) + "\n")
            .collect(Collectors.joining());
      }

      @Override
      public JsonObject json() {
        return TextAnalysis.object(field(), SentencePrinter.json(sentences));
      }

      @Override
      public List<String> rows() {
        return sentences.stream()
            .map(s -> "%s\t%d\t%d".formatted(InputForm.cell(s.text()), s.begin(), s.end()))
            .toList();
      }
    };
  }

  private static JsonArray json(List<Sentence> sentences) {
    JsonArray array = new JsonArray();
    sentences.forEach(s -> array.add(TextAnalysis.span(s.text(), s.begin(), s.end())));
    return array;
  }
}
