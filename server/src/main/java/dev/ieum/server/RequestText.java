package dev.ieum.server;

import dev.ieum.seq2seq.Translation;
import dev.ieum.tokenizers.document.Document;
import dev.ieum.tokenizers.document.DocumentFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One text of a request, and what of it is translated. Immutable.
 *
 * @param given the text
 * @param parts what is translated, in order
 * @param written makes the text of as many translations
 */
record RequestText(String given, List<String> parts, Function<List<String>, String> written) {
  RequestText {
    parts = List.copyOf(parts);
  }

  /** A text that is translated as it is. */
  static RequestText whole(String text) {
    return new RequestText(text, List.of(text), all -> all.get(0));
  }

  /** Lines that are translated each by itself; those without letters and digits stay. */
  static RequestText lines(String text) {
    List<String> lines = List.of(text.split("\n", -1));
    return new RequestText(
        text,
        lines.stream().filter(RequestText::isTranslatable).toList(),
        translations -> {
          List<String> joined = new ArrayList<>();
          int next = 0;
          for (String line : lines) {
            joined.add(isTranslatable(line) ? translations.get(next++) : line);
          }
          return String.join("\n", joined);
        });
  }

  private static boolean isTranslatable(String line) {
    return line.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** A page, or a part of one, whose tags stay. */
  static RequestText html(String text) {
    Document document = Document.parse(DocumentFormat.HTML, "", text);
    return new RequestText(text, document.texts(), document::with);
  }

  /** Returns the words without tags, for those who look at the language. */
  String words() {
    return String.join("\n", parts).replaceAll("</?\\d{1,6}/?>", " ");
  }

  /**
   * Returns the translation of the text: of each rank the parts' of that rank, or their best.
   *
   * @param translations of each of {@link #parts}
   */
  Translation joined(List<Translation> translations) {
    int ranks = translations.stream().mapToInt(t -> t.nbest().size()).max().orElse(1);
    Map<String, Translation.Candidate> candidates = new LinkedHashMap<>();
    for (int rank = 0; rank < ranks; rank++) {
      List<String> texts = new ArrayList<>();
      double logProbability = 0;
      double score = 0;
      for (Translation part : translations) {
        // A part's best is what it says, whatever its candidates are.
        boolean other = rank > 0 && rank < part.nbest().size();
        Translation.Candidate candidate = part.nbest().get(other ? rank : 0);
        texts.add(other ? candidate.text() : part.text());
        logProbability += other ? candidate.logProbability() : part.logProbability();
        score += candidate.score();
      }
      String text = written.apply(texts);
      candidates.putIfAbsent(text, new Translation.Candidate(text, logProbability, score));
    }
    List<Translation.Candidate> all = List.copyOf(candidates.values());
    return new Translation(given, all.get(0).text(), all.get(0).logProbability(), all, List.of());
  }
}
