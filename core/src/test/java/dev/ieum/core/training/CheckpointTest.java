package dev.ieum.core.training;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.runtime.NativeRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints that were damaged or edited since they were written. */
class CheckpointTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkpoint/weights.safetensors",
        "checkpoint/optimizer.safetensors",
        "checkpoint/state.json",
        "snapshots/update-00000010.safetensors"
      })
  void run_aBitOfTheCheckpointFlipped_isRefused(String name) throws IOException {
    train(false);
    Path file = directory.resolve("run").resolve(name);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 50)) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      ModelBundleException e =
          assertThrows(ModelBundleException.class, () -> train(true), "byte " + at);
      assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }
    Files.delete(file);
    if (!name.endsWith("json")) {
      assertThrows(ModelBundleException.class, () -> train(true));
    }
    Files.write(file, whole);
    assertTrue(train(true).finished());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s/\"batch\": [0-9]+/\"batch\": 9999",
        "s/\"snapshots\": \\[[^\\]]*\\]/\"snapshots\": null",
        "s/\"started\": \"[^\"]*\"/\"started\": \"yesterday\"",
        "s/\"update\": [0-9]+/\"update\": null",
        "s/\"seal\": \"[^\"]*\"/\"seal\": null",
        "s/\"format\": 2,/",
        "s/\\{[\\s\\S]*/null",
        "s/\\{[\\s\\S]*/[]",
        "s/\\{[\\s\\S]*/"
      })
  void run_stateEdited_isRefusedInOneLine(String edit) throws IOException {
    train(false);
    Path file = directory.resolve("run/checkpoint/state.json");
    String[] parts = edit.split("/", -1);
    String text = Files.readString(file);
    String edited = text.replaceFirst(parts[1], parts[2]);
    assertFalse(edited.equals(text));
    Files.writeString(file, edited);
    ModelBundleException e = assertThrows(ModelBundleException.class, () -> train(true));
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(e.getMessage().contains("delete"), e.getMessage());
  }

  private TrainingOutcome train(boolean resume) throws IOException {
    try (NDManager manager = NativeRuntime.newManager()) {
      TrainingRun run =
          new TrainingRun(
              directory.resolve("run"), resume, Set.of(), TrainingListener.NONE, () -> false);
      return new TrainingLoop<>(new LayerTask(manager), LayerTask.config(30, 0.01), run)
          .run(LayerTask.identity("0.01"));
    }
  }
}
