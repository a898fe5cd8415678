package dev.ieum.seq2seq.model;

/** How the decoder sees the source. */
public enum AttentionKind {
  /** Luong et al. 2015, score "general". */
  GENERAL,
  /** Not at all but through the encoder's final state, as in Sutskever et al. 2014. */
  NONE
}
