package dev.ieum.tokenizers.subword;

import dev.ieum.tokenizers.Detokenizer;
import dev.ieum.tokenizers.ReversibleTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Learns merges from counted words: the pair that occurs most becomes a symbol, again and again.
 *
 * <p>Pair counts are kept up to date word by word, so a merge costs only the words that hold it. Of
 * pairs that occur equally often, the one with the lower symbol numbers goes first. Not
 * thread-safe; use one per training.
 */
final class BpeLearner {
  private static final int UNKNOWN = -1;
  private static final int LEAST_COUNT = 2;

  private final List<String> symbols = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<int[]> words = new ArrayList<>();
  private final List<Long> wordCounts = new ArrayList<>();
  private final Map<Long, Pair> pairs = new HashMap<>();
  private final PriorityQueue<Candidate> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Candidate::count).reversed().thenComparingLong(Candidate::pair));

  private record Candidate(long pair, long count) {}

  /** How often a pair occurs, and in which words (some perhaps no more). */
  private static final class Pair {
    long count;
    int[] words = new int[2];
    int size;

    void addWord(int word) {
      if (size > 0 && words[size - 1] == word) {
        return;
      }
      if (size == words.length) {
        words = Arrays.copyOf(words, size * 2);
      }
      words[size++] = word;
    }
  }

  BpeLearner(List<String> alphabet) {
    alphabet.forEach(this::intern);
  }

  private int intern(String symbol) {
    Integer id = ids.putIfAbsent(symbol, symbols.size());
    if (id != null) {
      return id;
    }
    symbols.add(symbol);
    return symbols.size() - 1;
  }

  void add(String word, long count) {
    String literal = ReversibleTokenizer.literal(word);
    boolean mark = ReversibleTokenizer.hasMark(word);
    int[] ids = new int[literal.length() + 1];
    int size = 0;
    if (mark) {
      ids[size++] = this.ids.get(ReversibleTokenizer.MARK);
    }
    for (int i = 0; i < literal.length(); ) {
      int c = literal.codePointAt(i);
      ids[size++] =
          c == Detokenizer.SPACE_MARK
              ? UNKNOWN
              : this.ids.getOrDefault(Character.toString(c), UNKNOWN);
      i += Character.charCount(c);
    }
    words.add(Arrays.copyOf(ids, size));
    wordCounts.add(count);
  }

  /** Returns merges that give up to {@code newSymbols} new symbols. */
  List<BpeModel.Merge> learn(int newSymbols) {
    for (int word = 0; word < words.size(); word++) {
      countPairs(word, wordCounts.get(word), true);
    }
    pairs.forEach((pair, counted) -> queue.add(new Candidate(pair, counted.count)));
    int limit = symbols.size() + newSymbols;
    List<BpeModel.Merge> merges = new ArrayList<>();
    while (symbols.size() < limit && !queue.isEmpty()) {
      Candidate best = queue.poll();
      Pair counted = pairs.get(best.pair());
      if (counted == null || best.count() != counted.count) {
        offer(best.pair());
        continue;
      }
      BpeModel.Merge merge = mergeOf(best.pair());
      pairs.remove(best.pair());
      if (BpeModel.isReserved(merge.symbol())) {
        continue;
      }
      merges.add(merge);
      apply(best.pair(), counted, intern(merge.symbol()));
    }
    return merges;
  }

  private void offer(long pair) {
    Pair counted = pairs.get(pair);
    if (counted != null && counted.count >= LEAST_COUNT) {
      queue.add(new Candidate(pair, counted.count));
    }
  }

  private BpeModel.Merge mergeOf(long pair) {
    return new BpeModel.Merge(symbols.get((int) (pair >>> 32)), symbols.get((int) pair));
  }

  private void apply(long pair, Pair counted, int result) {
    Set<Long> grown = new HashSet<>();
    for (int i = 0; i < counted.size; i++) {
      int word = counted.words[i];
      int[] before = words.get(word);
      int[] after = replace(before, (int) (pair >>> 32), (int) pair, result);
      if (after.length == before.length) {
        continue;
      }
      long count = wordCounts.get(word);
      countPairs(word, -count, false);
      words.set(word, after);
      countPairs(word, count, false);
      for (int k = 0; k + 1 < after.length; k++) {
        if ((after[k] == result || after[k + 1] == result)
            && after[k] != UNKNOWN
            && after[k + 1] != UNKNOWN) {
          long key = PairTable.key(after[k], after[k + 1]);
          pairs.get(key).addWord(word);
          grown.add(key);
        }
      }
    }
    pairs.remove(pair);
    grown.forEach(this::offer);
  }

  private void countPairs(int word, long count, boolean remember) {
    int[] symbols = words.get(word);
    for (int i = 0; i + 1 < symbols.length; i++) {
      if (symbols[i] != UNKNOWN && symbols[i + 1] != UNKNOWN) {
        Pair pair =
            pairs.computeIfAbsent(PairTable.key(symbols[i], symbols[i + 1]), key -> new Pair());
        pair.count += count;
        if (remember) {
          pair.addWord(word);
        }
      }
    }
  }

  private static int[] replace(int[] symbols, int left, int right, int result) {
    int[] replaced = new int[symbols.length];
    int size = 0;
    for (int i = 0; i < symbols.length; i++) {
      if (symbols[i] == left && i + 1 < symbols.length && symbols[i + 1] == right) {
        replaced[size++] = result;
        i++;
      } else {
        replaced[size++] = symbols[i];
      }
    }
    return size == symbols.length ? symbols : Arrays.copyOf(replaced, size);
  }
}
