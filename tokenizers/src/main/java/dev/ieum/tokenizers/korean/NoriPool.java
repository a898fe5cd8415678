package dev.ieum.tokenizers.korean;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.ko.tokenattributes.PartOfSpeechAttribute;
import org.apache.lucene.analysis.ko.tokenattributes.ReadingAttribute;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionLengthAttribute;

/**
 * Lucene's Korean tokenizers for several threads. Thread-safe.
 *
 * <p>A tokenizer of Lucene's has state, so each call borrows one; they share the dictionaries. Only
 * attributes are read whose Java signatures Lucene 9 and 10 have in common: a morpheme's parts come
 * from {@code MIXED} mode's tokens, since {@code getMorphemes()} changed its type.
 */
final class NoriPool {
  // Lucene's buffers grow with the text and never shrink: after such a text they are let go.
  private static final int LONG_TEXT = 100_000;

  private final org.apache.lucene.analysis.ko.dict.UserDictionary dictionary;
  private final KoreanTokenizer.DecompoundMode mode;
  private final ConcurrentLinkedQueue<Analysis> idle = new ConcurrentLinkedQueue<>();

  NoriPool(UserDictionary dictionary, KoreanTokenizer.DecompoundMode mode) {
    this.dictionary = dictionary.toLucene();
    this.mode = mode;
  }

  /** Shows each token of {@code text} in turn; punctuation and white space are tokens too. */
  void forEachToken(String text, Consumer<Analysis> visitor) {
    Analysis analysis = idle.poll();
    if (analysis == null) {
      analysis = new Analysis();
    }
    analysis.run(text, visitor);
    // Not in a finally block: one that failed is in an unknown state.
    if (text.length() < LONG_TEXT) {
      idle.add(analysis);
    }
  }

  /** A tokenizer of Lucene's, and what it says of the present token. */
  final class Analysis {
    private final KoreanTokenizer tokenizer;
    final CharTermAttribute term;
    final OffsetAttribute offset;
    final PositionIncrementAttribute increment;
    final PositionLengthAttribute length;
    final PartOfSpeechAttribute partOfSpeech;
    final ReadingAttribute reading;

    private Analysis() {
      tokenizer =
          new KoreanTokenizer(
              TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, dictionary, mode, false, false);
      term = tokenizer.addAttribute(CharTermAttribute.class);
      offset = tokenizer.addAttribute(OffsetAttribute.class);
      increment = tokenizer.addAttribute(PositionIncrementAttribute.class);
      length = tokenizer.addAttribute(PositionLengthAttribute.class);
      partOfSpeech = tokenizer.addAttribute(PartOfSpeechAttribute.class);
      reading = tokenizer.addAttribute(ReadingAttribute.class);
    }

    private void run(String text, Consumer<Analysis> visitor) {
      try {
        tokenizer.setReader(new StringReader(text));
        tokenizer.reset();
        while (tokenizer.incrementToken()) {
          visitor.accept(this);
        }
        tokenizer.end();
        tokenizer.close();
      } catch (IOException e) {
        throw new UncheckedIOException("a string could not be read", e);
      }
    }
  }
}
