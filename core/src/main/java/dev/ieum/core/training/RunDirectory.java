package dev.ieum.core.training;

import dev.ieum.core.config.ConfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * A run's directory, held by one run at a time: a second one, in this process or another, is
 * refused. The operating system drops the lock of a process that dies. Closed by the run that holds
 * it; not thread-safe.
 */
public final class RunDirectory implements AutoCloseable {
  private static final String LOCK = ".lock";

  private final Path directory;
  private final FileChannel channel;

  private RunDirectory(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
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
    // Never read or deleted: a process that closes a file loses its locks on it, and a lock on a
    // deleted file keeps nobody out.
    Path file = run.directory().resolve(LOCK);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      tryLock(run, channel);
      return new RunDirectory(run.directory(), channel);
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void tryLock(TrainingRun run, FileChannel channel) {
    try {
      if (channel.tryLock() == null) {
        throw held(run.directory());
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      throw held(run.directory());
    } catch (IOException noLocks) {
      run.listener()
          .onWarning(
              "%s: cannot be locked (%s); start no second training in it"
                  .formatted(run.directory(), noLocks.getMessage()));
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
    channel.close(); // and with it the lock
  }
}
