package dev.ieum.tokenizers.korean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.TokenizerContract;
import dev.ieum.tokenizers.korean.KoreanMorphology.Decompound;
import dev.ieum.tokenizers.korean.KoreanMorphology.Eojeol;
import dev.ieum.tokenizers.text.DisplayWidth;
import dev.ieum.tokenizers.text.Hangul;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.io.IOException;
import java.io.StringReader;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KoreanMorphologyTest {
  private static final KoreanMorphology MORPHOLOGY = new KoreanMorphology();

  private static String analysis(String text, Decompound decompound) {
    return MORPHOLOGY.analyze(text, decompound).stream()
        .map(
            eojeol ->
                eojeol.morphemes().stream()
                    .map(m -> m.surface() + "/" + m.tags().replaceAll("\\b([EJ])[A-Z]+", "$1"))
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" | "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "어제는 추웠다.; NONE; 어제/NNG 는/J | 추웠/VA+E 다/E ./SF",
        "어제는 추웠다.; DISCARD; 어제/NNG 는/J | 춥/VA 었/E 다/E ./SF",
        "어제는 추웠다.; MIXED; 어제/NNG 는/J | 추웠/VA+E 춥/VA 었/E 다/E ./SF",
        "집에 갑니다; DISCARD; 집/NNG 에/J | 가/VV ㅂ니다/E",
        "예쁜 꽃; DISCARD; 예쁘/VA ㄴ/E | 꽃/NNG",
        "C# ++; NONE; C/SL #/SY | ++/SY",
      })
  void analyze_modes_giveWholesOrParts(String text, Decompound decompound, String expected) {
    assertEquals(expected, analysis(text, decompound));
  }

  @Test
  void analyze_inflectedForm_hasPartsDictionaryFormAndOffsets() {
    Eojeol eojeol = MORPHOLOGY.analyze("참 추웠다").get(1);
    assertEquals("추웠다", eojeol.surface());
    Morpheme morpheme = eojeol.morphemes().get(0);
    assertEquals("추웠", morpheme.surface());
    assertEquals("춥다", morpheme.dictionaryForm());
    assertEquals(Morpheme.Kind.INFLECTED, morpheme.kind());
    assertEquals(List.of("춥", "었"), morpheme.parts().stream().map(Morpheme.Part::form).toList());
    assertEquals(2, morpheme.begin());
    assertEquals(4, morpheme.end());
  }

  @Test
  void analyze_compound_partsHaveOffsetsOfTheirOwn() {
    List<Morpheme> morphemes = MORPHOLOGY.analyze("x 가락지나물", Decompound.DISCARD).get(1).morphemes();
    assertEquals(List.of("가락지", "나물"), morphemes.stream().map(Morpheme::surface).toList());
    assertEquals(List.of(2, 5), morphemes.stream().map(Morpheme::begin).toList());
    assertEquals(List.of(5, 7), morphemes.stream().map(Morpheme::end).toList());
  }

  @Test
  void analyze_hanja_hasReading() {
    Morpheme morpheme = MORPHOLOGY.analyze("喜悲哀歡").get(0).morphemes().get(0);
    assertEquals(Optional.of("희비애환"), morpheme.reading());
  }

  @ParameterizedTest
  @CsvSource({"ㅎㅏㄴㄱㅡㄹ, 한글", "ﾾￂﾤﾡￚﾩ, 한글", "ㅋㅋㅋ, ㅋㅋㅋ", "ㅋㅠㅠ, ㅋㅠㅠ", "ㅋㅠ, ㅋㅠ", "ㄹㅇ, ㄹㅇ", "ㄱㅏㅂㅏㅇ, 가방"})
  void analyze_singleJamo_areJoinedWhereTheySpellSyllables(String text, String expected) {
    Eojeol eojeol = MORPHOLOGY.analyze("x " + text).get(1);
    assertEquals(expected, eojeol.surface());
    assertEquals(2, eojeol.begin());
    assertEquals(2 + text.length(), eojeol.end());
  }

  @Test
  void analyze_decomposedText_isAnalysedLikeComposedText() {
    String text = "한국어 문장을 분석합니다.";
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
    assertEquals(analysis(text, Decompound.NONE), analysis(decomposed, Decompound.NONE));
    for (Eojeol eojeol : MORPHOLOGY.analyze(decomposed)) {
      for (Morpheme morpheme : eojeol.morphemes()) {
        String source = decomposed.substring(morpheme.begin(), morpheme.end());
        assertEquals(morpheme.surface(), Normalizer.normalize(source, Normalizer.Form.NFC));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Decompound.class)
  void analyze_anyText_losesNothingAndKeepsOffsets(Decompound decompound) {
    Random random = new Random(41);
    for (int i = 0; i < 3_000; i++) {
      String text =
          i < TokenizerContract.HARD_TEXTS.size()
              ? TokenizerContract.HARD_TEXTS.get(i)
              : TokenizerContract.randomText(random);
      List<Eojeol> eojeols = MORPHOLOGY.analyze(text, decompound);
      int begin = 0;
      for (Eojeol eojeol : eojeols) {
        assertFalse(eojeol.morphemes().isEmpty(), text);
        for (Morpheme morpheme : eojeol.morphemes()) {
          assertTrue(morpheme.begin() >= begin && morpheme.end() <= eojeol.end(), text);
          begin = morpheme.begin();
        }
        if (decompound == Decompound.NONE) {
          assertEquals(
              Hangul.letters(eojeol.surface()),
              eojeol.morphemes().stream().map(Morpheme::surface).collect(Collectors.joining()));
        }
      }
      assertEquals(
          TokenizerContract.expected(text).chars().filter(c -> c == ' ').count()
              + (TokenizerContract.expected(text).isEmpty() ? 0 : 1),
          eojeols.size());
    }
  }

  /** Lucene's own decompounding, read from its tokens, is the reference. */
  @Test
  void analyze_discard_givesLucenesTerms() throws IOException {
    String text = "감싸여 있던 서울시의 가락지나물을 도와 드렸더니 추웠던 겨울이 갔습니다 아름다워서 곱게 지어 주셨다";
    List<String> expected = new ArrayList<>();
    try (KoreanTokenizer lucene =
        new KoreanTokenizer(
            TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY,
            null,
            KoreanTokenizer.DecompoundMode.DISCARD,
            false,
            true)) {
      CharTermAttribute term = lucene.addAttribute(CharTermAttribute.class);
      lucene.setReader(new StringReader(text));
      lucene.reset();
      while (lucene.incrementToken()) {
        expected.add(Hangul.letters(term.toString()));
      }
    }
    assertTrue(expected.size() > 25);
    assertEquals(
        expected, TokenizerContract.texts(MORPHOLOGY.tokenizer(Decompound.DISCARD).tokenize(text)));
  }

  @Test
  void filter_kindsOfNegators_keepsThemUnlessToldByName() {
    MorphemeFilter filter =
        MorphemeFilter.dropping(
            Set.of(PartOfSpeech.MAG, PartOfSpeech.XPN, PartOfSpeech.VX, PartOfSpeech.E));
    assertEquals("이 영화 안 재밌", kept("이 영화 정말 안 재밌다", filter));
    assertEquals("이 영화 재밌", kept("이 영화 정말 안 재밌다", filter.withoutNegators()));
    assertEquals("비 급여 먹 않", kept("비급여 먹지 않고", filter));
  }

  private static String kept(String text, MorphemeFilter filter) {
    return MORPHOLOGY.analyze(text, Decompound.DISCARD).stream()
        .flatMap(eojeol -> eojeol.morphemes().stream())
        .filter(filter)
        .filter(m -> !m.tag().name().startsWith("E"))
        .map(Morpheme::surface)
        .collect(Collectors.joining(" "));
  }

  @Test
  void analyze_tidiedText_offsetsAreOfTheTextAsGiven() {
    TextNormalizer before = NoisyText.forReviews().andThen(SpacingRestorer.adding());
    KoreanMorphology morphology = new KoreanMorphology(UserDictionary.slang(), before);
    List<Eojeol> eojeols = morphology.analyze(" 노잼이네욬ㅋㅋㅋㅋ");
    assertEquals(List.of("노잼이네요", "ㅋㅋ"), eojeols.stream().map(Eojeol::surface).toList());
    assertEquals(1, eojeols.get(0).begin());
    assertEquals(6, eojeols.get(0).end());
    assertEquals(6, eojeols.get(1).begin());
    assertEquals(10, eojeols.get(1).end());
    assertEquals("노잼", eojeols.get(0).morphemes().get(0).surface());
  }

  @Test
  void displayWidth_mixedText_countsCells() {
    assertEquals(4, DisplayWidth.of("한글"));
    assertEquals(5, DisplayWidth.of("a한b!"));
    assertEquals(2, DisplayWidth.of("é\u0323x"));
  }

  /**
   * The same classes give the tags of whichever Lucene is there; the profile lucene10 brings 10.
   */
  @Test
  void analyze_tags_areAsFineAsLucenes() {
    String tags =
        MORPHOLOGY.analyze("친구가 밥을 먹었다.").stream()
            .flatMap(eojeol -> eojeol.morphemes().stream())
            .map(Morpheme::tags)
            .collect(Collectors.joining(" "));
    assertEquals("Lucene " + Version.LATEST, NoriTokenizer.analyzerVersion());
    assertEquals(
        Version.LATEST.major >= 10 ? "NNG JKS NNG JKO VV EP EF SF" : "NNG J NNG J VV E E SF", tags);
  }
}
