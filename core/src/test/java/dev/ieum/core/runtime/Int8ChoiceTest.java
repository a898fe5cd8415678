package dev.ieum.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.config.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Int8ChoiceTest {
  private static final Map<String, String> NO_LIMIT = Map.of();

  @ParameterizedTest
  @CsvSource({
    "auto, auto, avx2 avx512f avx512_vnni, 127, BOTH, ''",
    "auto, auto, avx2 avx_vnni fma, 127, ONEDNN, ''",
    "auto, auto, avx2 fma, 90, FBGEMM, ''",
    "auto, auto, avx2 avx512f, 90, FBGEMM, ''",
    "auto, 127, avx2 fma, 127, FBGEMM, this processor has no 8-bit dot product",
    "auto, 90, avx2 avx512_vnni, 90, FBGEMM, ''",
    "auto, auto, sse4_2, 127, FBGEMM, this processor has no 8-bit dot product",
    "auto, auto, '', 127, ONEDNN, cannot tell whether this processor has 8-bit dot products",
    "native, auto, '', 127, ONEDNN, ''",
    "native, auto, avx2 fma, 90, FBGEMM, ''",
    "native, 127, avx2 fma, 127, FBGEMM, ''",
    "java, auto, avx2 avx512_vnni, 127, BOTH, ieum.int8 = java",
    "java, auto, avx2, 90, FBGEMM, ieum.int8 = java",
  })
  void of_processor_decides(
      String mode, String range, String flags, int numbers, Int8Kernels kernels, String against) {
    String processor = flags.isEmpty() ? "" : "flags : " + flags;
    Int8Choice choice = Int8Choice.of(mode, range, processor, NO_LIMIT);
    assertEquals(numbers, choice.range());
    assertEquals(kernels, choice.kernels());
    assertEquals(against.isEmpty(), choice.against().isEmpty());
    assertTrue(choice.against().orElse("").startsWith(against), choice.toString());
    assertEquals(choice, Int8Choice.of(mode, range, processor, NO_LIMIT));
  }

  @ParameterizedTest
  @CsvSource({
    "ONEDNN_MAX_CPU_ISA, avx2, 90",
    "DNNL_MAX_CPU_ISA, AVX512_CORE, 90",
    "FBGEMM_ENABLE_INSTRUCTIONS, AVX2, 90",
    "ONEDNN_MAX_CPU_ISA, AVX512_CORE_VNNI, 127",
    "FBGEMM_ENABLE_INSTRUCTIONS, AVX512_E1, 127",
  })
  void of_variableHidesDotProducts_isThatOfAvx2(String name, String value, int range) {
    String processor = "flags : avx2 avx512_vnni";
    Int8Choice choice = Int8Choice.of("auto", "auto", processor, Map.of(name, value));
    assertEquals(range, choice.range());
    assertTrue(choice.against().isEmpty());
  }

  @Test
  void of_noAvx2AndLimited_saysWhichVariable() {
    Int8Choice choice =
        Int8Choice.of(
            "auto", "127", "flags : avx2 avx512_vnni", Map.of("DNNL_MAX_CPU_ISA", "avx2"));
    assertEquals(
        "DNNL_MAX_CPU_ISA = avx2 has no 8-bit dot product (VNNI)", choice.against().orElse(""));
  }

  @ParameterizedTest
  @CsvSource({
    "fast, auto, 'ieum.int8 = fast; allowed: auto, java, native'",
    "auto, 128, 'ieum.int8.range = 128; allowed: auto, 90, 127'",
  })
  void of_unknownValue_saysWhatIsAllowed(String mode, String range, String message) {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> Int8Choice.of(mode, range, "flags : avx2", NO_LIMIT));
    assertEquals("system property: " + message, e.getMessage());
  }
}
