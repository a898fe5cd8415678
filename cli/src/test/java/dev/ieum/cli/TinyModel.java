package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A translation model so small that the tests can train it: by the program itself, once. */
final class TinyModel {

  /** What a user's first configuration looks like, with a network for ants. */
  static final String CONFIG =
      """
      task: translation
      name: tiny
      source-language: ko
      target-language: en
      data:
        train: [{file: pairs.tsv}]
        dev: [{file: pairs.tsv, include: [caption]}]
      text: {shared: true, source-vocabulary: 480, min-character-count: 1, bpe-dropout: 0}
      network: {embedding-size: 32, encoder-hidden: 32, decoder-hidden: 48, decoder-layers: 1}
      regularization:
        embedding-dropout: 0
        source-word-dropout: 0
        target-word-dropout: 0
        layer-dropout: 0
        output-dropout: 0
        recurrent-dropout: 0
        label-smoothing: 0
      training:
        max-updates: 120
        validate-every: 60
        checkpoint-every: 50
        batch-sentences: 8
        learning-rate: 0.02
        warmup-updates: 5
        average: 1
        seed: 7
      """;

  private static Path directory;

  private TinyModel() {}

  /** Returns the bundle, trained on the first call. */
  static synchronized Path bundle() {
    if (directory == null) {
      try {
        directory = Files.createTempDirectory("ieum-tiny");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        Path config = writeConfig(directory);
        CliRun run = CliRun.of("train", config.toString(), "--out", runDirectory().toString());
        assertEquals("", run.err());
        assertEquals(0, run.exitCode());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return runDirectory().resolve("model");
  }

  private static Path runDirectory() {
    return directory.resolve("run");
  }

  /** Writes the configuration and the pairs it names, and returns the former. */
  static Path writeConfig(Path where) throws IOException {
    Files.copy(ArchitectureTest.root().resolve("samples/pairs.tsv"), where.resolve("pairs.tsv"));
    return Files.writeString(where.resolve("tiny.yaml"), CONFIG);
  }

  /** Copies the bundle for a test that damages it. */
  static Path copy(Path to) throws IOException {
    Path from = bundle();
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }

  private static void delete(Path tree) {
    try (Stream<Path> files = Files.walk(tree)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // what is left of a test in the system's temporary directory harms nobody
    }
  }
}
