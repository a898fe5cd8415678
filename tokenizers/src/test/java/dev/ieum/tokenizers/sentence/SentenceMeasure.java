package dev.ieum.tokenizers.sentence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.Treebank;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sentence splitting on Universal Dependencies: F1 of whole sentences, and of their ends. */
@Tag("slow")
class SentenceMeasure {
  /** Cuts after every end mark that white space follows: what anyone would write first. */
  private static final SentenceSplitter BASELINE =
      new SentenceMarks() {
        @Override
        boolean closes(String text, int begin, int mark, int end, int next, QuotedSpans quotes) {
          return true;
        }
      };

  @Test
  void split_koreanAndEnglish() {
    for (String part : List.of("dev", "test")) {
      for (String bank : List.of("ko_kaist", "ko_gsd")) {
        List<Treebank.Sentence> sentences = Treebank.read(bank + "-ud-" + part);
        measure(bank + " " + part + " baseline", BASELINE, sentences, false);
        measure(bank + " " + part, SentenceSplitter.korean(), sentences, false);
        measure(bank + " " + part + " without marks", SentenceSplitter.korean(), sentences, true);
      }
      List<Treebank.Sentence> sentences = Treebank.read("en_ewt-ud-" + part);
      measure("en_ewt " + part + " baseline", BASELINE, sentences, false);
      measure("en_ewt " + part, SentenceSplitter.english(), sentences, false);
      measure("en_ewt " + part + " learned", SentenceSplitter.learnedEnglish(), sentences, false);
    }
  }

  private static void measure(
      String name,
      SentenceSplitter splitter,
      List<Treebank.Sentence> sentences,
      boolean withoutMarks) {
    Set<Integer> ends = new HashSet<>();
    Set<String> spans = new HashSet<>();
    StringBuilder text = new StringBuilder();
    for (Treebank.Sentence sentence : sentences) {
      String line = sentence.text();
      if (withoutMarks) {
        line = line.replaceAll("[.?!…~]+$", "").strip();
      }
      // As texts come: a space between sentences, an empty line between paragraphs.
      text.append(text.isEmpty() ? "" : sentence.beginsParagraph() ? "\n\n" : " ");
      int begin = text.length();
      text.append(line);
      ends.add(text.length());
      spans.add(begin + "-" + text.length());
    }
    String whole = text.toString();
    int found = 0;
    int rightEnds = 0;
    int rightSpans = 0;
    int last = 0;
    for (SentenceSplitter.Sentence sentence : splitter.split(whole)) {
      assertEquals(sentence.text(), whole.substring(sentence.begin(), sentence.end()));
      assertTrue(whole.substring(last, sentence.begin()).isBlank());
      last = sentence.end();
      found++;
      if (Boolean.getBoolean("show") && !withoutMarks && !ends.contains(sentence.end())) {
        System.out.println("  wrong end: " + sentence.text());
      }
      rightEnds += ends.contains(sentence.end()) ? 1 : 0;
      rightSpans += spans.contains(sentence.begin() + "-" + sentence.end()) ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "sentences: %-32s gold %d, found %d, F1 of sentences %.2f %%, of ends %.2f %%%n",
        name,
        spans.size(),
        found,
        200.0 * rightSpans / (spans.size() + found),
        200.0 * rightEnds / (ends.size() + found));
  }
}
