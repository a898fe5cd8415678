package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher as an installed copy runs it, {@code bin/ieum} beside {@code lib/}, before a program
 * that only says how it was called.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {
  private static final String PROGRAM =
      """
      package dev.ieum.cli;

      final class Ieum {
        public static void main(String[] arguments) {
          System.out.println("%s " + String.join("|", arguments));
        }
      }
      """;
  private static final String CLASS_LIST_RUN =
      """
      package dev.ieum.cli;

      final class ClassListRun {
        public static void main(String[] arguments) {
          Ieum.main(arguments);
        }
      }
      """;
  private static final Result RAN = new Result(0, "ran a b|*|--help\n", "");

  @TempDir Path home;

  private record Result(int exitCode, String out, String err) {}

  @BeforeEach
  void install() throws IOException {
    Files.createDirectories(home.resolve("copy/bin"));
    Files.createDirectories(home.resolve("copy/lib"));
    Files.createDirectories(home.resolve("sources"));
    Files.copy(ArchitectureTest.root().resolve("ieum"), launcher());
    assertTrue(launcher().toFile().setExecutable(true));
    buildProgram("ran");
  }

  /** Nothing may go on in the directory when it is removed. */
  @AfterEach
  void wait_forWhatRunsInTheBackground() throws InterruptedException {
    await("an end", () -> files(beside(), ".lock").isEmpty());
  }

  private Path launcher() {
    return home.resolve("copy/bin/ieum");
  }

  private Path beside() {
    return home.resolve("copy/cache");
  }

  private void buildProgram(String word) throws IOException {
    Path sources = home.resolve("sources");
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(home.resolve("copy/lib/ieum-cli.jar")))) {
      Files.writeString(sources.resolve("Ieum.java"), PROGRAM.formatted(word));
      Files.writeString(sources.resolve("ClassListRun.java"), CLASS_LIST_RUN);
      for (String name : List.of("Ieum", "ClassListRun")) {
        String[] arguments = {
          "-d",
          sources.toString(),
          "-sourcepath",
          sources.toString(),
          sources.resolve(name + ".java").toString()
        };
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments));
        String entry = "dev/ieum/cli/" + name + ".class";
        jar.putNextEntry(new JarEntry(entry));
        jar.write(Files.readAllBytes(sources.resolve(entry)));
        jar.closeEntry();
      }
    }
  }

  private Process start(Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(launcher().toString(), "a b", "*", "--help");
    builder.environment().keySet().removeAll(Set.of("XDG_CACHE_HOME", "IEUM_OPTS", "IEUM_CACHE"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", home.toString());
    builder.environment().putAll(environment);
    return builder.directory(home.toFile()).start();
  }

  private static Result finish(Process process) throws IOException, InterruptedException {
    String out = text(process.getInputStream().readAllBytes());
    String err = text(process.getErrorStream().readAllBytes());
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Result(process.exitValue(), out, err);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Result run() throws IOException, InterruptedException {
    return finish(start(Map.of()));
  }

  private Result run(String variable, String value) throws IOException, InterruptedException {
    return finish(start(Map.of(variable, value)));
  }

  private static List<Path> files(Path directory, String ending) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.sleep(20);
    }
  }

  private static Path archiveIn(Path cache) throws InterruptedException {
    await(
        "an archive in " + cache,
        () -> files(cache, ".jsa").size() == 1 && files(cache, ".lock").isEmpty());
    assertEquals(1, files(cache, "").size());
    return files(cache, ".jsa").get(0);
  }

  private boolean mapped() throws IOException, InterruptedException {
    return run("IEUM_OPTS", "-Xlog:class+load")
        .out()
        .contains("dev.ieum.cli.Ieum source: shared objects file");
  }

  @Test
  void archive_isMadeByTheFirstRunAndMappedByTheNext() throws IOException, InterruptedException {
    assertEquals(RAN, run());
    archiveIn(beside());
    assertTrue(mapped());
    assertEquals(RAN, run());
  }

  @Test
  void cache_namedByTheVariable_holdsTheArchive() throws IOException, InterruptedException {
    Path named = home.resolve("a cache/of mine");
    assertEquals(RAN, run("IEUM_CACHE", named.toString()));
    archiveIn(named);
    assertEquals(RAN, run("IEUM_CACHE", named.toString()));
    assertFalse(Files.exists(beside()));
  }

  @Test
  void cache_none_makesNoArchive() throws IOException, InterruptedException {
    assertEquals(RAN, run("IEUM_CACHE", "none"));
    assertFalse(Files.exists(beside()));
    assertFalse(Files.exists(home.resolve(".cache")));
  }

  @Test
  void cache_thatCannotBe_changesNothing() throws IOException, InterruptedException {
    Files.writeString(home.resolve("file"), "");
    assertEquals(RAN, run("IEUM_CACHE", home.resolve("file/cache").toString()));
    assertEquals(RAN, run("IEUM_CACHE", home.resolve("with:colon").toString()));
    assertFalse(Files.exists(home.resolve("with:colon")));
  }

  @Test
  void damagedArchive_isPassedOverInSilence() throws IOException, InterruptedException {
    assertEquals(RAN, run());
    Path archive = archiveIn(beside());
    Files.delete(archive);
    Files.writeString(archive, "no archive");
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(60)));
    assertEquals(RAN, run());
  }

  @Test
  void otherAlignment_isPassedOverInSilence() throws IOException, InterruptedException {
    assertEquals(RAN, run());
    archiveIn(beside());
    assertEquals(RAN, run("IEUM_OPTS", "-XX:ObjectAlignmentInBytes=16"));
  }

  @Test
  void programBuiltAnew_runsAtOnceAndIsArchivedAnew() throws IOException, InterruptedException {
    assertEquals(RAN, run());
    Path archive = archiveIn(beside());
    FileTime old = FileTime.from(Instant.now().minusSeconds(10));
    Files.setLastModifiedTime(archive, old);
    buildProgram("ran anew");
    Result anew = new Result(0, "ran anew a b|*|--help\n", "");
    assertEquals(anew, run());
    await("a new archive", () -> !timeOf(archive).equals(old));
    archiveIn(beside());
    assertEquals(anew, run());
    assertTrue(mapped());
  }

  private static FileTime timeOf(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void firstRunsAtTheSameTime_makeOneArchive() throws IOException, InterruptedException {
    List<Process> runs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      runs.add(start(Map.of()));
    }
    for (Process run : runs) {
      assertEquals(RAN, finish(run));
    }
    archiveIn(beside());
    assertTrue(mapped());
  }

  @Test
  void lockLeftBehind_countsForTenMinutes() throws IOException, InterruptedException {
    assertEquals(RAN, run());
    Path archive = archiveIn(beside());
    Files.delete(archive);
    Path lock = Files.createDirectory(Path.of(archive + ".lock"));
    assertEquals(RAN, run());
    Thread.sleep(500);
    assertEquals(List.of(lock), files(beside(), ""));
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(700)));
    assertEquals(RAN, run());
    archiveIn(beside());
  }

  @Test
  void archiveDamagedInItsMiddle_isPassedOver() throws IOException, InterruptedException {
    assertEquals(RAN, run());
    Path archive = archiveIn(beside());
    byte[] whole = Files.readAllBytes(archive);
    for (int part = 1; part < 8; part++) {
      byte[] damaged = whole.clone();
      Arrays.fill(damaged, whole.length / 8 * part, whole.length / 8 * part + 4096, (byte) 0x5A);
      Files.delete(archive);
      Files.write(archive, damaged);
      assertEquals(RAN, run(), "part " + part);
    }
  }

  @Test
  void archiveThatIsAPipe_isPassedOver() throws IOException, InterruptedException {
    assertEquals(RAN, run());
    Path archive = archiveIn(beside());
    Files.delete(archive);
    Files.createDirectory(Path.of(archive + ".lock")); // so that none is made anew
    assertEquals(0, new ProcessBuilder("mkfifo", archive.toString()).start().waitFor());
    assertEquals(RAN, run());
    Files.delete(Path.of(archive + ".lock"));
  }

  @Test
  void standardOutput_closed_isOneLine() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", "exec \"$0\" --help >&-", launcher().toString()).start();
    assertEquals(new Result(1, "", "ieum: standard output is closed\n"), finish(process));
  }

  @Test
  void path_withColon_isOneLine() throws IOException, InterruptedException {
    Path moved = Files.createDirectories(home.resolve("a:b"));
    Files.move(home.resolve("copy"), moved.resolve("copy"));
    Process process =
        new ProcessBuilder(moved.resolve("copy/bin/ieum").toString(), "--help").start();
    Result result = finish(process);
    assertEquals(2, result.exitCode());
    assertEquals(1, result.err().lines().count());
    assertTrue(result.err().contains("colon"), result.err());
  }

  @Test
  void wordsOfJavaItself_standOnStandardError() throws IOException, InterruptedException {
    Result result = run("IEUM_OPTS", "-Xmx1k");
    assertEquals("", result.out());
    assertTrue(result.err().contains("heap"), result.err());
  }

  @Test
  void firstBuilds_atTheSameTimeAndAfterAKilledOne_runMavenOnce()
      throws IOException, InterruptedException {
    Path repository = Files.createDirectories(home.resolve("repository"));
    Path tools = Files.createDirectories(home.resolve("tools"));
    Path launcher = repository.resolve("ieum");
    Files.copy(launcher(), launcher);
    Path jar = home.resolve("copy/lib/ieum-cli.jar");
    Path maven = tools.resolve("mvn");
    Files.writeString(
        maven,
        "#!/bin/sh\necho built >>%s\nsleep 1\nmkdir -p cli/target/app/lib\ncp '%s' cli/target/app/lib/\n"
            .formatted(home.resolve("builds"), jar));
    assertTrue(maven.toFile().setExecutable(true));
    Process ended = new ProcessBuilder("true").start();
    assertEquals(0, ended.waitFor());
    Path target = Files.createDirectories(repository.resolve("cli/target"));
    Files.createSymbolicLink(
        target.resolve("first-build.lock"), Path.of(Long.toString(ended.pid())));
    List<Process> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "a b", "*", "--help");
      builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("IEUM_CACHE", "none");
      builder.environment().remove("IEUM_OPTS");
      runs.add(builder.start());
    }
    for (Process run : runs) {
      Result result = finish(run);
      assertEquals(0, result.exitCode(), result.err());
      assertEquals(RAN.out(), result.out());
    }
    assertEquals(List.of("built"), Files.readAllLines(home.resolve("builds")));
    assertFalse(Files.isSymbolicLink(target.resolve("first-build.lock")));
  }

  @Test
  void launcherOfWindows_givesJavaTheSameOptions() throws IOException {
    String shell = Files.readString(ArchitectureTest.root().resolve("ieum"));
    String windows = Files.readString(ArchitectureTest.root().resolve("cli/src/assembly/ieum.cmd"));
    for (String script : List.of(shell, windows)) {
      assertTrue(script.contains("-XX:ObjectAlignmentInBytes=32 -XX:MaxVectorSize=32"));
    }
    Matcher options = Pattern.compile("options=(-XX[^\"\r\n]*)").matcher(windows);
    assertTrue(options.find());
    assertTrue(shell.contains("options=\"" + options.group(1) + "\"\n"), options.group(1));
    Matcher server = Pattern.compile("serve\" set \"options=%options% ([^\"]*)").matcher(windows);
    assertTrue(server.find());
    Pattern.compile(" ")
        .splitAsStream(server.group(1))
        .forEach(option -> assertTrue(shell.contains(" " + option), option));
    assertTrue(windows.replace("\r\n", "").indexOf('\n') < 0, "lines end with CR LF");
  }
}
