package dev.ieum.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream that is killed (SIGKILL) again and again: an event whose answer was written is in the
 * state, once.
 */
class NextStreamKillTest {
  private static final int EVENTS = 400;

  @TempDir private Path dir;

  private static List<String> events() {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>(List.of("user\tevent"));
    for (int i = 0; i < EVENTS; i++) {
      String event = List.of("a", "b", "c", "x").get(random.nextInt(4));
      lines.add(random.nextInt(20) + "\t" + event);
    }
    return lines;
  }

  private static String[] arguments(Path state) {
    return new String[] {
      "next",
      "-",
      "--model",
      TinySequences.bundle().toString(),
      "--stream",
      "--key",
      "user",
      "--column",
      "event",
      "--format",
      "tsv",
      "--top",
      "2",
      "--states",
      "15",
      "--state",
      state.toString(),
      "--resume",
      "--threads",
      "1"
    };
  }

  private static Process start(Path state) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Ieum.class.getName()));
    command.addAll(List.of(arguments(state)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  @Test
  void stream_killedAgainAndAgain_losesAndDoublesNoAcknowledgedEvent() throws Exception {
    String all = String.join("\n", events()) + "\n";
    Path undisturbed = dir.resolve("undisturbed.bin");
    List<String> expected = CliRun.withInput(all, arguments(undisturbed)).outLines();
    assertEquals(EVENTS, expected.size());

    Path state = dir.resolve("state.bin");
    int last = 1; // the header's line
    for (int kill = 1; kill <= 3; kill++) {
      Process process = start(state);
      try (BufferedReader answers =
              new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
          OutputStream input = process.getOutputStream()) {
        // More than are waited for, so that the kill falls into work.
        List<String> some = events().subList(0, 1 + kill * 110);
        input.write((String.join("\n", some) + "\n").getBytes(UTF_8));
        input.flush();
        for (int i = 0; i < 25; i++) {
          String answer = answers.readLine();
          assertTrue(answer != null, "no answer in run " + kill);
          last = assertNextAnswer(expected, answer, last);
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
    for (String answer : CliRun.withInput(all, arguments(state)).outLines()) {
      last = assertNextAnswer(expected, answer, last);
    }
    assertEquals(EVENTS + 1, last);
    assertArrayEquals(Files.readAllBytes(undisturbed), Files.readAllBytes(state));
  }

  /** An answer is as if nothing had happened, and to a line that was not acknowledged before. */
  private static int assertNextAnswer(List<String> expected, String answer, int last) {
    int line = Integer.parseInt(answer.substring(0, answer.indexOf('\t')));
    assertTrue(line > last, "line " + line + " after " + last);
    assertEquals(expected.get(line - 2), answer);
    return line;
  }
}
