package dev.ieum.sequences;

import dev.ieum.core.sampling.RankedScores;
import dev.ieum.sequences.model.SequenceState;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One sequence as it comes in: a small state that belongs to the caller. That of recurrent layers
 * does not grow with the events, that of Transformer layers does. Reading events one by one gives
 * the same bits as reading the whole.
 *
 * <p>Not thread-safe; sessions of one model on several threads do not touch each other.
 */
public final class SequenceSession {
  private static final byte VERSION = 1;
  private static final float[] NO_NUMBERS = {};

  private final SequenceModel model;
  private final int limit;
  private final Set<Integer> remembered = new LinkedHashSet<>(); // the latest last
  private SequenceState state;
  private long count;

  SequenceSession(SequenceModel model, int limit, SequenceState state) {
    if (limit < 0) {
      throw new IllegalArgumentException("remembered = %d; allowed: 0 or more".formatted(limit));
    }
    this.model = model;
    this.limit = limit;
    this.state = state;
  }

  /** Reads an event; one that the model does not know is read as unknown. */
  public void accept(String event) {
    int id = model.id(event);
    state = model.advance(state, id);
    count++;
    if (limit > 0 && model.knows(event)) {
      remembered.remove(id);
      remembered.add(id);
      if (remembered.size() > limit) {
        Iterator<Integer> oldest = remembered.iterator();
        oldest.next();
        oldest.remove();
      }
    }
  }

  /**
   * Returns the likeliest next events, the likeliest first.
   *
   * @param k how many, at most
   */
  public List<Next> next(int k) {
    RankedScores ranked = new RankedScores(model.scores(state, remembered), 1);
    List<Next> next = new ArrayList<>(k);
    for (int id : ranked.top(k)) {
      next.add(new Next(model.event(id), ranked.probability(id)));
    }
    return next;
  }

  /** Returns how many events were read, also before {@link SequenceModel#restore}. */
  public long count() {
    return count;
  }

  SequenceState state() {
    return state;
  }

  /**
   * Returns all that is needed to go on with the sequence elsewhere: 25 bytes, four for each number
   * of the state (layers times hidden size, twice that of an LSTM; of a Transformer layers times
   * twice the embedding size for each event), and four for each event that predictions leave out.
   * It names the model that it belongs to.
   */
  public byte[] snapshot() {
    long numbers = model.network().stateSize(count);
    int size = Math.toIntExact(25 + 4 * (remembered.size() + numbers));
    ByteBuffer bytes = ByteBuffer.allocate(size);
    bytes.put(VERSION).putLong(model.identity()).putLong(count);
    bytes.putInt(limit).putInt(remembered.size());
    remembered.forEach(bytes::putInt);
    for (int i = 0; i < state.hidden().length; i++) {
      put(bytes, state.hidden()[i]);
      put(bytes, i < state.cell().length ? state.cell()[i] : NO_NUMBERS);
    }
    return bytes.array();
  }

  private static void put(ByteBuffer bytes, float[] numbers) {
    for (float number : numbers) {
      bytes.putFloat(number);
    }
  }

  static SequenceSession restore(SequenceModel model, byte[] snapshot) {
    ByteBuffer bytes = ByteBuffer.wrap(snapshot);
    try {
      if (bytes.get() != VERSION) {
        throw new IllegalArgumentException("snapshot is of a newer version; use a newer ieum");
      }
      if (bytes.getLong() != model.identity()) {
        throw new IllegalArgumentException(
            "snapshot is of another model than %s; begin the sequence anew"
                .formatted(model.name()));
      }
      long count = bytes.getLong();
      int limit = bytes.getInt();
      SequenceSession session = new SequenceSession(model, limit, model.network().start());
      session.count = count;
      for (int left = bytes.getInt(); left > 0; left--) {
        int id = bytes.getInt();
        if (id < 0 || id >= model.size() || session.remembered.size() == limit) {
          throw damaged();
        }
        session.remembered.add(id);
      }
      // A Transformer's state has several numbers for each event, so that too many cannot fit.
      int events = (int) Math.min(count, bytes.remaining());
      if (count < 0 || bytes.remaining() != Float.BYTES * model.network().stateSize(events)) {
        throw damaged();
      }
      session.state = model.network().blank(events);
      for (int i = 0; i < session.state.hidden().length; i++) {
        take(bytes, session.state.hidden()[i]);
        take(bytes, i < session.state.cell().length ? session.state.cell()[i] : NO_NUMBERS);
      }
      return session;
    } catch (BufferUnderflowException e) {
      throw damaged();
    }
  }

  private static void take(ByteBuffer bytes, float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = bytes.getFloat();
    }
  }

  private static IllegalArgumentException damaged() {
    return new IllegalArgumentException("snapshot is damaged; begin the sequence anew");
  }
}
