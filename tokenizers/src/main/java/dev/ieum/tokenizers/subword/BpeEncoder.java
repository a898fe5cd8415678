package dev.ieum.tokenizers.subword;

import dev.ieum.tokenizers.Detokenizer;
import dev.ieum.tokenizers.ReversibleTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Applies merges to one word: the earliest learnt first, of equals the leftmost. Immutable.
 *
 * <p>Symbols form a linked list; candidate merges wait in a heap, and those whose symbols have
 * changed since are passed over. So n characters cost n log n steps, however long the word.
 */
final class BpeEncoder {
  /**
   * A piece of a word.
   *
   * @param text the token
   * @param begin UTF-16 offset in the word, its mark not counted
   * @param end UTF-16 offset after its last character
   */
  record Piece(String text, int begin, int end) {}

  private static final int UNKNOWN = -1;

  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> symbols = new ArrayList<>();
  private final PairTable ranks;
  private final int[] results;

  BpeEncoder(BpeModel model) {
    model.alphabet().forEach(this::intern);
    List<BpeModel.Merge> merges = model.merges();
    ranks = new PairTable(merges.size());
    results = new int[merges.size()];
    for (int rank = 0; rank < results.length; rank++) {
      BpeModel.Merge merge = merges.get(rank);
      ranks.put(ids.get(merge.left()), ids.get(merge.right()), rank);
      results[rank] = intern(merge.symbol());
    }
  }

  private int intern(String symbol) {
    Integer id = ids.putIfAbsent(symbol, symbols.size());
    if (id != null) {
      return id;
    }
    symbols.add(symbol);
    return symbols.size() - 1;
  }

  /**
   * Cuts a word.
   *
   * @param dropout probability with which each candidate is passed over at each step (Provilkov et
   *     al. 2020); 0 asks {@code random} nothing
   */
  List<Piece> encode(boolean mark, String literal, double dropout, RandomGenerator random) {
    Word word = new Word(mark, literal);
    word.merge(dropout, random);
    return word.pieces();
  }

  private int idOf(int codePoint) {
    // A literal mark must not look like a space.
    if (codePoint == Detokenizer.SPACE_MARK) {
      return UNKNOWN;
    }
    return ids.getOrDefault(Character.toString(codePoint), UNKNOWN);
  }

  private final class Word {
    private final String literal;
    private final int[] symbol;
    private final int[] begin;
    private final int[] next;
    private final int[] previous;
    private final LongHeap candidates;
    private final int size;

    Word(boolean mark, String literal) {
      this.literal = literal;
      int length = literal.length() + (mark ? 1 : 0);
      symbol = new int[length];
      begin = new int[length + 1];
      int count = 0;
      if (mark) {
        symbol[count++] = ids.get(ReversibleTokenizer.MARK);
      }
      for (int i = 0; i < literal.length(); ) {
        int c = literal.codePointAt(i);
        begin[count] = i;
        symbol[count++] = idOf(c);
        i += Character.charCount(c);
      }
      begin[count] = literal.length();
      size = count;
      next = new int[count];
      previous = new int[count];
      candidates = new LongHeap(count);
      for (int i = 0; i < count; i++) {
        next[i] = i + 1;
        previous[i] = i - 1;
      }
      for (int i = 0; i + 1 < count; i++) {
        offer(i);
      }
    }

    private int rank(int left) {
      int right = next[left];
      return right < size ? ranks.get(symbol[left], symbol[right]) : PairTable.ABSENT;
    }

    private void offer(int left) {
      int rank = rank(left);
      if (rank != PairTable.ABSENT) {
        candidates.add((long) rank << 32 | left);
      }
    }

    void merge(double dropout, RandomGenerator random) {
      LongHeap dropped = new LongHeap(0);
      while (!candidates.isEmpty()) {
        long candidate = candidates.poll();
        int left = (int) candidate;
        // A node that was merged away has no rank: its symbol is UNKNOWN.
        if (rank(left) != (int) (candidate >>> 32)) {
          continue;
        }
        if (dropout > 0 && random.nextDouble() < dropout) {
          dropped.add(candidate);
          continue;
        }
        join(left, results[(int) (candidate >>> 32)]);
        while (!dropped.isEmpty()) {
          candidates.add(dropped.poll());
        }
      }
    }

    private void join(int left, int result) {
      int right = next[left];
      symbol[left] = result;
      symbol[right] = UNKNOWN;
      next[left] = next[right];
      if (next[right] < size) {
        previous[next[right]] = left;
      }
      if (previous[left] >= 0) {
        offer(previous[left]);
      }
      offer(left);
    }

    List<Piece> pieces() {
      List<Piece> pieces = new ArrayList<>();
      for (int i = 0; i < size; i = next[i]) {
        int end = next[i] < size ? begin[next[i]] : literal.length();
        if (symbol[i] != UNKNOWN) {
          pieces.add(new Piece(symbols.get(symbol[i]), begin[i], end));
        } else {
          for (String spelt : ByteTokens.spell(literal.codePointAt(begin[i]))) {
            pieces.add(new Piece(spelt, begin[i], end));
          }
        }
      }
      return List.copyOf(pieces);
    }
  }

  /** A binary heap of longs, least first. */
  private static final class LongHeap {
    private long[] heap;
    private int size;

    LongHeap(int capacity) {
      heap = new long[capacity + 4];
    }

    boolean isEmpty() {
      return size == 0;
    }

    void add(long value) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size * 2);
      }
      int at = size++;
      while (at > 0 && heap[(at - 1) / 2] > value) {
        heap[at] = heap[(at - 1) / 2];
        at = (at - 1) / 2;
      }
      heap[at] = value;
    }

    long poll() {
      long least = heap[0];
      long last = heap[--size];
      int at = 0;
      while (2 * at + 1 < size) {
        int child = 2 * at + 1;
        if (child + 1 < size && heap[child + 1] < heap[child]) {
          child++;
        }
        if (heap[child] >= last) {
          break;
        }
        heap[at] = heap[child];
        at = child;
      }
      heap[at] = last;
      return least;
    }
  }
}
