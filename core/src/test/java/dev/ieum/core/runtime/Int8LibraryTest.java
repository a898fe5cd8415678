package dev.ieum.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Int8LibraryTest {
  /** Decides in a process of its own, twice, and says what was found. */
  public static void main(String[] arguments) throws Exception {
    boolean first = Int8Library.await();
    System.out.println(first + " " + Int8Library.await() + " " + Int8Library.status());
  }

  @ParameterizedTest
  @CsvSource({
    "auto, 'flags : avx512f avx512_vnni', '', ''",
    "auto, 'flags : avx2 avx_vnni fma', '', ''",
    "auto, 'flags : avx2 fma', '', this processor has no 8-bit dot product",
    "native, 'flags : avx2 fma', '', ''",
    "native, '', '', ''",
    "auto, '', '', cannot tell whether this processor has 8-bit dot products",
    "java, 'flags : avx512_vnni', '', ieum.int8 = java",
    "auto, 'flags : avx512_vnni', avx2, ONEDNN_MAX_CPU_ISA = avx2",
    "auto, 'flags : avx512_vnni', AVX512_CORE_VNNI, ''",
  })
  void reasonAgainst_processor_decides(
      String mode, String processor, String maxIsa, String expected) {
    Map<String, String> environment =
        maxIsa.isEmpty() ? Map.of() : Map.of("ONEDNN_MAX_CPU_ISA", maxIsa);
    Optional<String> reason = Int8Library.reasonAgainst(mode, processor, environment);
    if (expected.isEmpty()) {
      assertEquals(Optional.empty(), reason);
    } else {
      assertTrue(reason.orElse("").startsWith(expected), reason.toString());
    }
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

  @Test
  void await_vnniHidden_isDecidedForJavaEachTime() throws Exception {
    String isa = "AVX2";
    Map<String, String> limited =
        Map.of("ONEDNN_MAX_CPU_ISA", isa, "DNNL_MAX_CPU_ISA", isa, "ATEN_CPU_CAPABILITY", "avx2");
    String status = decide(limited, classPath());
    assertTrue(status.startsWith("false false 8-bit products: plain Java: "), status);
    assertTrue(status.contains("no 8-bit dot product"), status);
  }

  @Test
  void await_nativeForced_isNativeOrSaysThatResultsAreWrong() throws Exception {
    String status = decide(Map.of(), classPath(), "-Dieum.int8=native");
    assertTrue(
        status.startsWith("true true 8-bit products: native library")
            || status.endsWith("results are wrong on this processor"),
        status);
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
        status);
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
  void isPassedBy_thisProcessor_isRepeatable() {
    try (Int8MatMul products = Int8MatMul.open()) {
      boolean passed = Int8SelfTest.isPassedBy(products);
      for (int time = 0; time < 3; time++) {
        assertEquals(passed, Int8SelfTest.isPassedBy(products));
      }
    }
  }
}
