package dev.ieum.core.runtime;

import dev.ieum.core.config.ConfigException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How 8-bit matrices are multiplied on a processor: how large their numbers are, on which results
 * depend, and which kernels multiply, on which they do not. Immutable.
 *
 * <p>Without 8-bit dot products (VNNI) the library adds pairs of products in sixteen bits. It takes
 * rows as unsigned bytes, moved up by {@code range}, so a pair is at most {@code 2 * 2 * range *
 * range}, which stays below 2^15 up to a range of 90.
 *
 * @param range the largest absolute value of weights and of rows, {@link #WIDE} or {@link #NARROW}
 * @param kernels what the library would multiply by
 * @param instructions what of the processor decided
 * @param against why plain Java multiplies and the library is not even loaded
 */
record Int8Choice(int range, Int8Kernels kernels, String instructions, Optional<String> against) {
  /** All of eight bits. */
  static final int WIDE = 127;

  /** What sixteen bits hold the sum of two products of. */
  static final int NARROW = 90;

  private static final Pattern VNNI = Pattern.compile("\\b(avx512_vnni|avx_vnni)\\b");
  private static final Pattern VNNI_OF_512_BITS = Pattern.compile("\\bavx512_vnni\\b");
  private static final Pattern AVX2 = Pattern.compile("\\bavx2\\b");

  /** Variables that keep oneDNN and FBGEMM from instructions, and values without VNNI. */
  private static final Map<String, Set<String>> LIMITS =
      Map.of(
          "ONEDNN_MAX_CPU_ISA", Set.of("SSE41", "AVX", "AVX2", "AVX512_CORE"),
          "DNNL_MAX_CPU_ISA", Set.of("SSE41", "AVX", "AVX2", "AVX512_CORE"),
          "FBGEMM_ENABLE_INSTRUCTIONS", Set.of("AVX2", "AVX512", "AVX512_256"));

  /**
   * Decides; the same arguments give the same choice.
   *
   * @param mode of {@link Int8Library#PROPERTY}
   * @param range of {@link Int8Library#RANGE_PROPERTY}
   * @param processor the text of {@code /proc/cpuinfo}; empty where there is none
   * @throws ConfigException if a property has another value than it may have
   */
  static Int8Choice of(
      String mode, String range, String processor, Map<String, String> environment) {
    require(Int8Library.PROPERTY, mode, "auto, java, native");
    require(Int8Library.RANGE_PROPERTY, range, "auto, %d, %d".formatted(NARROW, WIDE));
    Optional<String> limit = limit(environment);
    boolean vnni = VNNI.matcher(processor).find() && limit.isEmpty();
    boolean avx2 = AVX2.matcher(processor).find();
    int numbers = range.equals("auto") ? (avx2 && !vnni ? NARROW : WIDE) : Integer.parseInt(range);
    return new Int8Choice(
        numbers,
        kernels(processor, vnni, numbers),
        vnni ? "VNNI" : avx2 ? "AVX2" : "untested processor",
        against(mode, processor, vnni || (avx2 && numbers == NARROW), limit));
  }

  private static void require(String property, String value, String allowed) {
    if (!Set.of(allowed.split(", ")).contains(value)) {
      throw new ConfigException(
          "system property: %s = %s; allowed: %s".formatted(property, value, allowed));
    }
  }

  private static Optional<String> limit(Map<String, String> environment) {
    return LIMITS.keySet().stream()
        .sorted()
        .filter(
            name ->
                LIMITS
                    .get(name)
                    .contains(environment.getOrDefault(name, "").toUpperCase(Locale.ROOT)))
        .map(name -> "%s = %s".formatted(name, environment.get(name)))
        .findFirst();
  }

  private static Int8Kernels kernels(String processor, boolean vnni, int range) {
    if (range == NARROW) {
      return Int8Kernels.FBGEMM;
    }
    if (vnni) {
      boolean known = VNNI_OF_512_BITS.matcher(processor).find();
      return known ? Int8Kernels.BOTH : Int8Kernels.ONEDNN;
    }
    return processor.isEmpty() ? Int8Kernels.ONEDNN : Int8Kernels.FBGEMM;
  }

  private static Optional<String> against(
      String mode, String processor, boolean suits, Optional<String> limit) {
    if (mode.equals("java")) {
      return Optional.of("%s = java".formatted(Int8Library.PROPERTY));
    }
    if (mode.equals("native") || suits) {
      return Optional.empty();
    }
    if (processor.isEmpty()) {
      return Optional.of(
          "cannot tell whether this processor has 8-bit dot products; %s=native tries the library"
              .formatted(Int8Library.PROPERTY));
    }
    return Optional.of(
        limit
            .map(l -> l + " has no 8-bit dot product (VNNI)")
            .orElse("this processor has no 8-bit dot product (VNNI)"));
  }
}
