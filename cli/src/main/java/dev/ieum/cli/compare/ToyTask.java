package dev.ieum.cli.compare;

import dev.ieum.core.config.EnumWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A task made up by rule whose answer is the last event of a sequence. The first two favour gates
 * and attention, the last recurrence. Immutable.
 *
 * @param kind what is requested
 * @param length distance of what is recalled, pairs, or bits, at most
 */
record ToyTask(Kind kind, int length) {
  private static final int SYMBOLS = 8;
  private static final int KEYS = 16;

  /** What is requested. */
  enum Kind {
    /** The first event, after others that mean nothing, all sequences of one length. */
    RECALL,
    /** The value that stood behind a key, among several such pairs. */
    PAIRS,
    /** Whether the number of ones among some bits is odd. */
    PARITY
  }

  /** Returns what the task is called in names of files. */
  String name() {
    return EnumWords.of(kind) + "-" + length;
  }

  /**
   * Returns sequences; the same seed gives the same.
   *
   * @param whole whether all have the full length; recall always has
   */
  List<List<String>> sequences(int count, boolean whole, long seed) {
    Random random = new Random(seed);
    List<List<String>> sequences = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int size = whole ? length : 1 + random.nextInt(length);
      sequences.add(
          switch (kind) {
            case RECALL -> recall(random);
            case PAIRS -> pairs(size, random);
            case PARITY -> parity(size, random);
          });
    }
    return sequences;
  }

  private List<String> recall(Random random) {
    List<String> events = new ArrayList<>();
    String wanted = "k" + random.nextInt(SYMBOLS);
    events.add(wanted);
    for (int i = 0; i < length; i++) {
      events.add("x" + random.nextInt(SYMBOLS));
    }
    Collections.addAll(events, "?", wanted);
    return events;
  }

  private static List<String> pairs(int count, Random random) {
    List<Integer> keys = new ArrayList<>(IntStream.range(0, KEYS).boxed().toList());
    Collections.shuffle(keys, random);
    int wanted = random.nextInt(count);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add("k" + keys.get(i));
      events.add("v" + random.nextInt(SYMBOLS));
    }
    Collections.addAll(events, "?", events.get(2 * wanted), events.get(2 * wanted + 1));
    return events;
  }

  private static List<String> parity(int count, Random random) {
    List<String> events = new ArrayList<>();
    int ones = 0;
    for (int i = 0; i < count; i++) {
      int bit = random.nextInt(2);
      ones += bit;
      events.add("b" + bit);
    }
    Collections.addAll(events, "?", ones % 2 == 0 ? "even" : "odd");
    return events;
  }
}
