package dev.ieum.sentiment.train;

import dev.ieum.core.text.TextCodec;
import dev.ieum.sentiment.model.EncodedText;
import dev.ieum.sentiment.model.Ngrams;
import java.util.SplittableRandom;

/** Makes numbers of training texts, their words cut anew each time. Immutable. */
record ItemEncoder(TextCodec codec, Ngrams ngrams, double bpeDropout, int maxLength) {

  /**
   * Encodes a text.
   *
   * @param draw what subword dropout follows from
   */
  EncodedText encode(TextItem item, long draw) {
    return new EncodedText(ids(item, draw), ngrams.of(item.text()));
  }

  /** Returns the ids of a text, EOS at the end. */
  int[] ids(TextItem item, long draw) {
    return codec.encodeWords(item.words(), bpeDropout, new SplittableRandom(draw), maxLength);
  }
}
