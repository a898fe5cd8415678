package dev.ieum.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.AtomicFiles;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.RunDirectory;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingListener.UpdateReport;
import dev.ieum.core.training.TrainingRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training process is killed (SIGKILL on Unix) at random moments and started again. */
class KillTest {
  /** At most this much later than the update that was waited for: into a save, or the next. */
  private static final int LATER_MICROSECONDS = 60_000;

  private static final int PAUSE_MILLISECONDS = 4;

  /** More than are done between two kills: 12 at most, and those of the pause before the kill. */
  private static final int UPDATES_PER_KILL = 12 + LATER_MICROSECONDS / (PAUSE_MILLISECONDS * 1000);

  @TempDir Path directory;

  /** Trains in a process of its own and tells every update. */
  public static void main(String[] arguments) throws IOException {
    Path run = Path.of(arguments[1]);
    TrainingListener telling =
        new TrainingListener() {
          @Override
          public void onUpdate(UpdateReport report) {
            System.out.println(report.update());
            pause();
          }
        };
    Trainer.run(
        task(Path.of(arguments[0]), Integer.parseInt(arguments[2])).config(),
        new TrainingRun(run, canResume(run), telling, () -> false));
  }

  /** However fast the machine, a kill comes before the end. */
  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean canResume(Path run) throws IOException {
    return RunDirectory.hasCheckpoint(run); // none, if it was killed before the first one
  }

  /** Saves so often that many kills fall into a save. */
  private static ToyTask task(Path directory, int kills) {
    return ResumeTest.smallTask(directory)
        .with("training.max-updates", UPDATES_PER_KILL * kills)
        .with("training.patience", 0)
        .with("training.validate-every", 8)
        .with("training.checkpoint-every", 2);
  }

  @Test
  void run_killedFiveTimes_endsLikeOneLeftAlone() throws Exception {
    killAndCompare(5, 2026);
  }

  @Tag("slow")
  @Test
  void run_killedThirtyTimes_endsLikeOneLeftAlone() throws Exception {
    killAndCompare(30, System.nanoTime());
  }

  /** A checkpoint is replaced by two renames; a kill may come before, between and after them. */
  @ParameterizedTest
  @ValueSource(strings = {"new", "old and new", "old"})
  void run_killedWhileACheckpointIsReplaced_endsTheSame(String left) throws IOException {
    ToyTask task = ResumeTest.smallTask(directory);
    Path undisturbed = directory.resolve("undisturbed");
    task.train(undisturbed);
    Path run = directory.resolve("killed");
    ResumeTest.trainUntil(task, run, false, 8);
    Path checkpoint = run.resolve("checkpoint");
    Path torn = run.resolve(nameOfDeadWriter(checkpoint));
    if (left.contains("new")) {
      Files.createDirectory(torn);
      Files.writeString(torn.resolve("weights.safetensors"), "half");
    }
    Path old = run.resolve(".checkpoint.old");
    if (left.equals("old")) {
      Files.createDirectory(old);
      Files.writeString(old.resolve("state.json"), "the one before");
    } else if (left.contains("old")) {
      Files.move(checkpoint, old);
    }
    Files.writeString(run.resolve(".lock"), "of a dead process");
    ResumeTest.trainUntil(task, run, true, Long.MAX_VALUE);
    RunFiles.assertSame(undisturbed, run);
    assertFalse(Files.exists(torn) || Files.exists(old));
  }

  /**
   * Returns what a process of this machine would have called its temporary; none has such an id.
   */
  private static String nameOfDeadWriter(Path target) {
    AtomicReference<String> own = new AtomicReference<>();
    assertThrows(
        IOException.class,
        () ->
            AtomicFiles.writeFile(
                target,
                temporary -> {
                  own.set(temporary.getFileName().toString());
                  throw new IOException("not written");
                }));
    return own.get().replaceFirst("-[0-9]+-[0-9a-z]+-[0-9]+$", "-999999999-a-7");
  }

  private void killAndCompare(int kills, long seed) throws Exception {
    Path undisturbed = directory.resolve("undisturbed");
    task(directory, kills).train(undisturbed);
    Random random = new Random(seed);
    Path run = directory.resolve("killed");
    List<String> moments = new ArrayList<>();
    for (int kill = 0; kill < kills; kill++) {
      int updates = 1 + random.nextInt(12);
      int microseconds = random.nextInt(LATER_MICROSECONDS);
      moments.add(killAfter(run, kills, updates, microseconds));
    }
    Process last = start(run, kills);
    try (BufferedReader updates = reader(last)) {
      String first = updates.readLine();
      moments.add("left alone from update " + first);
      assertTrue(first != null && Integer.parseInt(first) > 1, "nothing was saved: " + moments);
      while (updates.readLine() != null) {
        // to the end
      }
    }
    assertEquals(0, last.waitFor(), moments::toString);
    System.out.println("KillTest, seed " + seed + ": " + moments);
    RunFiles.assertSame(undisturbed, run);
    try (var left = Files.list(run)) {
      assertEquals(
          List.of(".lock", "checkpoint", "metrics.jsonl", "model", "snapshots"),
          left.map(file -> file.getFileName().toString()).sorted().toList(),
          moments::toString);
    }
  }

  private String killAfter(Path run, int kills, int updates, int microseconds) throws Exception {
    Process process = start(run, kills);
    try (BufferedReader told = reader(process)) {
      String from = null;
      String last = null;
      for (int i = 0; i < updates; i++) {
        String line = told.readLine();
        if (line == null) {
          break; // it came to its end first
        }
        from = from == null ? line : from;
        last = line;
      }
      TimeUnit.MICROSECONDS.sleep(microseconds);
      boolean alive = process.isAlive();
      int exit = process.destroyForcibly().waitFor();
      return "updates %s to %s, %d us later, %s"
          .formatted(from, last, microseconds, alive ? "killed" : "ended with " + exit);
    }
  }

  private Process start(Path run, int kills) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KillTest.class.getName(),
            directory.toString(),
            run.toString(),
            Integer.toString(kills))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
