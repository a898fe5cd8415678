package dev.ieum.sequences.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.config.ConfigException;
import dev.ieum.sequences.model.CommandNetwork.Window;
import dev.ieum.sequences.speech.TinyCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTrainerTest {
  @TempDir private Path directory;

  @Test
  void run_stoppedAndResumed_endsWithTheSameWeights() throws IOException {
    CommandConfig config = TinyCommands.prepare(directory, 12);
    AtomicInteger left = new AtomicInteger(5);
    Path whole = TinyCommands.train(config, directory.resolve("whole"), false, () -> false);
    Path parts = directory.resolve("parts");
    TinyCommands.train(config, parts, false, () -> left.decrementAndGet() < 0);
    assertFalse(Files.exists(parts.resolve("model")));
    Path resumed = TinyCommands.train(config, parts, true, () -> false);
    assertArrayEquals(
        Files.readAllBytes(whole.resolve("weights.safetensors")),
        Files.readAllBytes(resumed.resolve("weights.safetensors")));
  }

  @Test
  void prepare_withoutDev_holdsEveryTenthOut() throws IOException {
    CommandData data = (CommandData) TinyCommands.prepare(directory, 12).prepare();
    assertEquals(36, data.train().recordings().size());
    assertEquals(4 + 2, data.dev().size()); // two sounds that are no word
    assertEquals("unknown", data.dev().get(5).label());
    assertEquals(List.of("down", "up"), data.settings().words());
  }

  @Test
  void prepare_oneWord_isRefused() throws IOException {
    CommandConfig config = TinyCommands.prepare(directory, 12);
    for (int i = 0; i < 20; i++) {
      Files.delete(directory.resolve("train/up_" + i + ".wav"));
    }
    ConfigException e = assertThrows(ConfigException.class, config::prepare);
    assertTrue(e.getMessage().contains("allowed: 2 words or more"), e.getMessage());
  }

  @Test
  void stream_labels_areNothingOrOfTheWordsThatWereMixedIn() throws IOException {
    CommandData data = (CommandData) TinyCommands.prepare(directory, 12).prepare();
    int[] counts = new int[5]; // ignored, down, up, unknown, nothing
    for (int seed = 0; seed < 50; seed++) {
      Window window = data.train().stream(new SplittableRandom(seed));
      assertEquals(window.rows().length, window.classes().length);
      IntStream.of(window.classes()).forEach(label -> counts[label + 1]++);
    }
    int all = IntStream.of(counts).sum();
    for (int c = 0; c < 5; c++) {
      assertTrue(counts[c] > 0.02 * all, "class " + (c - 1) + ": " + counts[c] + " of " + all);
    }
  }

  @Test
  void stream_sameSeed_isTheSame() throws IOException {
    CommandData data = (CommandData) TinyCommands.prepare(directory, 12).prepare();
    Window first = data.train().stream(new SplittableRandom(3));
    Window second = data.train().stream(new SplittableRandom(3));
    assertArrayEquals(first.rows(), second.rows());
    assertArrayEquals(first.classes(), second.classes());
  }
}
