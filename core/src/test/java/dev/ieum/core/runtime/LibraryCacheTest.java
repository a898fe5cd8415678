package dev.ieum.core.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryCacheTest {
  private static final String NAME = "libs-1";

  @TempDir private Path root;
  private Path jar;
  private Path parent;
  private final Map<String, byte[]> contents = new LinkedHashMap<>();

  @BeforeEach
  void makeJar() throws IOException {
    jar = root.resolve("native.jar");
    parent = root.resolve("cache/pytorch");
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    contents.put("libsmall.so", "small".getBytes(StandardCharsets.UTF_8));
    contents.put("liblarge.so", large);
    write(jar, contents);
  }

  private static void write(Path jar, Map<String, byte[]> contents) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : contents.entrySet()) {
        zip.putNextEntry(new ZipEntry("native/" + file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
  }

  private static LibraryCache cache(Path jar, Path parent) throws IOException {
    Map<String, URL> sources = new LinkedHashMap<>();
    for (String file : List.of("libsmall.so", "liblarge.so")) {
      sources.put(file, new URL("jar:" + jar.toUri() + "!/native/" + file));
    }
    return new LibraryCache(parent, NAME, sources);
  }

  private void assertWhole() throws IOException {
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      assertArrayEquals(
          file.getValue(), Files.readAllBytes(parent.resolve(NAME).resolve(file.getKey())));
    }
    try (Stream<Path> files = Files.list(parent)) {
      assertEquals(
          new TreeSet<>(List.of(NAME, NAME + ".lock", NAME + ".verified")),
          new TreeSet<>(files.map(path -> path.getFileName().toString()).toList()));
    }
  }

  @Test
  void prepare_emptyCache_unpacksAndLeavesNoPart() throws Exception {
    cache(jar, parent).prepare();
    assertWhole();
  }

  @Test
  void prepare_again_writesNothing() throws Exception {
    cache(jar, parent).prepare();
    FileTime before = Files.getLastModifiedTime(parent.resolve(NAME));
    Files.delete(parent.resolve(NAME + ".verified")); // as after DJL unpacked it
    cache(jar, parent).prepare();
    assertEquals(before, Files.getLastModifiedTime(parent.resolve(NAME)));
    assertWhole();
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncated", "empty", "missing", "changed", "no directory"})
  void prepare_damagedFile_isReplaced(String damage) throws Exception {
    cache(jar, parent).prepare();
    Path file = parent.resolve(NAME).resolve("liblarge.so");
    byte[] bytes = contents.get("liblarge.so").clone();
    bytes[1_500_000] ^= 1;
    switch (damage) {
      case "truncated" -> Files.write(file, Arrays.copyOf(bytes, 1000));
      case "empty" -> Files.write(file, new byte[0]);
      case "missing" -> Files.delete(file);
      case "changed" -> {
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
      }
      default -> {
        Files.delete(file);
        Files.delete(parent.resolve(NAME).resolve("libsmall.so"));
        Files.delete(parent.resolve(NAME));
      }
    }
    cache(jar, parent).prepare();
    assertWhole();
  }

  @Test
  void prepare_partOfAKilledProcess_isDeleted() throws Exception {
    Path part = Files.createDirectories(parent.resolve(NAME + ".part"));
    Files.write(part.resolve("liblarge.so"), new byte[1000]);
    cache(jar, parent).prepare();
    assertWhole();
  }

  @Test
  void prepare_oldPartOfDjl_isDeletedAndAFreshOneIsLeft() throws Exception {
    Path old = Files.createDirectories(parent.resolve("tmp123"));
    Path file = Files.write(old.resolve("libtorch_cpu.so"), new byte[1000]);
    Path fresh = Files.createDirectories(parent.resolve("tmp456"));
    FileTime dayBefore = FileTime.from(Instant.now().minusSeconds(86_400));
    Files.setLastModifiedTime(file, dayBefore);
    Files.setLastModifiedTime(old, dayBefore);
    cache(jar, parent).prepare();
    assertTrue(Files.notExists(old));
    assertTrue(Files.exists(fresh), "another process may be writing it");
  }

  @Test
  void prepare_manyAtOnce_allReturnToAWholeDirectory() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        running.add(
            pool.submit(
                () -> {
                  cache(jar, parent).prepare();
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get(1, TimeUnit.MINUTES);
      }
    } finally {
      pool.shutdownNow();
    }
    assertWhole();
  }

  @Test
  void prepare_parentIsAFile_saysSoAndLeavesIt() throws Exception {
    Files.createDirectories(parent.getParent());
    Files.writeString(parent, "mine");
    assertThrows(IOException.class, () -> cache(jar, parent).prepare());
    assertEquals("mine", Files.readString(parent));
  }

  /** Unpacks in a process of its own: jar, cache. */
  public static void main(String[] arguments) throws Exception {
    LibraryCache cache = cache(Path.of(arguments[0]), Path.of(arguments[1]));
    Thread loader =
        new Thread(
            () -> {
              try {
                cache.prepare();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    loader.setDaemon(true);
    loader.start();
    Path large = Path.of(arguments[1]).resolve(NAME + ".part").resolve("liblarge.so");
    while (Files.notExists(large) || Files.size(large) < 1 << 20) {
      if (!loader.isAlive()) {
        return;
      }
      Thread.onSpinWait();
    }
    switch (arguments[2]) {
      case "exit" -> System.exit(0);
      case "halt" -> Runtime.getRuntime().halt(0);
      default -> loader.join();
    }
  }

  private void unpackInAProcess(String ending) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LibraryCacheTest.class.getName(),
                jar.toString(),
                parent.toString(),
                ending)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue());
  }

  private void makeLargeJar() throws IOException {
    byte[] large = new byte[50_000_000];
    new Random(2).nextBytes(large);
    contents.put("liblarge.so", large);
    write(jar, contents);
  }

  @Test
  void prepare_processExitsMeanwhile_leavesNoPart() throws Exception {
    makeLargeJar();
    unpackInAProcess("exit");
    assertTrue(Files.notExists(parent.resolve(NAME)), "it was stopped in the middle");
    assertTrue(Files.notExists(parent.resolve(NAME + ".part")));
  }

  @Test
  void prepare_afterAKilledProcess_recovers() throws Exception {
    makeLargeJar();
    unpackInAProcess("halt");
    assertTrue(Files.exists(parent.resolve(NAME + ".part")), "it was killed in the middle");
    unpackInAProcess("finish");
    assertWhole();
  }

  @Test
  void prepare_lockHeldElsewhere_waits() throws Exception {
    Files.createDirectories(parent);
    Path lockFile = parent.resolve(NAME + ".lock");
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                cache(jar, parent).prepare();
                done.complete(null);
              } catch (IOException e) {
                done.completeExceptionally(e);
              }
            });
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertTrue(lock.isValid());
      waiting.start();
      while (waiting.getState() != Thread.State.TIMED_WAITING) {
        assertFalse(done.isDone(), "it did not wait");
        Thread.onSpinWait();
      }
      assertTrue(Files.notExists(parent.resolve(NAME)));
    }
    done.get(1, TimeUnit.MINUTES);
    assertWhole();
  }
}
