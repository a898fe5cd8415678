package dev.ieum.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BleuTest {
  private static final Bleu WORDS = new Bleu(Bleu.Tokenizer.NONE, false);

  /** Matches 3, 1, 0, 0 of 4, 3, 2, 1: the expected means are worked out by hand. */
  @ParameterizedTest(name = "{0} gives the fourth root of {2}")
  @CsvSource({
    "EXP, 0, 1562500", // 75 · 33.3 · 25 · 25
    "FLOOR, 0.1, 125000", // 75 · 33.3 · 5 · 10
    "ADD_K, 1, 6250000", // 75 · 50 · 33.3 · 50
    "NONE, 0, 0",
  })
  void sentence_ordersWithoutMatch_countAsTheMethodSays(
      Bleu.Smoothing smoothing, double number, double product) {
    Bleu bleu = new Bleu(Bleu.Tokenizer.NONE, false, smoothing, number, false);
    assertEquals(Math.pow(product, 0.25), bleu.sentence("a b c d", "a b x d").value(), 1e-9);
  }

  @Test
  void signature_everyChoice_isNamed() {
    assertEquals(
        "BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:ieum-0.1.0",
        new Bleu(Bleu.Tokenizer.MTEVAL_13A, false).signature());
    assertEquals(
        "BLEU|nrefs:1|case:lc|eff:yes|tok:none|smooth:floor[0.10]|version:ieum-0.1.0",
        new Bleu(Bleu.Tokenizer.NONE, true, Bleu.Smoothing.FLOOR, 0.1, true).signature());
    assertEquals(
        "BLEU|nrefs:1|case:mixed|eff:no|tok:intl|smooth:add-k[2.50]|version:ieum-0.1.0",
        new Bleu(Bleu.Tokenizer.INTERNATIONAL, false, Bleu.Smoothing.ADD_K, 2.5, false)
            .signature());
  }

  @Test
  void text_withSignature_leadsWithIt() {
    Score score = WORDS.sentence("a b c d", "a b c d");
    assertEquals(
        "BLEU|nrefs:1|case:mixed|eff:no|tok:none|smooth:exp|version:ieum-0.1.0 = 100.00"
            + " 100.0/100.0/100.0/100.0 (BP = 1.000 ratio = 1.000 hyp_len = 4 ref_len = 4)",
        score.textWithSignature());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MTEVAL_13A    | Hello, world!            | Hello , world !",
        "MTEVAL_13A    | 1,000.5 is 3-4           | 1,000.5 is 3 - 4",
        "MTEVAL_13A    | &quot;a&amp;lt;b&gt;     | \" a < b >",
        "MTEVAL_13A    | end.                     | end .",
        "MTEVAL_13A    | 안녕(하세요)             | 안녕 ( 하세요 )",
        "INTERNATIONAL | „ja“ 5€ v1.2 in 2020.    | „ ja “ 5 € v1.2 in 2020.",
        "CHARACTER     | 가 b😀                   | 가 b 😀",
        "NONE          | a,b  c                   | a,b c",
      })
  void words_eachTokenizer_cutsByItsRules(Bleu.Tokenizer tokenizer, String text, String words) {
    assertEquals(Arrays.asList(words.split(" ")), tokenizer.words(text));
  }

  @Test
  void words_pythonWhiteSpace_separates() {
    assertEquals(
        List.of("a", "b", "c", "d", "e", "f"),
        Bleu.Tokenizer.NONE.words("\u0085a\u00a0b\u2007c\u3000d\u001ce\u2028f"));
    assertEquals(List.of("a\u200bb\ufeff"), Bleu.Tokenizer.NONE.words("a\u200bb\ufeff"));
  }

  @Test
  void corpus_notParallel_isRefused() {
    Bleu bleu = new Bleu(Bleu.Tokenizer.MTEVAL_13A, false);
    assertThrows(
        IllegalArgumentException.class, () -> bleu.corpus(List.of("a"), List.of("a", "b")));
    assertThrows(IllegalArgumentException.class, () -> bleu.corpus(List.of(), List.of()));
  }

  @Test
  void fixed_exactTies_goToTheEvenDigit() {
    assertEquals("0.12", Score.fixed(0.125, 2));
    assertEquals("0.38", Score.fixed(0.375, 2));
    assertEquals("2.67", Score.fixed(2.675, 2), "the binary value lies below the tie");
  }
}
