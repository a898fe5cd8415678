package dev.ieum.seq2seq.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ieum.core.text.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepetitionLimitTest {
  private static final Vocabulary WORDS =
      Vocabulary.of(List.of("▁the", "▁door", "s", "▁a", "▁of", "▁pa", "per", ".", "▁Door"));
  private static final RepetitionLimit LIMIT = RepetitionLimit.of(WORDS);

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "'▁the', '▁the'",
    "'▁the ▁door', '▁door ▁Door'",
    "'▁door s', ''",
    "'▁door s ▁door', 's ▁door ▁Door'",
    "'▁a', ''", // one letter
    "'▁pa per ▁pa', 'per ▁pa'",
    "'▁the ▁pa per ▁pa', 'per ▁pa'",
    "'▁pa per . ▁pa', '▁pa'",
    "'▁the ▁door ▁of ▁a ▁the ▁door ▁of', '▁a ▁of'",
    "'▁the ▁door ▁of ▁a ▁door ▁of', '▁of'",
  })
  void forbidden_beginnings_areWordsAndRowsThatWouldRepeat(String soFar, String expected) {
    assertArrayEquals(sorted(ids(expected)), sorted(forbidden(ids(soFar))));
  }

  @ParameterizedTest
  @CsvSource({
    "'▁the ▁door ▁of', false",
    "'▁the ▁the ▁door', true",
    "'▁pa per ▁pa per .', true",
    "'▁the ▁door ▁of ▁a ▁the ▁door ▁of', true",
    "'▁the ▁door ▁of ▁a ▁the ▁door', false",
  })
  void repeats_sources_whatStandsTwiceInARow(String source, boolean expected) {
    assertEquals(expected, RepetitionLimit.repeats(ids(source)));
  }

  @Test
  void forbidden_longRow_takesNoLongerThanItsSquare() {
    int[] row = new int[2_000];
    Arrays.fill(row, WORDS.id("▁a"));
    assertEquals(1, Arrays.stream(forbidden(row)).distinct().count());
  }

  private static int[] forbidden(int[] soFar) {
    IntStream.Builder forbidden = IntStream.builder();
    LIMIT.forbidden(soFar, soFar.length, forbidden::add);
    return forbidden.build().toArray();
  }

  private static int[] ids(String tokens) {
    return tokens.isEmpty()
        ? new int[0]
        : Arrays.stream(tokens.split(" ")).mapToInt(WORDS::id).toArray();
  }

  private static int[] sorted(int[] ids) {
    return Arrays.stream(ids).sorted().toArray();
  }
}
