package dev.ieum.core.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed while it replaces a directory over and over. */
class AtomicFilesKillTest {
  @TempDir Path root;

  /** Writes versions without end: two files that must always agree. */
  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[0]);
    for (int version = 1; ; version++) {
      String text = Integer.toString(version).repeat(2_000);
      AtomicFiles.writeDirectory(
          target,
          directory -> {
            Files.writeString(directory.resolve("a"), text);
            Files.writeString(directory.resolve("b"), text);
          });
    }
  }

  @Test
  @Tag("slow")
  void writeDirectory_killedAtRandomMoments_leavesAWholeVersion() throws Exception {
    Random random = new Random(11);
    Path target = root.resolve("checkpoint");
    for (int round = 0; round < 12; round++) {
      Process writer =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  AtomicFilesKillTest.class.getName(),
                  target.toString())
              .inheritIO()
              .start();
      while (!Files.exists(target.resolve("b")) && writer.isAlive()) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(150));
      writer.destroyForcibly().waitFor();
      AtomicFiles.recover(target);
      String a = Files.readString(target.resolve("a"));
      assertEquals(a, Files.readString(target.resolve("b")), "round " + round);
      assertTrue(a.length() >= 2_000 && a.length() % 2_000 == 0, "round " + round);
      try (Stream<Path> left = Files.list(root)) {
        assertEquals(List.of(target), left.toList(), "round " + round);
      }
    }
  }
}
