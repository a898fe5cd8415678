package dev.ieum.benchmarks;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs other programs and watches what they take. Stateless. */
final class Program {
  private static final long LOOK_MILLIS = 50;

  private Program() {}

  /**
   * What became of a program.
   *
   * @param lines standard output
   * @param firstLineSeconds from its start to its first line
   * @param seconds from its start to its end
   * @param megabytes most memory resident at once, as last seen; 0 where the system does not tell
   */
  record Outcome(List<String> lines, double firstLineSeconds, double seconds, double megabytes) {

    /** Returns the last line as JSON, with the memory added. */
    JsonObject json() {
      JsonObject json = JsonParser.parseString(lines.get(lines.size() - 1)).getAsJsonObject();
      json.addProperty("rss_mb", megabytes);
      return json;
    }
  }

  /**
   * Runs a command to its end; its standard error goes to ours.
   *
   * @throws IOException when it cannot run, fails, or prints nothing
   */
  static Outcome run(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    // Set by a person for other programs, these would bind the yardstick's library to slow code.
    builder.environment().keySet().removeIf(name -> name.startsWith("OPENBLAS_"));
    builder.environment().putAll(environment);
    builder.redirectError(
        ProcessBuilder.Redirect.appendTo(Path.of("benchmarks/target/stderr").toFile()));
    long begin = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    double[] megabytes = {0};
    Thread watcher = new Thread(() -> watch(process, megabytes), "watcher");
    watcher.setDaemon(true);
    watcher.start();
    List<String> lines = new ArrayList<>();
    double first = 0;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        first = lines.isEmpty() ? (System.nanoTime() - begin) / 1e9 : first;
        lines.add(line);
      }
      int code = process.waitFor();
      double seconds = (System.nanoTime() - begin) / 1e9;
      watcher.join();
      if (code != 0 || lines.isEmpty()) {
        throw new IOException(
            "%s: exit code = %d, %d lines; see benchmarks/target/stderr"
                .formatted(String.join(" ", command), code, lines.size()));
      }
      return new Outcome(lines, first, seconds, megabytes[0]);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroy();
    }
  }

  private static void watch(Process process, double[] megabytes) {
    Path status = Path.of("/proc/%d/status".formatted(process.pid()));
    try {
      while (process.isAlive()) {
        for (String line : Files.readAllLines(status)) {
          if (line.startsWith("VmHWM:")) {
            megabytes[0] = Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
          }
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (IOException e) {
      return; // it has ended, or this system does not tell
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the command for a class of this program in a Java machine of its own. */
  static List<String> java(String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : System.getProperty("ieum.flags", "").split(" ", -1)) {
      if (!flag.isEmpty()) {
        command.add(flag);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Returns the words of a line written in the program's own locale. */
  static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
