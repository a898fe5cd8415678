package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {

  @TempDir Path dir;

  /** Puts the tiny model on the class path, as the jars of {@code models/} are. */
  private CliRun withModelOnClassPath(Supplier<CliRun> run) throws IOException {
    Path root = dir.resolve("META-INF/ieum");
    TinyModel.copy(root.resolve("models/translation-tiny"));
    Files.writeString(root.resolve("models.index"), "translation-tiny\n");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {dir.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      return run.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void list_namesTheModelsOfTheClassPathInTheFirstColumn() throws IOException {
    CliRun run = withModelOnClassPath(() -> CliRun.of("models", "list"));
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    assertTrue(
        run.outLines().stream().anyMatch(l -> l.matches("translation-tiny +translation +ko-en .*")),
        run.out());
  }

  @Test
  void translate_byName_findsTheModelOfTheClassPath() throws IOException {
    CliRun byName =
        withModelOnClassPath(
            () -> CliRun.withInput("안녕\n", "translate", "--model", "translation-tiny"));
    assertEquals(
        CliRun.withInput("안녕\n", "translate", "--model", TinyModel.bundle().toString()), byName);
    assertEquals(0, byName.exitCode());
  }

  @Test
  void misspelledName_suggestsTheNearest() throws IOException {
    CliRun run = withModelOnClassPath(() -> CliRun.of("models", "show", "translation-tny"));
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("did you mean translation-tiny?"), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void doctor_checksEngineCacheAndModels() throws IOException {
    CliRun run = withModelOnClassPath(() -> CliRun.of("doctor"));
    assertEquals(0, run.exitCode(), run.out());
    assertTrue(run.out().contains("PyTorch"), run.out());
    assertTrue(run.out().contains("translation-tiny"), run.out());
    Files.writeString(dir.resolve("META-INF/ieum/models/translation-tiny/MODEL_CARD.md"), "x");
    // A damaged model is the one thing here that a test can break and repair again.
    CliRun damaged = damagedDoctor();
    assertEquals(0, damaged.exitCode(), "translation works: " + damaged.out());
    assertTrue(damaged.out().contains("MODEL_CARD.md"), damaged.out());
  }

  private CliRun damagedDoctor() throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {dir.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      return CliRun.of("doctor");
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
