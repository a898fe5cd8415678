package dev.ieum.tokenizers.english;

import dev.ieum.tokenizers.Treebank;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** English words without their spaces, put together again, against the treebank's own text. */
@Tag("slow")
class DetokenizerMeasure {

  @Test
  void join_wordsOfTheTreebank() {
    EnglishDetokenizer detokenizer = new EnglishDetokenizer();
    for (String part : List.of("dev", "test")) {
      int same = 0;
      int right = 0;
      int found = 0;
      int gold = 0;
      List<Treebank.Sentence> sentences = Treebank.read("en_ewt-ud-" + part);
      for (Treebank.Sentence sentence : sentences) {
        List<String> words = sentence.words().stream().map(Treebank.Word::form).toList();
        String joined = detokenizer.join(words);
        same += joined.equals(sentence.text()) ? 1 : 0;
        int at = 0;
        for (int i = 0; i + 1 < words.size(); i++) {
          at += words.get(i).length();
          boolean space = joined.charAt(at) == ' ';
          at += space ? 1 : 0;
          found += space ? 1 : 0;
          gold += sentence.words().get(i).space() ? 1 : 0;
          right += space && sentence.words().get(i).space() ? 1 : 0;
        }
      }
      System.out.printf(
          Locale.ROOT,
          "English detokenizer: en_ewt %s, F1 of spaces %.2f %%, whole sentences %.1f %%%n",
          part,
          200.0 * right / (found + gold),
          100.0 * same / sentences.size());
    }
  }
}
