package dev.ieum.sequences;

import dev.ieum.sequences.data.KeyedStates;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Sessions by key, a bounded number of them, kept in a file if there is one.
 *
 * <p>{@link #commit} makes durable what was accepted before it, all or nothing: an event whose
 * commit has returned survives a kill and a power cut, once; see {@link KeyedStates}. Beyond the
 * limit, the session that was used longest ago is dropped; its key begins again. Not thread-safe.
 * It owns its file, which no other process may open meanwhile; close it, which commits.
 */
public final class SessionStore implements AutoCloseable {
  private final KeyedStates<SequenceSession> states;

  private SessionStore(KeyedStates<SequenceSession> states) {
    this.states = states;
  }

  private static KeyedStates.Kind<SequenceSession> kind(SequenceModel model, int remembered) {
    return new KeyedStates.Kind<>(
        () -> model.start(remembered),
        SequenceSession::snapshot,
        model::restore,
        model.identity(),
        model.name());
  }

  /** A store that forgets everything in the end; see {@link #open}. */
  public static SessionStore inMemory(SequenceModel model, int remembered, int limit) {
    return new SessionStore(KeyedStates.inMemory(kind(model, remembered), limit));
  }

  /**
   * Opens a store with what its file holds, or an empty one if there is no such file.
   *
   * @param remembered of new sessions, see {@link SequenceModel#start(int)}
   * @param limit sessions at most, 1 or more
   * @throws dev.ieum.datasets.CorpusFormatException when the file is damaged or of another model
   * @throws IOException when it cannot be read or written, or another process holds it
   */
  public static SessionStore open(SequenceModel model, int remembered, int limit, Path file)
      throws IOException {
    return new SessionStore(KeyedStates.open(kind(model, remembered), limit, file));
  }

  /** Reads an event of a key and returns its session, which only this method should change. */
  public SequenceSession accept(String key, String event) {
    return states.accept(key, session -> session.accept(event));
  }

  /** Returns how many events were accepted since the file was first made. */
  public long events() {
    return states.events();
  }

  /** Returns how many sessions there are. */
  public int size() {
    return states.size();
  }

  /** Returns how many sessions this object has dropped because there were too many. */
  public long dropped() {
    return states.dropped();
  }

  /**
   * Makes durable what was accepted; does nothing without a file.
   *
   * @throws IOException when the disk fails
   */
  public void commit() throws IOException {
    states.commit();
  }

  /** Sets the bytes at which the log is folded into the file; tests lower it. */
  void smallestLog(long bytes) {
    states.smallestLog(bytes);
  }

  /** Commits and writes the file; does nothing when it is closed. */
  @Override
  public void close() throws IOException {
    states.close();
  }
}
