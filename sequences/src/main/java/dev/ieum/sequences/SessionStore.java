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
public final class SessionStore extends KeyedStates<SequenceSession> {
  private SessionStore(Kind<SequenceSession> kind, int limit) {
    super(kind, limit);
  }

  private SessionStore(Kind<SequenceSession> kind, int limit, Path file) throws IOException {
    super(kind, limit, file);
  }

  private static Kind<SequenceSession> kind(SequenceModel model, int remembered) {
    return new Kind<>(
        () -> model.start(remembered),
        SequenceSession::snapshot,
        model::restore,
        model.identity(),
        model.name());
  }

  /** A store that forgets everything in the end; see {@link #open}. */
  public static SessionStore inMemory(SequenceModel model, int remembered, int limit) {
    return new SessionStore(kind(model, remembered), limit);
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
    return new SessionStore(kind(model, remembered), limit, file);
  }

  /** Reads an event of a key and returns its session, which only this method should change. */
  public SequenceSession accept(String key, String event) {
    return accept(key, session -> session.accept(event));
  }
}
