package dev.ieum.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What two runs left on the disk, compared byte for byte, clocks left out. */
final class RunFiles {
  private RunFiles() {}

  /** Fails unless weights, optimizer, snapshots, bundle and the log of losses are the same. */
  static void assertSame(Path expected, Path actual) throws IOException {
    for (String file :
        List.of("checkpoint/weights.safetensors", "checkpoint/optimizer.safetensors")) {
      assertEquals(-1, Files.mismatch(expected.resolve(file), actual.resolve(file)), file);
    }
    assertSameFiles(expected.resolve("snapshots"), actual.resolve("snapshots"));
    assertSameFiles(expected.resolve("model"), actual.resolve("model"));
    assertEquals(state(expected), state(actual));
    assertEquals(log(expected), log(actual));
  }

  private static void assertSameFiles(Path expected, Path actual) throws IOException {
    SortedMap<String, Path> files = files(expected);
    assertEquals(files.keySet(), files(actual).keySet());
    for (String name : files.keySet()) {
      Path other = files(actual).get(name);
      if (name.equals("model.json")) {
        assertEquals(manifest(files.get(name)), manifest(other));
      } else {
        assertEquals(-1, Files.mismatch(files.get(name), other), name);
      }
    }
  }

  private static SortedMap<String, Path> files(Path directory) throws IOException {
    TreeMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(directory)) {
      tree.filter(Files::isRegularFile)
          .forEach(file -> files.put(directory.relativize(file).toString(), file));
    }
    return files;
  }

  private static JsonObject manifest(Path file) throws IOException {
    JsonObject manifest = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertNotNull(manifest.remove("seal"), "a digest of the rest, clocks among it");
    JsonObject provenance = manifest.getAsJsonObject("provenance");
    assertNotNull(provenance.remove("started"), "a clock");
    assertNotNull(provenance.remove("duration_millis"), "a clock");
    return manifest;
  }

  private static JsonObject state(Path run) throws IOException {
    JsonObject state =
        JsonParser.parseString(Files.readString(run.resolve("checkpoint/state.json")))
            .getAsJsonObject();
    state.remove("started");
    state.remove("seconds");
    assertNotNull(state.remove("seal"), "a digest of the rest, clocks among it");
    return state;
  }

  private static List<JsonObject> log(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .peek(line -> line.remove("tokens_per_second"))
        .toList();
  }
}
