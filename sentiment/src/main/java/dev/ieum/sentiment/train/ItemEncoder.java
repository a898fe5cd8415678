package dev.ieum.sentiment.train;

import dev.ieum.core.text.TextCodec;
import dev.ieum.sentiment.model.EncodedText;
import dev.ieum.sentiment.model.Ngrams;
import dev.ieum.tokenizers.subword.BpeTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

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
    BpeTokenizer tokenizer = (BpeTokenizer) codec.tokenizer();
    RandomGenerator random = new SplittableRandom(draw);
    List<String> tokens = new ArrayList<>(2 * item.length());
    for (String word : item.words()) {
      tokens.addAll(tokenizer.subwords(word, bpeDropout, random));
    }
    return codec.encode(tokens.size() > maxLength ? tokens.subList(0, maxLength) : tokens);
  }
}
