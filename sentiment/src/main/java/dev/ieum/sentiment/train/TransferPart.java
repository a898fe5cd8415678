package dev.ieum.sentiment.train;

/** What a model may take over from another besides tokenizer and embedding. */
public enum TransferPart {
  /** The recurrent layers; their sizes must agree. */
  ENCODER,
  /** The vectors of n-grams; {@code network.ngrams} must be the same. */
  NGRAMS,
  /** The layer that scores classes; labels, pooling and n-grams must be the same. */
  OUTPUT
}
