package dev.ieum.tokenizers.sentence;

import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.entity.Entity;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into sentences without changing any of its characters.
 *
 * <p>Implementations are safe to share between threads. Between two sentences, before the first and
 * after the last there is only white space.
 */
@FunctionalInterface
public interface SentenceSplitter {

  /**
   * One sentence and its position.
   *
   * @param text its characters
   * @param begin UTF-16 offset of its first character
   * @param end UTF-16 offset after its last character
   */
  record Sentence(String text, int begin, int end) {}

  /** Returns the sentences of {@code text} in order; a blank text has none. */
  List<Sentence> split(String text);

  /**
   * Returns the sentences of {@code text}, joined again where a cut would fall inside one of the
   * entities.
   *
   * @param entities in order, those of {@code text}
   */
  default List<Sentence> split(String text, List<Entity> entities) {
    List<Sentence> joined = new ArrayList<>();
    int next = 0;
    for (Sentence sentence : split(text)) {
      while (next < entities.size() && entities.get(next).end() <= sentence.begin()) {
        next++;
      }
      int last = joined.size() - 1;
      boolean cut =
          last >= 0
              && next < entities.size()
              && entities.get(next).begin() < joined.get(last).end();
      if (cut) {
        int begin = joined.get(last).begin();
        joined.set(
            last, new Sentence(text.substring(begin, sentence.end()), begin, sentence.end()));
      } else {
        joined.add(sentence);
      }
    }
    return List.copyOf(joined);
  }

  /**
   * Returns a splitter for Korean: at end marks and, where there are none, after endings that are
   * only sentence-final (습니다, 어요, 죠), as Nori finds them.
   */
  static SentenceSplitter korean() {
    return new KoreanSentenceSplitter();
  }

  /** Returns a splitter for English by rules: end marks, abbreviations, the following word. */
  static SentenceSplitter english() {
    return EnglishSentenceSplitter.INSTANCE;
  }

  /**
   * Returns a splitter for English with OpenNLP's learned model.
   *
   * @throws TokenizerException when the model is not on the class path, with its Maven coordinate
   */
  static SentenceSplitter learnedEnglish() {
    return new LearnedSentenceSplitter();
  }
}
