package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.BoundaryTokenizer;
import dev.ieum.tokenizers.text.Graphemes;
import java.util.Objects;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.apache.lucene.util.Version;

/**
 * Cuts Korean text into surface morphemes with Lucene Nori, losing nothing.
 *
 * <p>Nori runs without decompounding and keeps punctuation; only the places of its tokens are
 * taken. So 추웠다 stays 추웠 + 다 (decompounding would give 춥 + 었 + 다, which no join makes whole again),
 * white space that Nori glues to symbols ("# ") is cut off, and a row of emoji is cut into its
 * signs. Text in other scripts is cut into words and symbols. Thread-safe.
 */
public final class NoriTokenizer extends BoundaryTokenizer {
  private final NoriPool nori;

  /** Makes one that knows Nori's own dictionary only. */
  public NoriTokenizer() {
    this(UserDictionary.EMPTY);
  }

  /** Makes one that prefers the words of {@code dictionary}. */
  public NoriTokenizer(UserDictionary dictionary) {
    nori = new NoriPool(Objects.requireNonNull(dictionary, "dictionary"), DecompoundMode.NONE);
  }

  /**
   * Returns the Lucene that analyses Korean here, such as {@code Lucene 9.12.3}. Lucene 10 has a
   * newer dictionary, which cuts one line in sixteen otherwise: a model should say with which it
   * learnt.
   */
  public static String analyzerVersion() {
    return "Lucene " + Version.LATEST;
  }

  @Override
  protected void cut(String text, boolean[] cutBefore) {
    nori.forEachToken(
        text,
        token -> {
          cutBefore[token.offset.startOffset()] = true;
          if (token.offset.endOffset() < cutBefore.length) {
            cutBefore[token.offset.endOffset()] = true;
          }
        });
    Graphemes.cutApart(text, cutBefore);
  }
}
