package dev.ieum.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Packed weights are freed with the products they belong to. Measured in a process of its own whose
 * Java heap is touched whole at the start, so that what grows is native.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads resident memory from /proc")
class PackedMemoryTest {
  private static final int ROUNDS = 30;
  private static final int INPUTS = 512;
  private static final int OUTPUTS = 4096; // two megabytes
  private static final long NOISE_KILOBYTES = 16_000; // of sixty megabytes packed

  /** Packs, multiplies and closes again and again, and tells resident kilobytes. */
  public static void main(String[] arguments) throws IOException {
    ByteBuffer rows = ByteBuffer.allocateDirect(INPUTS * OUTPUTS);
    for (int round = 1; round <= 2 * ROUNDS; round++) {
      try (Int8MatMul products = Int8MatMul.open(Int8Kernels.FBGEMM, Int8Choice.NARROW)) {
        Int8Weights weights = products.weights(rows, rows, INPUTS, OUTPUTS);
        Int8Workspace workspace = products.acquire();
        workspace.clear(weights, 2);
        workspace.multiply(weights, 2);
        products.release(workspace);
      }
      if (round % ROUNDS == 0) {
        System.out.println(resident());
      }
    }
  }

  private static String resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .findAny()
        .orElseThrow()
        .replaceAll("\\D", "");
  }

  @Test
  void close_manyTimes_memoryIsFlat() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                PackedMemoryTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<Long> kilobytes =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(Long::parseLong)
            .toList();
    assertEquals(0, process.waitFor());
    long grown = kilobytes.get(1) - kilobytes.get(0);
    assertTrue(grown < NOISE_KILOBYTES, String.format(Locale.ROOT, "%s: %d", kilobytes, grown));
  }
}
