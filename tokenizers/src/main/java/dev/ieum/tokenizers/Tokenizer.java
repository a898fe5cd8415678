package dev.ieum.tokenizers;

import dev.ieum.tokenizers.text.TextNormalizer;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Splits text into tokens.
 *
 * <p>Implementations are safe to share between threads. Offsets never decrease, lie in the text and
 * delimit the characters that each token names (its space mark aside).
 */
public interface Tokenizer {

  /** Returns the tokens of {@code text} in order; an empty or blank text has none. */
  List<Token> tokenize(String text);

  /**
   * Returns the tokens of each line, in the lines' order; the stream may be parallel, its threads
   * sharing this tokenizer.
   */
  default Stream<List<Token>> tokenizeAll(Stream<String> lines) {
    return lines.map(this::tokenize);
  }

  /**
   * Returns the words of {@code text}, which {@link #subwords} splits into the tokens of {@link
   * #tokenize}; for a tokenizer without subwords, the tokens themselves.
   */
  default List<Token> words(String text) {
    return tokenize(text);
  }

  /**
   * Splits one word of {@link #words}, its space mark included.
   *
   * @param dropout probability in [0, 1] that a merge is skipped (BPE-dropout, Provilkov,
   *     Emelianenko and Voita 2020); a tokenizer without merges ignores it
   * @param random where the dropout's chance comes from; not used, and may be null, when {@code
   *     dropout} is 0
   */
  default List<String> subwords(String word, double dropout, RandomGenerator random) {
    return List.of(word);
  }

  /**
   * Returns the content of the file from which a bundle makes this tokenizer again, beside its
   * kind; empty for a tokenizer that is not trained.
   */
  default Optional<String> savedModel() {
    return Optional.empty();
  }

  /**
   * Returns a tokenizer that normalizes a text and passes the result to this one; offsets are those
   * of the text as given. It is not reversible.
   */
  default Tokenizer after(TextNormalizer normalizer) {
    return new NormalizingTokenizer(normalizer, this);
  }
}
