package dev.ieum.sentiment.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NgramsTest {
  private static Ngrams ngrams(Ngrams.Kind kind, int shortest, int longest, int buckets) {
    return new Ngrams(new Ngrams.Config(kind, shortest, longest, buckets, 4));
  }

  @Test
  void of_shortText_asManyAsThereAre() {
    // " abc " has five characters, four pairs and three triples.
    assertEquals(12, ngrams(Ngrams.Kind.CHARACTER, 1, 3, 1000).of("abc").length);
    assertEquals(7, ngrams(Ngrams.Kind.CHARACTER, 2, 3, 1000).of("abc").length);
    assertEquals(0, ngrams(Ngrams.Kind.CHARACTER, 5, 6, 1000).of("a").length);
    assertEquals(0, ngrams(Ngrams.Kind.CHARACTER, 1, 3, 0).of("abc").length);
  }

  @Test
  void of_sameTextInOtherForm_sameFeatures() {
    Ngrams ngrams = ngrams(Ngrams.Kind.CHARACTER, 1, 4, 1 << 16);
    assertArrayEquals(ngrams.of("Good  film"), ngrams.of(" good\tfilm "));
    assertArrayEquals(ngrams.of("한글"), ngrams.of("\u1112\u1161\u11ab\u1100\u1173\u11af"));
  }

  @Test
  void of_jamo_sharesWhatSyllablesHide() {
    Ngrams jamo = ngrams(Ngrams.Kind.JAMO, 3, 3, 1 << 20);
    assertTrue(shared(jamo.of("재밌다"), jamo.of("재밋다")) > 0);
    Ngrams syllables = ngrams(Ngrams.Kind.CHARACTER, 2, 2, 1 << 20);
    assertEquals(2, shared(syllables.of("재밌다"), syllables.of("재밋다"))); // " 재" and "다 "
  }

  private static long shared(int[] a, int[] b) {
    return Arrays.stream(a).filter(x -> Arrays.stream(b).anyMatch(y -> x == y)).count();
  }

  @Test
  void of_manyTexts_fillTheBucketsEvenly() {
    int buckets = 64;
    int[] counts = new int[buckets];
    Ngrams ngrams = ngrams(Ngrams.Kind.CHARACTER, 3, 3, buckets);
    for (int i = 0; i < 4000; i++) {
      for (int feature : ngrams.of(Integer.toString(i * 7919, 36))) {
        assertTrue(feature >= 0 && feature < buckets);
        counts[feature]++;
      }
    }
    double mean = Arrays.stream(counts).average().orElseThrow();
    assertTrue(Arrays.stream(counts).allMatch(c -> c > mean / 2 && c < mean * 2));
  }
}
