package dev.ieum.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextNormalizerTest {

  @Test
  void standard_anyText_keepsTheLawAndNeverGoesBack() {
    Random random = new Random(20261123);
    for (int i = 0; i < 50_000; i++) {
      String text =
          i < TokenizerContract.HARD_TEXTS.size()
              ? TokenizerContract.HARD_TEXTS.get(i)
              : TokenizerContract.randomText(random);
      NormalizedText normalized = TextNormalizer.standard().normalize(text);
      String line = normalized.text();
      assertEquals(TokenizerContract.expected(text), line);
      int begin = 0;
      int end = 0;
      for (int at = 0; at < line.length(); at++) {
        assertTrue(normalized.begin(at) >= begin && normalized.end(at + 1) >= end);
        begin = normalized.begin(at);
        end = normalized.end(at + 1);
        assertTrue(begin < end && end <= text.length());
        boolean cutsPair =
            TokenizerContract.splitsPair(text, begin)
                && !(at > 0 && TokenizerContract.splitsPair(line, at));
        assertFalse(cutsPair, text);
      }
    }
  }

  @Test
  void standard_decomposedHangulAndSpaces_mapsEachCharacterBack() {
    NormalizedText normalized =
        TextNormalizer.standard().normalize("  \u1112\u1161\u11AB \t\u1100\u116Ex ");
    assertEquals("한 구x", normalized.text());
    assertEquals(2, normalized.begin(0));
    assertEquals(5, normalized.end(1));
    assertEquals(5, normalized.begin(1));
    assertEquals(7, normalized.end(2));
    assertEquals(7, normalized.begin(2));
    assertEquals(9, normalized.end(3));
    assertEquals(10, normalized.end(4));
  }

  @Test
  void standard_lawfulText_isUnchanged() {
    assertTrue(TextNormalizer.standard().normalize("이 영화, 정말! \u2581").isUnchanged());
    assertTrue(TextNormalizer.standard().normalize("").isUnchanged());
  }
}
