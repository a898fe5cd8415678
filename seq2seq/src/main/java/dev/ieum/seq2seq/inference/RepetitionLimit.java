package dev.ieum.seq2seq.inference;

import dev.ieum.core.text.Vocabulary;
import dev.ieum.tokenizers.ReversibleTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Which tokens may not follow in a translation, because it would repeat itself: a word of two
 * letters or more behind itself, and four tokens that stood in a row before. Immutable.
 */
public final class RepetitionLimit {
  private static final int LONGEST = 4;

  private final BitSet beginnings = new BitSet(); // of words
  private final BitSet letters = new BitSet(); // two or more
  private final int[][] alike; // for each token those that differ in case only, itself among them

  private RepetitionLimit(Vocabulary target) {
    Map<String, List<Integer>> byLetters = new HashMap<>();
    for (int id = 0; id < target.size(); id++) {
      String token = target.token(id);
      String literal = ReversibleTokenizer.literal(token);
      beginnings.set(id, Vocabulary.isSpecial(id) || ReversibleTokenizer.hasMark(token));
      letters.set(id, literal.codePoints().filter(Character::isLetter).count() > 1);
      byLetters.computeIfAbsent(token.toLowerCase(Locale.ROOT), key -> new ArrayList<>(1)).add(id);
    }
    alike = new int[target.size()][];
    for (List<Integer> ids : byLetters.values()) {
      int[] all = ids.stream().mapToInt(Integer::intValue).toArray();
      ids.forEach(id -> alike[id] = all);
    }
  }

  /** Makes the limit for translations written with {@code target}. */
  public static RepetitionLimit of(Vocabulary target) {
    return new RepetitionLimit(target);
  }

  /** Whether a source repeats itself, so that its translation may: one to three tokens, or more. */
  public static boolean repeats(int[] source) {
    for (int size = 1; size <= 3; size++) {
      for (int i = 0; i + 2 * size <= source.length; i++) {
        if (Arrays.equals(source, i, i + size, source, i + size, i + 2 * size)) {
          return true;
        }
      }
    }
    for (int i = 0; i + 2 * LONGEST - 2 <= source.length; i++) {
      for (int j = i + LONGEST - 1; j + LONGEST - 1 <= source.length; j++) {
        if (Arrays.equals(source, i, i + LONGEST - 1, source, j, j + LONGEST - 1)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Passes on each token that may not follow.
   *
   * @param ids the tokens of a translation so far
   * @param length how many they are; what stands behind them does not count
   */
  void forbidden(int[] ids, int length, IntConsumer forbidden) {
    if (length == 0) {
      return;
    }
    int word = length - 1; // where the last word begins
    while (word > 0 && !beginnings.get(ids[word])) {
      word--;
    }
    // The whole last word again: it must be one token, since longer ones are seen at their end.
    if (word == length - 1 && letters.get(ids[word])) {
      for (int token : alike[ids[word]]) {
        forbidden.accept(token);
      }
    }
    // The last word is what the word before it begins with: its last token may not follow.
    int size = length - word + 1;
    if (word >= size
        && beginnings.get(ids[word - size])
        && Arrays.equals(ids, word - size, word - 1, ids, word, length)
        && isOneWord(ids, word - size, word)) {
      forbidden.accept(ids[word - 1]);
    }
    int last = ids[length - 1];
    for (int end = LONGEST - 2; end < length - 1; end++) {
      if (ids[end] == last
          && Arrays.equals(ids, end - LONGEST + 2, end + 1, ids, length - LONGEST + 1, length)) {
        forbidden.accept(ids[end + 1]);
      }
    }
  }

  private boolean isOneWord(int[] ids, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (beginnings.get(ids[i])) {
        return false;
      }
    }
    return true;
  }
}
