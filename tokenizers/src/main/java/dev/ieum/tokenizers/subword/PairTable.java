package dev.ieum.tokenizers.subword;

import java.util.Arrays;

/** From a pair of symbol ids to a number; open addressing, no boxes. Immutable once filled. */
final class PairTable {
  static final int ABSENT = -1;

  private final long[] keys;
  private final int[] values;
  private final int mask;

  PairTable(int pairs) {
    int size = Integer.highestOneBit(Math.max(pairs, 4)) * 4;
    keys = new long[size];
    values = new int[size];
    mask = size - 1;
    Arrays.fill(keys, ABSENT);
  }

  /** Stores {@code value}; a pair is stored once. */
  void put(int left, int right, int value) {
    int slot = slot(key(left, right));
    keys[slot] = key(left, right);
    values[slot] = value;
  }

  /** Returns the number stored for the pair, or {@link #ABSENT}. */
  int get(int left, int right) {
    if (left < 0 || right < 0) {
      return ABSENT;
    }
    int slot = slot(key(left, right));
    return keys[slot] == ABSENT ? ABSENT : values[slot];
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (keys[slot] != ABSENT && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  static long key(int left, int right) {
    return (long) left << 32 | right;
  }
}
