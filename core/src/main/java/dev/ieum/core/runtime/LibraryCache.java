package dev.ieum.core.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A directory of native libraries that are unpacked from jars once and then used by every process.
 *
 * <p>The directory is whole or not there: files are written beside it, in {@code NAME.part}, under
 * a file lock, and renamed together. A process that ends while it unpacks stops and deletes its
 * part; the part of one that was killed is deleted by the next that holds the lock. Files that
 * differ from the jar's in size or checksum are replaced, since loading them would crash the
 * process. Checksums are computed again only when {@code NAME.verified} does not list the files
 * with their sizes and times. Thread-safe.
 */
final class LibraryCache {
  private static final int CHUNK = 1 << 20;
  private static final int CHUNKS_PER_SYNC = 32;
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path parent;
  private final Path directory;
  private final Path part;
  private final Path verified;
  private final Path lockFile;
  private final Map<String, URL> sources;
  private volatile boolean stopping;

  /** What a file has to be; -1 where its source does not say. */
  private record Expected(long size, long crc) {}

  /**
   * Names a directory {@code parent/name}; nothing is done yet.
   *
   * @param sources what each file is copied from
   */
  LibraryCache(Path parent, String name, Map<String, URL> sources) {
    this.parent = parent;
    this.sources = sources;
    directory = parent.resolve(name);
    part = parent.resolve(name + ".part");
    verified = parent.resolve(name + ".verified");
    lockFile = parent.resolve(name + ".lock");
  }

  /**
   * Returns when the directory is whole; unpacks unless it is.
   *
   * @throws IOException if it cannot be written, or the process is ending
   */
  void prepare() throws IOException {
    Map<String, Expected> expected = expected();
    deleteAbandoned();
    if (isWhole(expected)) {
      return;
    }
    Files.createDirectories(parent);
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      if (lock.isValid() && !isWhole(expected)) { // unless another process unpacked it meanwhile
        replace(expected);
      }
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException e) { // held in this process, by other class loaders
        try {
          Thread.sleep(50);
        } catch (InterruptedException interrupt) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted while waiting for " + channel, interrupt);
        }
      }
    }
  }

  @SuppressWarnings("try") // opened only to be closed, and its jar with it
  private Map<String, Expected> expected() throws IOException {
    Map<String, Expected> expected = new LinkedHashMap<>();
    for (Map.Entry<String, URL> source : sources.entrySet()) {
      URLConnection connection = source.getValue().openConnection();
      connection.setUseCaches(false);
      try (InputStream opened = connection.getInputStream()) {
        expected.put(
            source.getKey(),
            connection instanceof JarURLConnection jar
                ? new Expected(jar.getJarEntry().getSize(), jar.getJarEntry().getCrc())
                : new Expected(connection.getContentLengthLong(), -1));
      }
    }
    return expected;
  }

  private boolean isWhole(Map<String, Expected> expected) throws IOException {
    String listing = "";
    try {
      for (Map.Entry<String, Expected> file : expected.entrySet()) {
        Path path = directory.resolve(file.getKey());
        long size = file.getValue().size();
        if (!Files.isRegularFile(path) || (size >= 0 && Files.size(path) != size)) {
          return false;
        }
        listing = listing + listed(path, file.getValue());
      }
      if (Files.exists(verified) && Files.readString(verified).equals(listing)) {
        return true;
      }
      for (Map.Entry<String, Expected> file : expected.entrySet()) {
        long crc = file.getValue().crc();
        if (crc >= 0 && crc(directory.resolve(file.getKey())) != crc) {
          return false;
        }
      }
    } catch (NoSuchFileException e) { // another process replaces the directory
      return false;
    }
    try {
      Files.writeString(verified, listing);
    } catch (IOException e) {
      return true; // a cache that others filled and we only read is checked each time
    }
    return true;
  }

  private static String listed(Path path, Expected expected) throws IOException {
    return "%s %d %d %08x%n"
        .formatted(
            path.getFileName(),
            Files.size(path),
            Files.getLastModifiedTime(path).toMillis(),
            expected.crc());
  }

  private static long crc(Path path) throws IOException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        crc.update(buffer, 0, read);
      }
    }
    return crc.getValue();
  }

  private void replace(Map<String, Expected> expected) throws IOException {
    deleteTree(part); // of a process that was killed: we hold the lock
    requireRoom(expected);
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(ended), "ieum-stop-unpacking");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw new IOException("the process is ending", e);
    }
    try {
      Files.createDirectory(part);
      for (Map.Entry<String, URL> source : sources.entrySet()) {
        unpack(source.getValue(), part.resolve(source.getKey()), expected.get(source.getKey()));
      }
      deleteTree(directory);
      Files.move(part, directory, StandardCopyOption.ATOMIC_MOVE);
      isWhole(expected); // notes sizes and times, so that the next start need not read everything
    } finally {
      deleteTree(part);
      ended.countDown();
      if (!stopping) {
        try {
          Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
          stopping = true; // it runs, and finds that this has ended
        }
      }
    }
  }

  private void stop(CountDownLatch ended) {
    stopping = true;
    try {
      ended.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void requireRoom(Map<String, Expected> expected) throws IOException {
    long needed = expected.values().stream().mapToLong(file -> Math.max(0, file.size())).sum();
    long free = Files.getFileStore(parent).getUsableSpace();
    if (free < needed) {
      throw new IOException(
          "%,d MB are needed, %,d MB are free".formatted(needed / 1_000_000, free / 1_000_000));
    }
  }

  private void unpack(URL source, Path file, Expected expected) throws IOException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[CHUNK];
    URLConnection connection = source.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream();
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      int chunks = 0;
      for (int read = in.readNBytes(buffer, 0, CHUNK);
          read > 0;
          read = in.readNBytes(buffer, 0, CHUNK)) {
        if (stopping) {
          throw new IOException("the process is ending");
        }
        out.write(buffer, 0, read);
        crc.update(buffer, 0, read);
        if (++chunks % CHUNKS_PER_SYNC == 0) {
          channel.force(false); // bit by bit, since a stop waits for it
        }
      }
      channel.force(true);
    }
    if (expected.crc() >= 0 && crc.getValue() != expected.crc()) {
      throw new IOException(source + " is damaged: its checksum is wrong");
    }
  }

  /** Deletes what DJL itself left here when a process ended while it unpacked. */
  private void deleteAbandoned() {
    Instant limit = Instant.now().minus(ABANDONED);
    if (!Files.isDirectory(parent)) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, "tmp*")) {
      for (Path path : left) {
        if (newest(path).isBefore(limit)) {
          deleteTree(path);
        }
      }
    } catch (IOException e) {
      return; // somebody else's, or being deleted by another process: it does no harm
    }
  }

  private static Instant newest(Path path) throws IOException {
    Instant newest = Files.getLastModifiedTime(path).toInstant();
    if (Files.isDirectory(path)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
        for (Path file : files) {
          Instant time = Files.getLastModifiedTime(file).toInstant();
          newest = time.isAfter(newest) ? time : newest;
        }
      }
    }
    return newest;
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
