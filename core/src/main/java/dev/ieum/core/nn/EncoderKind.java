package dev.ieum.core.nn;

/** The architectures that an encoder can have. */
public enum EncoderKind {
  /** Bidirectional recurrent layers. */
  RECURRENT,
  /** Layers of self-attention and feed-forward networks (Vaswani et al. 2017). */
  TRANSFORMER
}
