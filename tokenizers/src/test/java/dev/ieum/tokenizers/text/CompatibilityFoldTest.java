package dev.ieum.tokenizers.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompatibilityFoldTest {
  private static String fold(String text) {
    return CompatibilityFold.INSTANCE.normalize(text).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          사과 ３개|사과 3개
          62㎏|62kg
          ＡＢＣ！|ABC!
          ①번|1번
          ⑴|(1)
          ㈜한국|(주)한국
          오늘은…비|오늘은...비
          Ⅳ장|IV장
          ﬁn|fin
          ￦100|₩100
          문\u00AD을\u200B 닫\u2060아\uFEFF|문을 닫아
          한\u200D국\u200C어|한국어
          """)
  void normalize_compatibilityForms_areFolded(String text, String expected) {
    assertEquals(expected, fold(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "가나다 abc é 漢字",
        "👨‍👩‍👧‍👦",
        "❤️‍🔥",
        "👩🏽‍💻",
        "㊗️",
        "Ⓜ️",
        "™½²℃",
        "“따옴표”",
        "ㅋㅋ",
        "한글\u1100\u1161"
      })
  void normalize_otherText_isUnchanged(String text) {
    assertTrue(CompatibilityFold.INSTANCE.normalize(text).isUnchanged());
  }

  @Test
  void normalize_keptChars_stay() {
    BitSet kept = new BitSet();
    kept.set(0, 2);
    assertEquals("３㎏3kg", CompatibilityFold.INSTANCE.normalize("３㎏３㎏", kept).text());
  }

  @Test
  void normalize_randomText_offsetsLieInTheTextAndNeverGoBack() {
    Random random = new Random(1);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder given = new StringBuilder();
      for (int left = random.nextInt(12); left > 0; left--) {
        given.appendCodePoint("가a３㎏①…\u200D\u00AD😀👩".codePoints().toArray()[random.nextInt(10)]);
      }
      NormalizedText folded = CompatibilityFold.INSTANCE.normalize(given.toString());
      int last = 0;
      for (int i = 0; i < folded.text().length(); i++) {
        assertTrue(folded.begin(i) >= last && folded.end(i + 1) <= given.length());
        assertTrue(folded.begin(i) < folded.end(i + 1));
        last = folded.begin(i);
      }
      assertEquals(folded.text(), fold(folded.text()), "folded text is its own form: " + given);
    }
  }
}
