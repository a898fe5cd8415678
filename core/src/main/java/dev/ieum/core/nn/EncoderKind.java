package dev.ieum.core.nn;

/** The architectures that an encoder can have. */
public enum EncoderKind {
  /** Bidirectional recurrent layers. */
  RECURRENT
}
