package dev.ieum.core.runtime;

/** Which products of the tensor engine's library multiply 8-bit matrices. */
public enum Int8Kernels {
  /** FBGEMM's alone, which want weights packed once: exact on AVX2 while numbers stay small. */
  FBGEMM,
  /** oneDNN's alone, for processors whose dot products of bytes FBGEMM does not know. */
  ONEDNN,
  /** FBGEMM's for few rows, oneDNN's for many and for outputs selected again and again. */
  BOTH;

  /** Returns whether whole matrices are packed. */
  boolean packs() {
    return this != ONEDNN;
  }

  /** Returns whether the library multiplies selected outputs that are not packed. */
  boolean selects() {
    return this != FBGEMM;
  }
}
