package dev.ieum.tokenizers;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Cuts Korean text into surface morphemes with Lucene Nori, losing nothing.
 *
 * <p>Nori runs without decompounding and keeps punctuation; only the places of its tokens are
 * taken. So 추웠다 stays 추웠 + 다 (decompounding would give 춥 + 었 + 다, which no join makes whole again),
 * and white space that Nori glues to symbols ("# ") is cut off, and a row of emoji is cut into its
 * signs. Text in other scripts is cut into words and symbols.
 *
 * <p>Thread-safe: Lucene's tokenizer has state, so each call borrows one of its own; they share the
 * dictionaries.
 */
public final class NoriTokenizer extends CuttingTokenizer {
  // Lucene's buffers grow with the text and never shrink: after such a text they are let go.
  private static final int LONG_TEXT = 100_000;

  private final org.apache.lucene.analysis.ko.dict.UserDictionary dictionary;
  private final ConcurrentLinkedQueue<Analysis> idle = new ConcurrentLinkedQueue<>();

  /** Makes one that knows Nori's own dictionary only. */
  public NoriTokenizer() {
    this(UserDictionary.EMPTY);
  }

  /** Makes one that prefers the words of {@code dictionary}. */
  public NoriTokenizer(UserDictionary dictionary) {
    this.dictionary = Objects.requireNonNull(dictionary, "dictionary").toLucene();
  }

  @Override
  void cut(String text, boolean[] cutBefore) {
    Analysis analysis = idle.poll();
    if (analysis == null) {
      analysis = new Analysis(dictionary);
    }
    analysis.cut(text, cutBefore);
    Signs.cutApart(text, cutBefore);
    // Not in a finally block: one that failed is in an unknown state.
    if (text.length() < LONG_TEXT) {
      idle.add(analysis);
    }
  }

  private static final class Analysis {
    private final KoreanTokenizer tokenizer;
    private final OffsetAttribute offsets;

    Analysis(org.apache.lucene.analysis.ko.dict.UserDictionary dictionary) {
      tokenizer =
          new KoreanTokenizer(
              TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY,
              dictionary,
              DecompoundMode.NONE,
              false,
              false);
      offsets = tokenizer.addAttribute(OffsetAttribute.class);
    }

    void cut(String text, boolean[] cutBefore) {
      try {
        tokenizer.setReader(new StringReader(text));
        tokenizer.reset();
        while (tokenizer.incrementToken()) {
          cutBefore[offsets.startOffset()] = true;
          if (offsets.endOffset() < cutBefore.length) {
            cutBefore[offsets.endOffset()] = true;
          }
        }
        tokenizer.end();
        tokenizer.close();
      } catch (IOException e) {
        throw new UncheckedIOException("a string could not be read", e);
      }
    }
  }
}
