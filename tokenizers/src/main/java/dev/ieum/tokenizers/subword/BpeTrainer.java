package dev.ieum.tokenizers.subword;

import dev.ieum.tokenizers.Detokenizer;
import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.TokenizerException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts words as they are added, then learns merges from the counts. Not thread-safe.
 *
 * <p>Only distinct words are kept. When there are too many, the rarest are removed, so memory is
 * bounded for any length of text and the counts of frequent words remain accurate. The same texts
 * in the same order give the same model.
 */
public final class BpeTrainer {
  /** Distinct words at which the rarest are removed. */
  private static final int MAX_WORDS = 4_000_000;

  // Longer words are counted in parts: a line of 1 MB without a space must not slow each merge
  // down.
  private static final int MAX_WORD_LENGTH = 64;

  private final Map<String, Long> counts = new HashMap<>();
  private final int maxWords;

  /** Makes a trainer without words. */
  public BpeTrainer() {
    this(MAX_WORDS);
  }

  BpeTrainer(int maxWords) {
    this.maxWords = maxWords;
  }

  /**
   * Counts the words of {@code text}, as {@code words} splits it; several languages, each with its
   * own tokenizer, may be counted for a joint model.
   */
  public void add(String text, Tokenizer words) {
    for (Token token : words.tokenize(text)) {
      addWord(token.text());
    }
  }

  /** Counts one word from a tokenizer, including its space mark. */
  public void addWord(String word) {
    int begin = 0;
    while (word.length() - begin > MAX_WORD_LENGTH) {
      int end = begin + MAX_WORD_LENGTH;
      end -= Character.isHighSurrogate(word.charAt(end - 1)) ? 1 : 0;
      addCount(word.substring(begin, end));
      begin = end;
    }
    addCount(word.substring(begin));
  }

  private void addCount(String word) {
    counts.merge(word, 1L, Long::sum);
    if (counts.size() <= maxWords) {
      return;
    }
    // A quarter is removed at once: scanning all words for each new one would be quadratic.
    for (long least = 1; counts.size() > maxWords / 4 * 3; least *= 2) {
      long limit = least;
      counts.values().removeIf(count -> count <= limit);
    }
  }

  /** The number of distinct words counted. */
  public int distinctWords() {
    return counts.size();
  }

  /**
   * Learns a model; the counts are kept.
   *
   * @param vocabularySize target size of {@link BpeModel#tokens()}, including the 256 bytes; the
   *     model is smaller when no pair occurs twice any more
   * @param minCharacterCount how often a character must occur to be in the alphabet; rarer ones are
   *     spelled in bytes
   * @throws TokenizerException when {@code vocabularySize} is too small for the bytes and the
   *     alphabet
   */
  public BpeModel train(int vocabularySize, int minCharacterCount) {
    if (minCharacterCount < 1) {
      throw new TokenizerException(
          "bpe: minCharacterCount = %s; allowed: 1 or more".formatted(minCharacterCount));
    }
    List<String> alphabet = alphabet(minCharacterCount);
    int room = vocabularySize - ByteTokens.all().size() - alphabet.size();
    if (room < 0) {
      throw new TokenizerException(
          "bpe: vocabularySize = %s; %s bytes and %s characters that occur %s times or more need %s;"
                  .formatted(
                      vocabularySize,
                      ByteTokens.all().size(),
                      alphabet.size(),
                      minCharacterCount,
                      vocabularySize - room)
              + " raise it, or minCharacterCount");
    }
    BpeLearner learner = new BpeLearner(alphabet);
    counts.forEach(learner::add);
    return new BpeModel(alphabet, learner.learn(room));
  }

  /** The mark first, then characters in code point order. */
  private List<String> alphabet(int minCharacterCount) {
    Map<Integer, Long> characters = new TreeMap<>();
    counts.forEach(
        (word, count) ->
            ReversibleTokenizer.literal(word)
                .codePoints()
                .forEach(c -> characters.merge(c, count, Long::sum)));
    List<String> alphabet = new ArrayList<>();
    alphabet.add(ReversibleTokenizer.MARK);
    characters.forEach(
        (c, count) -> {
          boolean allowed = c != Detokenizer.SPACE_MARK && BpeModel.isAlphabetic(c);
          if (allowed && count >= minCharacterCount) {
            alphabet.add(Character.toString(c));
          }
        });
    return alphabet;
  }
}
