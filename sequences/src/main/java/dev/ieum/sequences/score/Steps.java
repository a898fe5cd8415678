package dev.ieum.sequences.score;

import dev.ieum.sequences.model.SequencePredictor;
import dev.ieum.sequences.model.SequenceState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Reads several sequences in step. Stateless. */
final class Steps {
  private Steps() {}

  /** What is done before an event of each sequence is read. */
  @FunctionalInterface
  interface Reader {
    /**
     * Looks at a step.
     *
     * @param t place of the event in its sequence, 1 or more
     * @param rows which of the sequences have that event
     * @param states of those sequences before it
     */
    void at(int t, int[] rows, List<SequenceState> states);
  }

  /**
   * Reads sequences to their ends.
   *
   * @param start the state of each before its second id
   * @param sequences ids; the first of each, such as BOS, is in {@code start} already
   */
  static void read(
      SequencePredictor network, SequenceState start, List<int[]> sequences, Reader reader) {
    int[] rows = IntStream.range(0, sequences.size()).toArray();
    List<SequenceState> states = new ArrayList<>(Collections.nCopies(rows.length, start));
    for (int t = 1; ; t++) {
      int place = t;
      for (int i = rows.length - 1; i >= 0; i--) {
        if (sequences.get(rows[i]).length <= t) {
          states.remove(i);
        }
      }
      rows = Arrays.stream(rows).filter(row -> sequences.get(row).length > place).toArray();
      if (rows.length == 0) {
        return;
      }
      reader.at(t, rows, states);
      int[] ids = Arrays.stream(rows).map(row -> sequences.get(row)[place]).toArray();
      List<SequenceState> after = network.advance(ids, states);
      for (int i = 0; i < rows.length; i++) {
        states.set(i, after.get(i));
      }
    }
  }
}
