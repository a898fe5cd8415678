package dev.ieum.tokenizers.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.TokenizerContract;
import java.text.Normalizer;
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

  /** The columns of Unicode's own conformance test, for every character, made with the JDK. */
  @Test
  void standard_everyCharacterInEveryForm_isNormalOnceAndForAll() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String source = Character.toString(c);
      String decomposed = Normalizer.normalize(source, Normalizer.Form.NFD);
      String compatible = Normalizer.normalize(source, Normalizer.Form.NFKD);
      if (source.equals(decomposed) && source.equals(compatible)) {
        assertNormal("a" + source + "\u0301");
      } else {
        assertNormal(source);
        assertNormal(decomposed);
        assertNormal(compatible);
        assertNormal(decomposed + "\u0323" + source);
      }
    }
  }

  @Test
  void standard_longRunsOfMarks_stayAndAreNormal() {
    Random random = new Random(15);
    String marks = "\u0301\u0323\u0327\u05B0\u0344\u20DD\u3099\uD834\uDD65";
    for (int length = 25; length < 70; length++) {
      StringBuilder run = new StringBuilder();
      for (int i = 0; i < length; i++) {
        run.appendCodePoint(marks.codePointAt(random.nextInt(8)));
      }
      assertNormal("e" + run + "x");
      assertNormal(run + "\u1100\u1161" + run + " \u212B" + run);
    }
    String long31 = "\u0301\u0323".repeat(16);
    NormalizedText normal = TextNormalizer.standard().normalize("e\u0301 a" + long31 + "o\u0308");
    assertEquals("\u00E9 a" + long31 + "\u00F6", normal.text());
    assertEquals(4, normal.begin(3));
    assertEquals(36, normal.begin(35));
  }

  @Test
  void standard_jamo_becomeEachOfTheSyllables() {
    StringBuilder jamo = new StringBuilder();
    StringBuilder syllables = new StringBuilder();
    for (char onset = 0x1100; onset <= 0x1112; onset++) {
      for (char vowel = 0x1161; vowel <= 0x1175; vowel++) {
        for (char coda = 0x11A7; coda <= 0x11C2; coda++) {
          jamo.append(onset).append(vowel);
          if (coda > 0x11A7) {
            jamo.append(coda);
          }
          syllables.append((char) (0xAC00 + syllables.length()));
        }
      }
    }
    assertEquals(11_172, syllables.length());
    assertNormal(jamo.toString());
    NormalizedText normal = TextNormalizer.standard().normalize(jamo.toString());
    assertEquals(syllables.toString(), normal.text());
    assertEquals(0, normal.begin(0));
    assertEquals(2, normal.end(1));
    assertEquals(jamo.length() - 3, normal.begin(11_171));
  }

  private static void assertNormal(String text) {
    String once = TextNormalizer.standard().normalize(text).text();
    assertEquals(TokenizerContract.expected(text), once);
    assertTrue(TextNormalizer.standard().normalize(once).isUnchanged(), text);
  }
}
