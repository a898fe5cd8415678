package dev.ieum.tokenizers;

import dev.ieum.tokenizers.text.NormalizedText;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.util.List;
import java.util.Objects;

/**
 * Normalises text, then cuts it; offsets are those of the text as given. Not reversible.
 * Thread-safe.
 */
public final class NormalizingTokenizer implements Tokenizer {
  private final TextNormalizer normalizer;
  private final Tokenizer tokenizer;

  /** Makes one that cuts with {@code tokenizer} what {@code normalizer} gives. */
  public NormalizingTokenizer(TextNormalizer normalizer, Tokenizer tokenizer) {
    this.normalizer = Objects.requireNonNull(normalizer, "normalizer");
    this.tokenizer = Objects.requireNonNull(tokenizer, "tokenizer");
  }

  @Override
  public List<Token> tokenize(String text) {
    NormalizedText normalized = normalizer.normalize(text);
    List<Token> tokens = tokenizer.tokenize(normalized.text());
    return tokens.stream().map(token -> inSource(token, normalized)).toList();
  }

  private static Token inSource(Token token, NormalizedText text) {
    int begin = text.begin(token.begin());
    // A mark alone stands for no character.
    int end = token.begin() == token.end() ? begin : text.end(token.end());
    return new Token(token.text(), begin, end);
  }
}
