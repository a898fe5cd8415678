package dev.ieum.tokenizers;

import dev.ieum.tokenizers.text.NormalizedText;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Normalizes text, then splits it; offsets are those of the text as given. Thread-safe. */
record NormalizingTokenizer(TextNormalizer normalizer, Tokenizer tokenizer) implements Tokenizer {

  @Override
  public List<Token> tokenize(String text) {
    return inSource(text, tokenizer::tokenize);
  }

  @Override
  public List<Token> words(String text) {
    return inSource(text, tokenizer::words);
  }

  @Override
  public List<String> subwords(String word, double dropout, RandomGenerator random) {
    return tokenizer.subwords(word, dropout, random);
  }

  @Override
  public Optional<String> savedModel() {
    return tokenizer.savedModel();
  }

  private List<Token> inSource(String text, Function<String, List<Token>> split) {
    NormalizedText normalized = normalizer.normalize(text);
    return split.apply(normalized.text()).stream()
        .map(token -> inSource(token, normalized))
        .toList();
  }

  private static Token inSource(Token token, NormalizedText text) {
    int begin = text.begin(token.begin());
    // A mark alone stands for no character.
    int end = token.begin() == token.end() ? begin : text.end(token.end());
    return new Token(token.text(), begin, end);
  }
}
