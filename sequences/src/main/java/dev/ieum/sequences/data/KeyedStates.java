package dev.ieum.sequences.data;

import dev.ieum.core.bundle.AtomicFiles;
import dev.ieum.datasets.CorpusFormatException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * Sessions by key, a bounded number of them, kept in a file if there is one.
 *
 * <p>{@link #commit} makes durable what was accepted before it, all or nothing: an event whose
 * commit has returned survives a kill and a power cut, once. The file holds all sessions and is
 * replaced atomically; between two such writes, {@code FILE.log} holds the sessions that commits
 * changed, each record with a checksum. What a kill has cut off in it was never committed and is
 * dropped when the store is opened.
 *
 * <p>Beyond the limit, the session that was used longest ago is dropped; its key begins anew. Not
 * thread-safe. It owns its file, which no other process may open meanwhile; close it, which
 * commits.
 *
 * @param <S> a session
 */
public class KeyedStates<S> implements AutoCloseable {
  private static final int MAGIC = 0x4945_554d; // IEUM

  private final Kind<S> kind;
  private final int limit;
  private final Map<String, S> sessions = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<String> changed = new LinkedHashSet<>(); // the latest last
  private final Optional<Path> file;
  private final FileChannel log; // null without a file
  private long events;
  private long dropped;
  private long fileSize;
  private long smallestLog = 4 << 20; // bytes at which the log is folded into the file

  /**
   * What is kept.
   *
   * @param <S> a session
   * @param start begins a session
   * @param snapshot all that is needed to go on with a session
   * @param restore goes on with a session; throws {@link IllegalArgumentException} when the
   *     snapshot is damaged
   * @param identity what tells the model from others
   * @param model what the model is called
   */
  public record Kind<S>(
      Supplier<S> start,
      Function<S, byte[]> snapshot,
      Function<byte[], S> restore,
      long identity,
      String model) {}

  /** A store that forgets everything in the end; see {@link #open}. */
  protected KeyedStates(Kind<S> kind, int limit) {
    this.kind = kind;
    this.limit = limit;
    file = Optional.empty();
    log = null;
  }

  /** A store that is kept; see {@link #open}. */
  protected KeyedStates(Kind<S> kind, int limit, Path file) throws IOException {
    this.kind = kind;
    this.limit = limit;
    this.file = Optional.of(file);
    Path path = file.toAbsolutePath();
    log =
        FileChannel.open(
            path.resolveSibling(path.getFileName() + ".log"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      requireLock(log, file);
      load(file);
      save();
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /** A store that forgets everything in the end; see {@link #open}. */
  public static <S> KeyedStates<S> inMemory(Kind<S> kind, int limit) {
    return new KeyedStates<>(kind, limit);
  }

  /**
   * Opens a store with what its file holds, or an empty one if there is no such file.
   *
   * @param limit sessions at most, 1 or more
   * @throws CorpusFormatException when the file is damaged or of another model
   * @throws IOException when it cannot be read or written, or another process holds it
   */
  public static <S> KeyedStates<S> open(Kind<S> kind, int limit, Path file) throws IOException {
    return new KeyedStates<>(kind, limit, file);
  }

  private static void requireLock(FileChannel log, Path file) throws IOException {
    boolean held;
    try {
      held = log.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      held = false;
    }
    if (!held) {
      throw new IOException(file + ": is in use by another run; end that, or name another file");
    }
  }

  /** Lets the session of a key read an event, and returns it; nothing else should change it. */
  public S accept(String key, Consumer<S> event) {
    S session = sessions.computeIfAbsent(key, any -> kind.start().get());
    event.accept(session);
    events++;
    touch(key);
    return session;
  }

  private void touch(String key) {
    changed.remove(key);
    changed.add(key);
    if (sessions.size() > limit) {
      Iterator<String> oldest = sessions.keySet().iterator();
      changed.remove(oldest.next());
      oldest.remove();
      dropped++;
    }
  }

  /** Sets the bytes at which the log is folded into the file; for tests. */
  public void smallestLog(long bytes) {
    smallestLog = bytes;
  }

  /** Returns how many events were accepted since the file was first made. */
  public long events() {
    return events;
  }

  /** Returns how many sessions there may be. */
  public int limit() {
    return limit;
  }

  /** Returns how many sessions there are. */
  public int size() {
    return sessions.size();
  }

  /** Returns how many sessions this object has dropped because there were too many. */
  public long dropped() {
    return dropped;
  }

  /**
   * Makes durable what was accepted; does nothing without a file.
   *
   * @throws IOException when the disk fails
   */
  public void commit() throws IOException {
    if (file.isEmpty() || changed.isEmpty()) {
      changed.clear();
      return;
    }
    ByteBuffer body = encode(changed);
    ByteBuffer record = ByteBuffer.allocate(8 + body.remaining());
    record.putInt(body.remaining()).putInt(checksum(body)).put(body).flip();
    while (record.hasRemaining()) {
      log.write(record);
    }
    log.force(false);
    changed.clear();
    if (log.position() > Math.max(smallestLog, 4 * fileSize)) {
      save();
    }
  }

  /** Writes all sessions, the one used longest ago first, and empties the log. */
  private void save() throws IOException {
    ByteBuffer body = encode(new ArrayList<>(sessions.keySet()));
    ByteBuffer whole = ByteBuffer.allocate(8 + body.remaining());
    whole.putInt(MAGIC).putInt(checksum(body)).put(body);
    AtomicFiles.writeFile(file.orElseThrow(), path -> Files.write(path, whole.array()));
    fileSize = whole.capacity();
    log.truncate(0);
    log.force(false);
  }

  private ByteBuffer encode(Iterable<String> keys) {
    List<byte[]> parts = new ArrayList<>();
    int size = 8 + 8 + 4;
    for (String key : keys) {
      parts.add(key.getBytes(StandardCharsets.UTF_8));
      parts.add(kind.snapshot().apply(sessions.get(key)));
    }
    for (byte[] part : parts) {
      size = Math.addExact(size, 4 + part.length);
    }
    ByteBuffer body = ByteBuffer.allocate(size);
    body.putLong(kind.identity()).putLong(events).putInt(parts.size() / 2);
    parts.forEach(part -> body.putInt(part.length).put(part));
    return body.flip();
  }

  private static int checksum(ByteBuffer body) {
    CRC32 crc = new CRC32();
    crc.update(body.duplicate());
    return (int) crc.getValue();
  }

  private void load(Path path) throws IOException {
    if (Files.exists(path)) {
      ByteBuffer whole = ByteBuffer.wrap(Files.readAllBytes(path));
      if (whole.remaining() < 28 || whole.getInt() != MAGIC || whole.getInt() != checksum(whole)) {
        throw new CorpusFormatException(
            path.toString(), 0, "states that ieum has saved", "another or a damaged file");
      }
      decode(whole, path);
    }
    ByteBuffer records = ByteBuffer.allocate(Math.toIntExact(log.size()));
    while (records.hasRemaining() && log.read(records) >= 0) {}
    records.flip();
    while (records.remaining() > 8) {
      int length = records.getInt();
      int checksum = records.getInt();
      if (length < 20 || length > records.remaining()) {
        break; // cut off
      }
      ByteBuffer body = records.slice().limit(length);
      if (checksum != checksum(body)) {
        break;
      }
      decode(body, path);
      records.position(records.position() + length);
    }
    changed.clear();
    dropped = 0;
  }

  /** Takes sessions over, unless they are older than those that are there. */
  private void decode(ByteBuffer body, Path path) {
    try {
      if (body.getLong() != kind.identity()) {
        throw new CorpusFormatException(
            path.toString(),
            0,
            "states of model " + kind.model(),
            "those of another; name another file, or delete this one and its .log");
      }
      long until = body.getLong();
      if (until < events) {
        return; // logged before the file was written
      }
      events = until;
      for (int left = body.getInt(); left > 0; left--) {
        String key = new String(part(body), StandardCharsets.UTF_8);
        sessions.put(key, kind.restore().apply(part(body)));
        touch(key);
      }
    } catch (BufferUnderflowException | NegativeArraySizeException | IllegalArgumentException e) {
      throw new CorpusFormatException(
          path.toString(), 0, "states that ieum has saved", "a damaged file");
    }
  }

  private static byte[] part(ByteBuffer body) {
    int length = body.getInt();
    if (length > body.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] part = new byte[length];
    body.get(part);
    return part;
  }

  /** Commits and writes the file; does nothing when it is closed. */
  @Override
  public void close() throws IOException {
    if (log != null && log.isOpen()) {
      try (log) {
        commit();
        save();
      }
    }
  }
}
