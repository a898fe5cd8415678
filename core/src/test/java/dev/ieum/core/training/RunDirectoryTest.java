package dev.ieum.core.training;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir Path directory;

  @Test
  void hold_whatIsHeld_isRefused() throws IOException {
    TrainingRun run =
        new TrainingRun(
            directory.resolve("run"), false, Set.of(), TrainingListener.NONE, () -> false);
    try (RunDirectory held = RunDirectory.hold(run)) {
      ConfigException e = assertThrows(ConfigException.class, () -> RunDirectory.hold(run));
      assertTrue(e.getMessage().startsWith(held.path() + ": another training"), e.getMessage());
      assertTrue(e.getMessage().contains("--out"), e.getMessage());
    }
    try (RunDirectory again = RunDirectory.hold(run)) {
      assertTrue(Files.exists(again.path().resolve(".lock")));
    }
    assertFalse(Files.exists(directory.resolve("run/.lock")), "nothing is left");
  }

  @Test
  void hold_noDirectory_isRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nothing"));
    for (Path path : List.of(file, link)) {
      TrainingRun run = new TrainingRun(path, false, Set.of(), TrainingListener.NONE, () -> false);
      ConfigException e = assertThrows(ConfigException.class, () -> RunDirectory.hold(run));
      assertTrue(e.getMessage().startsWith(path + ": is a "), e.getMessage());
    }
  }
}
