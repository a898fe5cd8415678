package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings in processes of their own: real signals, and two in one directory. */
class TrainProcessTest {
  private static final int MANY_LINES = 300_000;
  private static final long LONGEST_SECONDS = 120;

  @TempDir Path dir;

  private Path errors;

  @BeforeEach
  void requireSignals() throws IOException {
    Path status = Path.of("/proc/self/status");
    assumeTrue(Files.exists(status), "signals are tried on Linux only");
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow();
    long mask = Long.parseUnsignedLong(ignored.substring(7).strip(), 16);
    assumeTrue((mask & 0b11) == 0, "SIGHUP or SIGINT is ignored here, as by nohup");
    errors = dir.resolve("errors");
  }

  private Process start(String... arguments) throws IOException {
    return start(errors, arguments);
  }

  private static Process start(Path errors, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dieum.terminal=true",
                "-cp",
                System.getProperty("java.class.path"),
                Ieum.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("NO_COLOR", "1");
    return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void signal(Process process, String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertEquals(0, kill.waitFor());
  }

  private int end(Process process) throws Exception {
    assertTrue(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS), () -> "still alive: " + err());
    return process.exitValue();
  }

  private static void await(Path file, Process process) throws Exception {
    while (!Files.exists(file)) {
      assertTrue(process.isAlive(), "it ended before there was " + file);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private String err() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** So many pairs that preparing them takes much longer than a signal. */
  private Path writeLargeConfig(Path where) throws IOException {
    Files.createDirectories(where);
    Path config = TinyModel.writeConfig(where);
    List<String> pairs = Files.readAllLines(where.resolve("pairs.tsv"));
    StringBuilder many = new StringBuilder(pairs.get(0)).append('\n');
    for (int i = 0; i < MANY_LINES; i++) {
      String pair = pairs.get(1 + i % (pairs.size() - 1));
      many.append(i).append(' ').append(pair).append('\n');
    }
    Files.writeString(where.resolve("pairs.tsv"), many);
    return config;
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void signal_whileDataArePrepared_endsAtOnceAndSaysHowToStart(String name, int exitCode)
      throws Exception {
    Path config = writeLargeConfig(dir.resolve("it's mine (한국어)"));
    Path out = config.resolveSibling("my run");
    Process process =
        start("train", config.toString(), "--out", out.toString(), "--set", "name=two words");
    await(out.resolve(".lock"), process);
    signal(process, name);
    assertEquals(exitCode, end(process), this::err);
    String last = err().substring(err().indexOf("stopped;"));
    assertEquals(1, last.lines().count(), this::err);
    assertTrue(last.startsWith("stopped; nothing is saved yet; start again with: "), last);
    assertTrue(err().contains("\nstopped;"), "on a line of its own: " + err());
    String command = last.substring(last.indexOf("ieum train")).strip();
    Process shell =
        new ProcessBuilder("sh", "-c", "ieum() { printf '%s\\n' \"$@\"; }; " + command).start();
    assertEquals(
        List.of("train", config.toString(), "--out", out.toString(), "--set", "name=two words"),
        new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList());
  }

  private static String[] slowUpdates(String config, Path out, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", config, "--out", out.toString()));
    for (String setting :
        List.of(
            "data.train=[{file: pairs.tsv, repeat: 40}]",
            "training.batch-tokens=1000000",
            "training.batch-sentences=100000",
            "training.max-updates=100000",
            "training.validate-every=100000",
            "training.checkpoint-every=1",
            "network.encoder-hidden=256",
            "network.decoder-hidden=256")) {
      arguments.addAll(List.of("--set", setting));
    }
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private void assertResumes(String config, Path out) {
    CliRun resumed =
        CliRun.of(
            slowUpdates(
                config,
                out,
                "--resume",
                "--allow-changed",
                "max-updates",
                "--set",
                "training.max-updates=1"));
    assertEquals(0, resumed.exitCode(), resumed.err());
  }

  @Test
  void signal_inAnUpdate_savesAndASecondEndsAtOnce() throws Exception {
    String config = TinyModel.writeConfig(dir).toString();
    Path out = dir.resolve("run");
    Process process = start(slowUpdates(config, out));
    await(out.resolve("checkpoint/state.json"), process);
    signal(process, "TERM");
    assertEquals(143, end(process), this::err);
    assertTrue(err().contains("\nstopped after update "), this::err);
    assertTrue(err().strip().endsWith("--resume"), this::err);

    Process again = start(slowUpdates(config, out, "--resume"));
    String before = Files.readString(out.resolve("checkpoint/state.json"));
    while (before.equals(state(out))) { // until it trains
      assertTrue(again.isAlive(), this::err);
      TimeUnit.MILLISECONDS.sleep(5);
    }
    signal(again, "INT");
    signal(again, "INT");
    assertEquals(130, end(again), this::err);
    assertResumes(config, out);
  }

  /** Between two renames there is none. */
  private static String state(Path out) throws IOException {
    Path file = out.resolve("checkpoint/state.json");
    try {
      return Files.readString(file);
    } catch (java.nio.file.NoSuchFileException e) {
      return "";
    }
  }

  @Test
  void train_whereAnotherTrains_isRefusedInOneLine() throws Exception {
    String config = TinyModel.writeConfig(dir).toString();
    Path out = dir.resolve("run");
    Process process = start(slowUpdates(config, out));
    await(out.resolve("checkpoint/state.json"), process);
    CliRun second = CliRun.of("train", config, "--out", out.toString());
    assertEquals(
        new CliRun(
            2,
            "",
            "ieum: "
                + out
                + ": another training is at work there; wait for its end or give another --out\n"),
        second);
    signal(process, "KILL");
    process.waitFor();
    assertResumes(config, out);
  }

  @Tag("slow")
  @Test
  void train_twelvePairsInOneDirectory_oneRunsAndItsModelIsItsSeeds() throws Exception {
    String config = TinyModel.writeConfig(dir).toString();
    List<Path> alone = List.of(dir.resolve("alone0"), dir.resolve("alone1"));
    for (int seed = 0; seed < 2; seed++) {
      assertEquals(0, CliRun.of(arguments(config, alone.get(seed), seed)).exitCode());
    }
    for (int pair = 0; pair < 12; pair++) {
      Path out = dir.resolve("pair" + pair);
      List<Process> both = new ArrayList<>();
      for (int seed = 0; seed < 2; seed++) {
        both.add(start(dir.resolve("errors" + seed), arguments(config, out, seed)));
      }
      List<Integer> codes = List.of(end(both.get(0)), end(both.get(1)));
      int winner = codes.indexOf(0);
      assertTrue(winner >= 0 && codes.get(1 - winner) == 2, codes::toString);
      String refusal = Files.readString(dir.resolve("errors" + (1 - winner)));
      assertTrue(
          refusal.contains("another training") || refusal.contains("already holds"), refusal);
      String weights = "model/weights.safetensors";
      assertEquals(
          -1,
          Files.mismatch(alone.get(winner).resolve(weights), out.resolve(weights)),
          "the model of the seed that ran");
    }
  }

  /**
   * Writes fail where a file grows over the limit: from the first line of a log to the last
   * weights.
   */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512})
  void train_whoseWritesFailAtAnyStep_losesNothingAndEndsAlike(int kilobytes) throws Exception {
    String config = TinyModel.writeConfig(dir).toString();
    Path whole = dir.resolve("whole");
    assertEquals(0, CliRun.of(arguments(config, whole, 0)).exitCode());
    Path out = dir.resolve("limited");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "ulimit -f \"$1\"; shift; exec \"$@\" 2>&1",
                "bash",
                Integer.toString(kilobytes),
                java,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Ieum.class.getName()));
    command.addAll(List.of(arguments(config, out, 0)));
    Process process = new ProcessBuilder(command).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = end(process);
    assertTrue(exitCode == 1 || (exitCode == 0 && kilobytes > 16), said);
    if (exitCode == 1) {
      assertEquals(1, said.lines().filter(line -> line.startsWith("ieum: ")).count(), said);
      assertFalse(said.contains("\tat "), said);
      List<String> again = new ArrayList<>(List.of(arguments(config, out, 0)));
      if (Files.exists(out.resolve("checkpoint/state.json"))) {
        again.add("--resume");
      }
      CliRun second = CliRun.of(again.toArray(String[]::new));
      assertEquals(0, second.exitCode(), second.err());
    }
    String weights = "model/weights.safetensors";
    assertEquals(-1, Files.mismatch(whole.resolve(weights), out.resolve(weights)), said);
  }

  private static String[] arguments(String config, Path out, int seed) {
    return new String[] {
      "train", config, "--out", out.toString(), "--seed", Integer.toString(seed)
    };
  }
}
