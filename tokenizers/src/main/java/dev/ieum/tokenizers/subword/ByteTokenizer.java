package dev.ieum.tokenizers.subword;

import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.WhitespaceTokenizer;
import java.util.List;

/**
 * Spells text in the 256 byte tokens of {@link BpeTokenizer}, with U+2581 for a space. Thread-safe.
 */
public final class ByteTokenizer implements ReversibleTokenizer {
  private final BpeTokenizer bytes =
      new BpeTokenizer(
          new WhitespaceTokenizer(), new BpeModel(List.of(ReversibleTokenizer.MARK), List.of()));

  /** Makes one. */
  public ByteTokenizer() {}

  /** Returns all tokens that there are: the bytes in order, then U+2581. */
  public List<String> vocabulary() {
    return bytes.model().tokens();
  }

  @Override
  public List<Token> tokenize(String text) {
    return bytes.tokenize(text);
  }

  @Override
  public String detokenize(List<String> tokens) {
    return bytes.detokenize(tokens);
  }
}
