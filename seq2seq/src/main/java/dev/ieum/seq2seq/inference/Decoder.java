package dev.ieum.seq2seq.inference;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.Encoder;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.seq2seq.model.TranslationShape;
import java.util.List;

/**
 * Reads targets token by token: the inference of {@code model.Decoder} and of the embedding before
 * it. Thread-safe. The vectors of a row are the same bits whatever other rows it is computed with.
 */
interface Decoder {
  /** Takes the parameters of a decoder and of its embedding. */
  static Decoder of(Weights weights, TranslationShape shape, WeightFormat format) {
    return switch (shape.config().decoder()) {
      case RECURRENT -> new RecurrentDecoder(weights, shape, format);
      case TRANSFORMER, SSRU -> new TransformerDecoder(weights, shape, format);
    };
  }

  /** Returns whether steps have attention weights. */
  boolean attends();

  /**
   * Begins a search.
   *
   * @param withAttention whether its steps return attention weights
   */
  Stepper stepper(boolean withAttention);

  /**
   * The hypotheses of one search, a row for each, and all that the decoder knows of them: the
   * states after their last token and the sources they translate. Not thread-safe.
   */
  interface Stepper {
    /** Adds a row without tokens for each source, behind the rows there are. */
    void add(List<Encoder.Encoded> sources);

    /**
     * Replaces all rows by rows that are one token longer.
     *
     * @param tokens {@code [rows]} ids; the first of a row is BOS
     * @param parents {@code [rows]} the row before this step that each row continues
     */
    Step step(int[] tokens, int[] parents, int rows);
  }

  /**
   * What a step returns; valid until the next.
   *
   * @param vectors {@code [rows][E]}, to be scored against the vocabulary
   * @param attentionWeights {@code [rows][S]}, which sum to 1, the row's own to keep; null without
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read only
  record Step(float[][] vectors, float[][] attentionWeights) {}
}
