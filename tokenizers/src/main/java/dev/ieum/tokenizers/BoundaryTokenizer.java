package dev.ieum.tokenizers;

import dev.ieum.tokenizers.text.Graphemes;
import dev.ieum.tokenizers.text.NormalizedText;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A reversible tokenizer that only says where to cut; all else is done here, once for all.
 *
 * <p>Whatever a subclass answers, no character is lost: cuts are places, not tokens. Cuts inside a
 * surrogate pair are passed over, as are those inside what a reader takes for one sign, unless the
 * subclass wants them; a space always cuts.
 */
public abstract class BoundaryTokenizer implements ReversibleTokenizer {

  /**
   * Sets {@code cutBefore[i]} where a token begins or ends before char {@code i}.
   *
   * @param text under the standard law, not empty
   * @param cutBefore as long as the text, all false
   */
  protected abstract void cut(String text, boolean[] cutBefore);

  @Override
  public final List<Token> tokenize(String text) {
    NormalizedText normalized = TextNormalizer.standard().normalize(text);
    String line = normalized.text();
    if (line.isEmpty()) {
      return List.of();
    }
    boolean[] cutBefore = new boolean[line.length()];
    cut(line, cutBefore);
    if (keepsGraphemesWhole()) {
      Graphemes.unite(line, cutBefore);
    }
    List<Token> tokens = new ArrayList<>();
    boolean space = true;
    int begin = 0;
    for (int i = 1; i <= line.length(); i++) {
      boolean atSpace = i < line.length() && line.charAt(i) == ' ';
      if (i < line.length() && !atSpace && (!cutBefore[i] || Graphemes.splitsPair(line, i))) {
        continue;
      }
      String token = ReversibleTokenizer.write(space, line.substring(begin, i));
      tokens.add(new Token(token, normalized.begin(begin), normalized.end(i)));
      space = atSpace;
      if (atSpace) {
        i++; // the law leaves no second space and none at the end
      }
      begin = i;
    }
    return List.copyOf(tokens);
  }

  /** Whether cuts inside a sign made of several code points shall be passed over. */
  protected boolean keepsGraphemesWhole() {
    return true;
  }
}
