package dev.ieum.core.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.FloatTensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Kernels in processes of their own, with and without the processor's fused instruction. */
class FusedMultiplyAddTest {
  private static final int INPUTS = 256;
  private static final int OUTPUTS = 512;
  private static final int ROWS = 5;

  /** Prints whether it is fused, milliseconds of CPU time, products in floats and in eight bits. */
  static final class Kernels {
    private Kernels() {}

    public static void main(String[] arguments) {
      FloatTensor weights =
          new FloatTensor(new int[] {OUTPUTS, INPUTS}, MatrixTest.numbers(OUTPUTS * INPUTS, 1));
      float[][] x = MatrixTest.rows(ROWS, INPUTS, 2);
      Linear inFloats = Matrix.of(weights);
      try (Int8Arithmetic eightBit = new Int8Arithmetic()) {
        Linear inEightBits = eightBit.linear(weights);
        float[][] floats = new float[ROWS][OUTPUTS];
        float[][] eight = new float[ROWS][OUTPUTS];
        for (int i = 0; i < 30; i++) {
          floats = new float[ROWS][OUTPUTS];
          eight = new float[ROWS][OUTPUTS];
          inFloats.accumulate(x, ROWS, floats);
          inEightBits.accumulate(x, ROWS, eight);
          Functions.tanh(floats[0], 0, OUTPUTS);
        }
        System.out.println(FusedMultiplyAdd.isAvailable());
        System.out.println(
            ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000);
        System.out.println(Arrays.toString(concatenated(floats)));
        System.out.println(Arrays.toString(concatenated(eight)));
      }
    }

    private static float[] concatenated(float[][] rows) {
      float[] all = new float[ROWS * OUTPUTS];
      for (int r = 0; r < ROWS; r++) {
        System.arraycopy(rows[r], 0, all, r * OUTPUTS, OUTPUTS);
      }
      return all;
    }
  }

  private static List<String> run(String... options) throws IOException, InterruptedException {
    List<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                Stream.of(options),
                Stream.of("-cp", System.getProperty("java.class.path"), Kernels.class.getName()))
            .flatMap(part -> part)
            .toList();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    assertEquals(4, lines.size());
    return lines;
  }

  private static float[] floats(String line) {
    String[] numbers = line.substring(1, line.length() - 1).split(", ", -1);
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(numbers[i]);
    }
    return values;
  }

  @Test
  void kernels_withoutTheInstruction_takeComparableTimeAndAgree() throws Exception {
    List<String> usual = run();
    List<String> without = run("-XX:+IgnoreUnrecognizedVMOptions", "-XX:-UseFMA");
    assertFalse(Boolean.parseBoolean(without.get(0)));
    // By BigDecimal it is hundreds of times as much.
    assertTrue(
        Long.parseLong(without.get(1)) < 4 * Long.parseLong(usual.get(1)) + 200,
        () -> without.get(1) + " ms of CPU time without, " + usual.get(1) + " ms usually");
    assertArrayEquals(floats(usual.get(2)), floats(without.get(2)), 1e-5f);
    assertEquals(usual.get(3), without.get(3), "products in eight bits");
  }

  @Test
  void isAvailable_everyProcessWithTheSameOptions_isTheSame() throws Exception {
    List<String> first = run();
    List<String> second = run();
    assertEquals(first.get(0), second.get(0));
    assertEquals(first.get(2), second.get(2));
  }
}
