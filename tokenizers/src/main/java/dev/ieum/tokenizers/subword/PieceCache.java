package dev.ieum.tokenizers.subword;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Remembers the pieces of short words. Thread-safe.
 *
 * <p>Two generations: when the young one is full it becomes the old one and the old is let go, so
 * frequent words survive and memory is bounded without a lock or a list of uses.
 */
final class PieceCache {
  private static final int LONGEST_WORD = 32;

  private final int generationSize;
  private volatile Generation young = new Generation();
  private volatile Generation old = new Generation();

  private static final class Generation {
    final ConcurrentHashMap<String, List<BpeEncoder.Piece>> pieces = new ConcurrentHashMap<>();
    final AtomicInteger added = new AtomicInteger();
  }

  PieceCache(int generationSize) {
    this.generationSize = generationSize;
  }

  List<BpeEncoder.Piece> get(String word, Function<String, List<BpeEncoder.Piece>> encode) {
    if (word.length() > LONGEST_WORD) {
      return encode.apply(word);
    }
    Generation current = young;
    List<BpeEncoder.Piece> pieces = current.pieces.get(word);
    if (pieces != null) {
      return pieces;
    }
    pieces = old.pieces.get(word);
    if (pieces == null) {
      pieces = encode.apply(word);
    }
    if (current.pieces.putIfAbsent(word, pieces) == null
        && current.added.incrementAndGet() == generationSize) {
      old = current;
      young = new Generation();
    }
    return pieces;
  }
}
