package dev.ieum.seq2seq.model;

/** The architectures that a decoder can have. */
public enum DecoderKind {
  /** Recurrent layers, the first of which attends to the source. */
  RECURRENT,
  /** Layers of self-attention, attention to the source and feed-forward networks. */
  TRANSFORMER,
  /**
   * As a Transformer, but with simple recurrent units in place of self-attention (Kim et al. 2019),
   * so that a step costs the same however long the target is.
   */
  SSRU
}
