package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.BoundaryTokenizer;
import dev.ieum.tokenizers.text.Graphemes;
import java.util.BitSet;
import java.util.Objects;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.apache.lucene.util.Version;

/**
 * Splits Korean text into surface morphemes with Lucene Nori; no character is lost.
 *
 * <p>Nori runs without decompounding and keeps punctuation; only the boundaries of its tokens are
 * used. So 추웠다 becomes 추웠 + 다 (decompounding would give 춥 + 었 + 다, from which the text cannot be
 * restored), white space that Nori includes with symbols ("# ") is separated, and a run of emoji is
 * split into graphemes. Text in other scripts is split into words and symbols. Thread-safe.
 */
public final class NoriTokenizer extends BoundaryTokenizer {
  private final NoriPool nori;

  /** Makes a tokenizer with Nori's dictionary only. */
  public NoriTokenizer() {
    this(UserDictionary.EMPTY);
  }

  /** Makes a tokenizer that prefers the words of {@code dictionary}. */
  public NoriTokenizer(UserDictionary dictionary) {
    nori = new NoriPool(Objects.requireNonNull(dictionary, "dictionary"), DecompoundMode.NONE);
  }

  /**
   * Returns the version of Lucene in use, such as {@code Lucene 9.12.3}. Lucene 10 has a newer
   * dictionary, which splits one line in sixteen differently, so a model should record the version
   * it was trained with.
   */
  public static String analyzerVersion() {
    return "Lucene " + Version.LATEST;
  }

  @Override
  protected void findBoundaries(String text, BitSet boundaries) {
    nori.forEachToken(
        text,
        token -> {
          boundaries.set(token.offset.startOffset());
          boundaries.set(token.offset.endOffset());
        });
    for (int i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i))
          && Graphemes.isPictograph(text.codePointAt(i))) {
        boundaries.set(i);
        boundaries.set(i + 2);
      }
    }
  }
}
