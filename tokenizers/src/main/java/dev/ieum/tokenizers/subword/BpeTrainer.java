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
 * Counts words as they stream by, then learns merges from the counts.
 *
 * <p>Only distinct words are held. When they are too many, the rarest are let go and the next ones
 * come under the same measure, so memory is bounded on any length of text; the counts of frequent
 * words stay right. The same texts in the same order give the same model. Not thread-safe.
 */
public final class BpeTrainer {
  /** Words kept before the rarest are let go. */
  private static final int MOST_WORDS = 4_000_000;

  // Longer words are counted in parts: a line of 1 MB without a space must not slow each merge.
  private static final int LONGEST_WORD = 64;

  private final Map<String, Long> counts = new HashMap<>();
  private final int mostWords;

  /** Makes one that has seen nothing. */
  public BpeTrainer() {
    this(MOST_WORDS);
  }

  BpeTrainer(int mostWords) {
    this.mostWords = mostWords;
  }

  /**
   * Counts the words of {@code text}, as {@code words} cuts them; several languages, each with its
   * own tokenizer, may be counted for one joint model.
   */
  public void add(String text, Tokenizer words) {
    for (Token token : words.tokenize(text)) {
      addWord(token.text());
    }
  }

  /** Counts one word that a tokenizer has already cut, its space mark included. */
  public void addWord(String word) {
    int begin = 0;
    while (word.length() - begin > LONGEST_WORD) {
      int end = begin + LONGEST_WORD;
      end -= Character.isHighSurrogate(word.charAt(end - 1)) ? 1 : 0;
      addCount(word.substring(begin, end));
      begin = end;
    }
    addCount(word.substring(begin));
  }

  private void addCount(String word) {
    counts.merge(word, 1L, Long::sum);
    if (counts.size() <= mostWords) {
      return;
    }
    // A quarter is freed at once: to look through all words for each new one would take for ever.
    for (long least = 1; counts.size() > mostWords / 4 * 3; least *= 2) {
      long limit = least;
      counts.values().removeIf(count -> count <= limit);
    }
  }

  /** How many distinct words were counted. */
  public int distinctWords() {
    return counts.size();
  }

  /**
   * Learns a model; the counts stay as they are.
   *
   * @param vocabularySize size of {@link BpeModel#tokens()} aimed at, the 256 bytes included; fewer
   *     come when no pair occurs twice any more
   * @param minCharacterCount how often a character must occur to have a symbol of its own; rarer
   *     ones are spelt in bytes
   * @throws TokenizerException when {@code vocabularySize} has no room for the bytes and the
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

  /** The mark first, then characters in the order of their code points. */
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
          boolean takes = c != Detokenizer.SPACE_MARK && BpeModel.isAlphabetic(c);
          if (takes && count >= minCharacterCount) {
            alphabet.add(Character.toString(c));
          }
        });
    return alphabet;
  }
}
