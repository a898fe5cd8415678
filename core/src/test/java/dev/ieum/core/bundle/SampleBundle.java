package dev.ieum.core.bundle;

import com.google.gson.JsonObject;
import dev.ieum.core.bundle.Provenance.CorpusFile;
import dev.ieum.core.bundle.SafeTensors.Precision;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small bundle for tests, made with every feature of the format. */
final class SampleBundle {
  static final String NAME = "tiny-format-1";
  static final List<String> TOKENS =
      List.of("<pad>", "<unk>", "<s>", "</s>", "▁이음", "a\rb", "\u2028", "", "😀");

  private SampleBundle() {}

  /** Writes the committed fixture of format 1 anew; run only when a fixture is lost. */
  public static void main(String[] arguments) throws IOException {
    writer().write(Path.of(arguments[0], NAME));
  }

  static Map<String, FloatTensor> weights() {
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    weights.put("embedding", new FloatTensor(new int[] {2, 3}, new float[] {1, 2, 3, -4, 0.5f, 0}));
    weights.put("bias", new FloatTensor(new int[] {1}, new float[] {-0.25f}));
    return weights;
  }

  static Provenance provenance() {
    JsonObject config = new JsonObject();
    config.addProperty("dropout", 0.3);
    return new Provenance(
        "0.1.0",
        "PyTorch 2.7.1",
        "OpenJDK 17",
        "Linux amd64",
        -42,
        "ieum train tiny.yaml",
        config,
        List.of(new CorpusFile("train.tsv", "ab".repeat(32), 2_000)),
        Instant.parse("2026-01-02T03:04:05Z"),
        61_500,
        1_234);
  }

  static ModelBundleWriter writer() {
    JsonObject network = new JsonObject();
    network.addProperty("cell", "lstm");
    network.addProperty("hidden", 3);
    network.addProperty("rate", 0.1);
    return new ModelBundleWriter(
            NAME, ModelTask.TRANSLATION, List.of("ko", "en"), "CC-BY-4.0", provenance())
        .network(network)
        .tokenizer("shared", Map.of("kind", "bpe", "merges", "tokenizer/merges.txt"))
        .vocabulary("shared", TOKENS)
        .text("tokenizer/merges.txt", "이 음\n")
        .weights(weights(), Precision.F16)
        .card("# Tiny\n\nA model for tests; it translates nothing.\n")
        .score(new ReportedScore("test", "BLEU|nrefs:1|case:mixed", 12.5));
  }

  /** Reads a directory into memory, by relative path. */
  static Map<String, byte[]> files(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(
            directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** Writes files as a zip. */
  static Path zip(Path file, Map<String, byte[]> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }
}
