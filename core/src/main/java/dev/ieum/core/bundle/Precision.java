package dev.ieum.core.bundle;

/** How weights are stored on disk; in memory they are always 32-bit. */
public enum Precision {
  /** IEEE 754 binary32: every float exactly. */
  F32(4),
  /** IEEE 754 binary16: half the size, 11 significant bits, at most 65,504 in magnitude. */
  F16(2);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the bytes that one number takes. */
  public int bytes() {
    return bytes;
  }
}
