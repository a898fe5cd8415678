package dev.ieum.tokenizers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Corpora that lie beside the repository, for measurements; absent ones skip the test. */
public final class SharedData {
  private SharedData() {}

  /** Returns the file {@code ../shared/data/name}, or skips the test. */
  public static Path file(String name) {
    Path home = Path.of("").toAbsolutePath();
    while (home != null && !Files.isDirectory(home.resolve(".mvn"))) {
      home = home.getParent();
    }
    assumeTrue(home != null, "no folder above this one holds .mvn");
    Path file = home.resolveSibling("shared").resolve("data").resolve(name);
    assumeTrue(Files.isReadable(file), () -> "no corpus at " + file);
    return file;
  }

  /** Returns the lines of a gzip file. */
  public static List<String> lines(String name) {
    Path file = file(name);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns one column of a TSV file with a header. */
  public static List<String> column(String name, int column) {
    return lines(name).stream().skip(1).map(line -> line.split("\t", -1)[column]).toList();
  }
}
