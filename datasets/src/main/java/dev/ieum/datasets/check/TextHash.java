package dev.ieum.datasets.check;

/**
 * 64-bit hashes of texts, by which millions of texts can be compared in memory.
 *
 * <p>FNV-1a (Fowler, Noll and Vo) over UTF-16 units instead of bytes: two different texts of a
 * corpus of ten million collide with a probability of about 3 in a million.
 */
final class TextHash {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private TextHash() {}

  static long of(String text) {
    return extended(OFFSET, text);
  }

  /** Returns the hash of two texts with a tab between them, which neither of them may hold. */
  static long of(String first, String second) {
    return extended((of(first) ^ '\t') * PRIME, second);
  }

  private static long extended(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash;
  }
}
