package dev.ieum.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.config.ConfigException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Int8LibraryTest {
  /** Decides in a process of its own, twice, and says what was found. */
  public static void main(String[] arguments) throws Exception {
    boolean first = Int8Library.await();
    System.out.println(first + " " + Int8Library.await() + " " + Int8Library.status());
  }

  @Test
  void use_unknownValue_saysWhatIsAllowed() {
    System.setProperty(Int8Library.PROPERTY, "fast");
    try {
      ConfigException e = assertThrows(ConfigException.class, Int8Library::use);
      assertEquals(
          "system property: ieum.int8 = fast; allowed: auto, java, native", e.getMessage());
    } finally {
      System.clearProperty(Int8Library.PROPERTY);
    }
  }

  private static String decide(Map<String, String> environment, String classPath, String... options)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, Int8LibraryTest.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue(), output);
    return output.strip();
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static final Map<String, String> AVX2_ALONE =
      Map.of(
          "ONEDNN_MAX_CPU_ISA", "AVX2",
          "DNNL_MAX_CPU_ISA", "AVX2",
          "ATEN_CPU_CAPABILITY", "avx2",
          "FBGEMM_ENABLE_INSTRUCTIONS", "AVX2");

  @Test
  void await_vnniHidden_multipliesSmallerNumbersInTheLibrary() throws Exception {
    assertEquals(
        "true true 8-bit products: native library (AVX2, FBGEMM); numbers up to 90",
        decide(AVX2_ALONE, classPath()));
  }

  @Test
  void await_rangeForced_isTheSameOnEveryProcessor() throws Exception {
    String status = decide(Map.of(), classPath(), "-Dieum.int8.range=90");
    assertTrue(status.startsWith("true true 8-bit products: native library ("), status);
    assertTrue(status.endsWith(", FBGEMM); numbers up to 90"), status);
  }

  @Test
  void await_javaForced_rangeIsStillThatOfTheProcessor() throws Exception {
    assertEquals(
        "false false 8-bit products: plain Java: ieum.int8 = java; numbers up to 90",
        decide(AVX2_ALONE, classPath(), "-Dieum.int8=java"));
  }

  /** Numbers too large for sums of sixteen bits fail the test of correctness, and Java goes on. */
  @Test
  void await_resultsWrong_fallsBackAndSaysSo() throws Exception {
    assertEquals(
        "false false 8-bit products: plain Java: the native library's results are wrong on this"
            + " processor; numbers up to 127",
        decide(AVX2_ALONE, classPath(), "-Dieum.int8=native", "-Dieum.int8.range=127"));
  }

  @Test
  void await_nativeForced_isNative() throws Exception {
    String status = decide(Map.of(), classPath(), "-Dieum.int8=native");
    assertTrue(status.startsWith("true true 8-bit products: native library ("), status);
  }

  @Test
  void await_noEngineOnTheClassPath_saysSo() throws Exception {
    String without =
        Stream.of(classPath().split(File.pathSeparator))
            .filter(path -> !path.contains("djl"))
            .collect(Collectors.joining(File.pathSeparator));
    String status = decide(Map.of(), without, "-Dieum.int8=native");
    assertEquals(
        "false false 8-bit products: plain Java: the tensor engine is not on the class path",
        status.replaceAll("; numbers up to \\d+$", ""));
  }

  @Test
  void await_cacheCannotBeMade_saysSo(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    String status =
        decide(
            Map.of("DJL_CACHE_DIR", file.resolve("cache").toString()),
            classPath(),
            "-Dieum.int8=native");
    assertTrue(
        status.startsWith("false false 8-bit products: plain Java: engine: cache = "), status);
    assertTrue(status.contains("DJL_CACHE_DIR"), status);
    assertEquals(1, status.lines().count());
  }

  @Test
  void isPassedBy_smallerNumbersPacked_isPassedOnEveryProcessor() {
    try (Int8MatMul products = Int8MatMul.open(Int8Kernels.FBGEMM, Int8Choice.NARROW)) {
      for (int time = 0; time < 3; time++) {
        assertTrue(Int8SelfTest.isPassedBy(products, Int8Choice.NARROW));
      }
    }
  }

  @Test
  void isPassedBy_numbersOutsideTheRange_fails() {
    try (Int8MatMul products = Int8MatMul.open(Int8Kernels.FBGEMM, Int8Choice.NARROW)) {
      assertFalse(Int8SelfTest.isPassedBy(products, Int8Choice.WIDE));
    }
  }
}
