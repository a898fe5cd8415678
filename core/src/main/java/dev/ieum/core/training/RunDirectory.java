package dev.ieum.core.training;

import dev.ieum.core.config.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A run's directory, held by one run at a time: a second one, in this process or another, is
 * refused. The operating system drops the lock of a process that dies. Closed by the run that holds
 * it; not thread-safe.
 */
public final class RunDirectory implements AutoCloseable {
  private static final String LOCK = ".lock";

  /** The byte that is locked: far behind the text, which others may then read on every system. */
  private static final long LOCKED_BYTE = 1L << 40;

  private final Path directory;
  private final FileChannel channel;
  private final boolean locked;

  private RunDirectory(Path directory, FileChannel channel, boolean locked) {
    this.directory = directory;
    this.channel = channel;
    this.locked = locked;
  }

  /**
   * Takes the directory of a run, and makes it if the run is new. On a file system without locks
   * the listener is warned, and nothing is locked.
   *
   * @throws ConfigException when another run holds it, it is no directory, or there is nothing to
   *     resume
   * @throws IOException when it cannot be written
   */
  public static RunDirectory hold(TrainingRun run) throws IOException {
    Path directory = run.directory();
    if (Files.isDirectory(directory)) {
      return lock(run);
    }
    if (Files.exists(directory)) {
      throw new ConfigException(directory + ": is a file; give a directory as --out");
    }
    if (Files.isSymbolicLink(directory)) {
      throw new ConfigException(
          directory + ": is a link to nothing; make its target or give another --out");
    }
    if (run.resume()) {
      throw nothingToResume(directory);
    }
    Files.createDirectories(directory);
    return lock(run);
  }

  private static RunDirectory lock(TrainingRun run) throws IOException {
    Path file = run.directory().resolve(LOCK);
    while (true) {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        if (!tryLock(run, channel)) {
          return new RunDirectory(run.directory(), channel, false);
        }
        if (isAt(file, channel)) {
          return new RunDirectory(run.directory(), channel, true);
        }
        channel.close(); // its last holder has just deleted it
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }
  }

  /** Returns false, with a warning, where the file system has no locks. */
  private static boolean tryLock(TrainingRun run, FileChannel channel) {
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock != null) {
        return true;
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      throw held(run.directory());
    } catch (IOException noLocks) {
      run.listener()
          .onWarning(
              "%s: cannot be locked (%s); start no second training in it"
                  .formatted(run.directory(), noLocks.getMessage()));
      return false;
    }
    throw held(run.directory());
  }

  /** Whether the file that was locked is still the one under its name. */
  private static boolean isAt(Path file, FileChannel channel) throws IOException {
    byte[] mark =
        "%d %s%n"
            .formatted(ProcessHandle.current().pid(), UUID.randomUUID())
            .getBytes(StandardCharsets.UTF_8);
    channel.truncate(0).write(ByteBuffer.wrap(mark), 0);
    try {
      return java.util.Arrays.equals(mark, Files.readAllBytes(file));
    } catch (NoSuchFileException deleted) {
      return false;
    }
  }

  private static ConfigException held(Path directory) {
    return new ConfigException(
        directory + ": another training is at work there; wait for its end or give another --out");
  }

  private static ConfigException nothingToResume(Path directory) {
    return new ConfigException(
        "%s: no checkpoint to resume; leave --resume out to start".formatted(directory));
  }

  /**
   * Checks that a run can begin, or go on: before its data are read, which may take long.
   *
   * @param exists whether the directory holds a run that can be resumed
   * @throws ConfigException when there is nothing to resume, or something to overwrite
   */
  public static void requireStart(Path directory, boolean resume, boolean exists) {
    if (resume && !exists) {
      throw nothingToResume(directory);
    }
    if (!resume && exists) {
      throw new ConfigException(
          "%s: already holds a run; go on with --resume, or give another --out"
              .formatted(directory));
    }
  }

  /**
   * Says whether a directory holds a run that can be resumed; asked by the run that holds it.
   *
   * @throws IOException when what a killed run left there cannot be put right
   */
  public static boolean hasCheckpoint(Path directory) throws IOException {
    return Checkpoint.exists(directory);
  }

  /** Says whether anything is saved in a directory or its parts; changes nothing. */
  public static boolean isSaved(Path directory) {
    try (Stream<Path> files =
        Files.find(directory, 4, (file, attributes) -> file.endsWith(Checkpoint.STATE))) {
      return files.anyMatch(file -> !file.toString().contains(".checkpoint.new-"));
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      return false;
    }
  }

  /** Returns the directory. */
  public Path path() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (locked) {
        Files.deleteIfExists(
            directory.resolve(LOCK)); // while it is held, so that nobody else's is deleted
      }
    }
  }
}
