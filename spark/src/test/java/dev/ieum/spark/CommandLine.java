package dev.ieum.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the program {@code ieum} in a process of its own. */
final class CommandLine {
  private CommandLine() {}

  /** Returns the entries of the class path of the tests. */
  static List<String> classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(path.split(File.pathSeparator));
  }

  /** Returns what a command prints for lines. */
  static List<String> run(Path directory, List<String> lines, String... command)
      throws IOException, InterruptedException {
    Path in = Files.write(directory.resolve("in.txt"), lines);
    Path out = directory.resolve("out.txt");
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-cp", String.join(File.pathSeparator, classPath())));
    words.add("dev.ieum.cli.Ieum");
    words.addAll(List.of(command));
    words.addAll(List.of("--output", out.toString(), in.toString()));
    Process process = new ProcessBuilder(words).inheritIO().start();
    assertEquals(0, process.waitFor());
    return Files.readAllLines(out);
  }

  /** Returns Korean lines of the samples, with numbers so that none is like another. */
  static List<String> korean(int count) throws IOException {
    List<String> samples = new ArrayList<>();
    for (String name : List.of("everyday.ko.txt", "reviews.ko.txt")) {
      samples.addAll(Files.readAllLines(Path.of("..", "samples", name)));
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String sample = samples.get(i % samples.size());
      lines.add(i < samples.size() ? sample : i + "번: " + sample);
    }
    return lines;
  }
}
