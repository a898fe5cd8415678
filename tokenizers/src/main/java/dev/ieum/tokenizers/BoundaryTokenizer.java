package dev.ieum.tokenizers;

import dev.ieum.tokenizers.text.Graphemes;
import dev.ieum.tokenizers.text.NormalizedText;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A reversible tokenizer of which a subclass only finds the boundaries between tokens.
 *
 * <p>Whatever a subclass finds, no character is lost. Boundaries inside a surrogate pair are
 * ignored, as are those inside a grapheme unless the subclass wants them; a space is always a
 * boundary. Thread-safe if {@link #findBoundaries} is.
 */
public abstract class BoundaryTokenizer implements ReversibleTokenizer {

  /**
   * Sets the bit of each char before which a token begins or ends; further bits are ignored.
   *
   * @param text in the form of {@link TextNormalizer#standard}, not empty
   * @param boundaries empty
   */
  protected abstract void findBoundaries(String text, BitSet boundaries);

  @Override
  public final List<Token> tokenize(String text) {
    NormalizedText normalized = TextNormalizer.standard().normalize(text);
    String line = normalized.text();
    if (line.isEmpty()) {
      return List.of();
    }
    BitSet boundaries = new BitSet(line.length());
    findBoundaries(line, boundaries);
    if (keepsGraphemesWhole()) {
      removeInsideGraphemes(line, boundaries);
    }
    List<Token> tokens = new ArrayList<>();
    boolean space = true;
    int begin = 0;
    for (int i = 1; i <= line.length(); i++) {
      boolean atSpace = i < line.length() && line.charAt(i) == ' ';
      if (i < line.length() && !atSpace && (!boundaries.get(i) || Graphemes.splitsPair(line, i))) {
        continue;
      }
      String token = ReversibleTokenizer.write(space, line.substring(begin, i));
      tokens.add(new Token(token, normalized.begin(begin), normalized.end(i)));
      space = atSpace;
      if (atSpace) {
        i++; // the standard form has no second space and none at the end
      }
      begin = i;
    }
    return List.copyOf(tokens);
  }

  /** Whether boundaries inside a grapheme of several code points are ignored. */
  protected boolean keepsGraphemesWhole() {
    return true;
  }

  private static void removeInsideGraphemes(String text, BitSet boundaries) {
    for (int begin = 0; begin < text.length(); ) {
      int end = Graphemes.end(text, begin);
      boundaries.clear(begin + 1, end);
      begin = end;
    }
  }
}
