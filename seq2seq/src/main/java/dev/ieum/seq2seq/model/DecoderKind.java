package dev.ieum.seq2seq.model;

/** The architectures that a decoder can have. */
public enum DecoderKind {
  /** Recurrent layers, the first of which attends to the source. */
  RECURRENT
}
