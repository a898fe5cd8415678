package dev.ieum.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        List.of(
            "checkpoint/weights.safetensors",
            "checkpoint/optimizer.safetensors",
            "model/weights.safetensors",
            "model/vocabulary/shared.txt",
            "model/tokenizer/shared.bpe.txt")) {
      assertEquals(-1, Files.mismatch(expected.resolve(file), actual.resolve(file)), file);
    }
    assertEquals(snapshots(expected).keySet(), snapshots(actual).keySet());
    for (String name : snapshots(expected).keySet()) {
      assertEquals(
          -1, Files.mismatch(snapshots(expected).get(name), snapshots(actual).get(name)), name);
    }
    assertEquals(state(expected), state(actual));
    assertEquals(log(expected), log(actual));
  }

  private static SortedMap<String, Path> snapshots(Path run) throws IOException {
    TreeMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> list = Files.list(run.resolve("snapshots"))) {
      list.forEach(file -> files.put(file.getFileName().toString(), file));
    }
    return files;
  }

  private static JsonObject state(Path run) throws IOException {
    JsonObject state =
        JsonParser.parseString(Files.readString(run.resolve("checkpoint/state.json")))
            .getAsJsonObject();
    state.remove("started");
    state.remove("seconds");
    return state;
  }

  private static List<JsonObject> log(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .peek(line -> line.remove("tokens_per_second"))
        .toList();
  }
}
