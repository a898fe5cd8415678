package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.CharacterTokenizer;
import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.text.Hangul;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes Hangul syllables apart into their jamo; all else is cut into code points.
 *
 * <p>Tokens are conjoining jamo (U+1100 to U+11FF), an onset and a coda of the same sound being two
 * tokens, so that joining and NFC give the syllables back. A letter that was written alone (ㅋ)
 * keeps its own code point. The jamo of a syllable share its offsets. Thread-safe.
 */
public final class JamoTokenizer implements ReversibleTokenizer {
  private final CharacterTokenizer characters = new CharacterTokenizer();

  /** Makes one. */
  public JamoTokenizer() {}

  @Override
  public List<Token> tokenize(String text) {
    List<Token> tokens = new ArrayList<>();
    for (Token token : characters.tokenize(text)) {
      String character = token.text();
      int last = character.charAt(character.length() - 1);
      if (!Hangul.isSyllable(last)) {
        tokens.add(token);
        continue;
      }
      String jamo = Normalizer.normalize(character, Normalizer.Form.NFD);
      int first = ReversibleTokenizer.hasMark(jamo) ? 2 : 1;
      tokens.add(new Token(jamo.substring(0, first), token.begin(), token.end()));
      for (int i = first; i < jamo.length(); i++) {
        tokens.add(new Token(jamo.substring(i, i + 1), token.begin(), token.end()));
      }
    }
    return List.copyOf(tokens);
  }

  @Override
  public String detokenize(List<String> tokens) {
    return ReversibleTokenizer.super.detokenize(
        List.of(TextNormalizer.inForm(String.join("", tokens), Normalizer.Form.NFC)));
  }
}
