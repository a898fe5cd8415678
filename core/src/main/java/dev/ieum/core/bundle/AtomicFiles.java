package dev.ieum.core.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files and directories that appear whole or not at all.
 *
 * <p>The content is written to a hidden sibling (a rename is atomic only inside one file system),
 * flushed to the disk, and renamed onto the target. A failure at any point (full disk, exception,
 * power cut, kill) leaves the previous version. A file is replaced by one rename. A directory needs
 * two: the previous version steps aside as {@code .NAME.old} and is deleted once the new one is in
 * place; between the two only the old one exists, under that name, and {@link #recover} brings it
 * back. Siblings left by dead processes are removed by the next write. Thread-safe; of two writers
 * of one target the last wins.
 */
public final class AtomicFiles {
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
  private static final String MACHINE = machine();
  private static final String WRITER =
      "%s-%d-%s"
          .formatted(MACHINE, ProcessHandle.current().pid(), started(ProcessHandle.current()));

  /** Machine, process and its start, and a number. */
  private static final Pattern TEMPORARY =
      Pattern.compile("([0-9a-z]+)-([0-9]{1,18})-([0-9a-z]+)-[0-9]+");

  private static final Duration FOREIGN_LEFTOVER = Duration.ofDays(1);
  private static final AtomicLong COUNTER = new AtomicLong();
  private static final Set<Path> ACTIVE = ConcurrentHashMap.newKeySet();

  /** Fills the temporary file or directory that will become the target. */
  @FunctionalInterface
  public interface PathWriter {
    /** Writes to {@code temporary}: a file to create, or an existing empty directory. */
    void write(Path temporary) throws IOException;
  }

  private AtomicFiles() {}

  /**
   * Writes or replaces a file; missing parent directories are made.
   *
   * @throws IOException the first failure, with those of the clean-up suppressed in it
   */
  public static void writeFile(Path target, PathWriter writer) throws IOException {
    replace(
        target,
        temporary -> {
          writer.write(temporary);
          force(temporary);
        });
  }

  /**
   * Writes or replaces a whole directory; missing parent directories are made.
   *
   * @throws IOException the first failure, with those of the clean-up suppressed in it
   */
  public static void writeDirectory(Path target, PathWriter writer) throws IOException {
    replace(
        target,
        temporary -> {
          Files.createDirectory(temporary);
          writer.write(temporary);
          forceTree(temporary);
        });
  }

  /**
   * Puts right what a killed {@link #writeDirectory} may have left: brings the previous version
   * back if the target is missing, and removes stale siblings. For the owner of the target; those
   * who only read it use {@link #previous}.
   *
   * @throws IOException when a rename or deletion fails
   */
  public static void recover(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    if (!Files.isDirectory(parent(absolute))) {
      return;
    }
    Path old = old(absolute);
    if (exists(old)) {
      if (exists(absolute)) {
        deleteTree(old);
      } else {
        Files.move(old, absolute, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(parent(absolute));
      }
    }
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent(absolute))) {
      for (Path sibling : siblings) {
        if (isStale(sibling, absolute)) {
          deleteTree(sibling);
        }
      }
    }
  }

  /**
   * Returns the version that a writer has put aside while it replaces a directory, if there is one.
   */
  public static Optional<Path> previous(Path target) {
    return Optional.of(old(target.toAbsolutePath().normalize())).filter(AtomicFiles::exists);
  }

  /** Deletes a file, or a directory with everything in it; links are not followed. */
  public static void deleteTree(Path root) throws IOException {
    if (exists(root)) {
      for (Path path : deepestFirst(root)) {
        Files.delete(path);
      }
    }
  }

  /** Returns what a directory holds, each entry before the directory that holds it. */
  private static List<Path> deepestFirst(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause(); // the stream wraps what the walk met
    }
  }

  private static void replace(Path target, PathWriter writer) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    Files.createDirectories(parent(absolute));
    recover(absolute);
    Path temporary =
        absolute.resolveSibling(prefix(absolute) + WRITER + "-" + COUNTER.incrementAndGet());
    ACTIVE.add(temporary);
    try {
      writer.write(temporary);
      moveOnto(absolute, temporary);
    } catch (IOException | RuntimeException | Error e) {
      try {
        deleteTree(temporary);
      } catch (IOException cleanUp) {
        e.addSuppressed(cleanUp);
      }
      throw e;
    } finally {
      ACTIVE.remove(temporary);
    }
  }

  private static void moveOnto(Path target, Path temporary) throws IOException {
    if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      forceDirectory(parent(target));
      return;
    }
    Path old = old(target);
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      try {
        Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException back) {
        e.addSuppressed(back);
      }
      throw e;
    }
    forceDirectory(parent(target));
    deleteTree(old);
  }

  /** A temporary of this target whose writer no longer lives. */
  private static boolean isStale(Path sibling, Path target) {
    String name = sibling.getFileName().toString();
    if (!name.startsWith(prefix(target))) {
      return false;
    }
    Matcher parts = TEMPORARY.matcher(name.substring(prefix(target).length()));
    if (!parts.matches()) {
      return false;
    }
    if (name.startsWith(prefix(target) + WRITER + "-")) {
      return !ACTIVE.contains(sibling);
    }
    if (!parts.group(1).equals(MACHINE)) {
      return age(sibling).compareTo(FOREIGN_LEFTOVER) > 0; // nobody here can ask for that process
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(parts.group(2)));
    return process.isEmpty() || !started(process.get()).equals(parts.group(3));
  }

  private static Duration age(Path path) {
    try {
      return Duration.between(Files.getLastModifiedTime(path).toInstant(), Instant.now());
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }

  private static String started(ProcessHandle process) {
    long millis = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return Long.toString(millis, Character.MAX_RADIX);
  }

  /** A host and a space of process numbers: each container counts its own. */
  private static String machine() {
    StringBuilder machine = new StringBuilder();
    try {
      machine.append(Files.readString(Path.of("/proc/sys/kernel/hostname")));
      machine.append(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")));
    } catch (IOException | UnsupportedOperationException e) {
      machine.append(System.getenv().getOrDefault("COMPUTERNAME", "")); // no Linux
    }
    return Integer.toUnsignedString(machine.toString().hashCode(), Character.MAX_RADIX);
  }

  private static void forceTree(Path root) throws IOException {
    for (Path path : deepestFirst(root)) {
      if (Files.isDirectory(path)) {
        forceDirectory(path);
      } else {
        force(path);
      }
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes a rename durable; Windows cannot open a directory and needs no such call. */
  private static void forceDirectory(Path directory) throws IOException {
    if (!WINDOWS) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static Path parent(Path absolute) {
    Path parent = absolute.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(absolute + ": a file system's root cannot be replaced");
    }
    return parent;
  }

  private static Path old(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".old");
  }

  private static String prefix(Path target) {
    return "." + target.getFileName() + ".new-";
  }
}
