package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.ResultOutput;
import dev.ieum.sequences.data.KeyedStates;
import java.io.IOException;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A record in, its answer out, at once, in constant memory. The records that have arrived are read
 * together, their states committed, and only then are their answers written. Not thread-safe; use
 * one per run.
 *
 * @param <E> a record
 * @param <S> what is known of a sequence of them
 */
abstract class EventStream<E, S> implements LineStream.Source<E> {
  /** Records committed together, at most. */
  private static final int BATCH = 256;

  /** Reads a record and returns its answer. */
  abstract String answer(E record, KeyedStates<S> states);

  /**
   * Answers all records.
   *
   * @param length of a record, in characters
   * @param what sequences are called in a warning
   */
  final void answer(
      KeyedStates<S> states,
      ToIntFunction<E> length,
      ResultOutput output,
      Console console,
      String what)
      throws IOException {
    boolean warned = false;
    try (LineStream<E> records = new LineStream<>(this, BATCH, length, 0)) {
      for (List<E> batch = records.next(); !batch.isEmpty(); batch = records.next()) {
        List<String> answers = batch.stream().map(record -> answer(record, states)).toList();
        states.commit();
        if (states.dropped() > 0 && !warned) {
          warned = true;
          console.warn(
              ("--states = %d; there are more %s; those used longest ago are dropped and begin"
                      + " again; raise it if that is not wanted")
                  .formatted(states.limit(), what));
        }
        output.lines(answers);
      }
    }
  }
}
