package dev.ieum.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Texts of the corpora that IEUM_DATA names, unpacked. Stateless. */
final class Samples {
  private static final int DOCUMENTS = 20_000;

  private Samples() {}

  private static Path data() {
    return Path.of(System.getenv().getOrDefault("IEUM_DATA", "."));
  }

  /** Returns the lines of a compressed file. */
  static List<String> unpack(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }

  /** Writes the sentences of Multi30k's test set. */
  static Path test(Path work) throws IOException {
    Path file = data().resolve("multi30k/test_2016_flickr.en.gz");
    return Files.write(work.resolve("test.en"), unpack(file));
  }

  /** Writes the first lines of a file. */
  static Path head(Path file, int lines, Path to) throws IOException {
    try (Stream<String> all = Files.lines(file)) {
      return Files.write(to, all.limit(lines).toList());
    }
  }

  /** Writes texts of NSMC's test set. */
  static Path documents(Path work) throws IOException {
    return Files.write(
        work.resolve("documents.ko"),
        unpack(data().resolve("nsmc/test.tsv.gz")).stream()
            .skip(1)
            .map(line -> line.split("\t", -1)[1])
            .filter(text -> !text.isBlank())
            .limit(DOCUMENTS)
            .toList());
  }
}
