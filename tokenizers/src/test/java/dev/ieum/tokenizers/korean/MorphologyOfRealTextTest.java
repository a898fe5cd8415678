package dev.ieum.tokenizers.korean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.korean.KoreanMorphology.Decompound;
import dev.ieum.tokenizers.korean.KoreanMorphology.Eojeol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphemes, invisible characters and words as they stand in messages, web pages and PDF files. */
class MorphologyOfRealTextTest {
  private static final KoreanMorphology MORPHOLOGY = new KoreanMorphology();

  private static String analysis(String text, Decompound decompound) {
    return MORPHOLOGY.analyze(text, decompound).stream()
        .flatMap(eojeol -> eojeol.morphemes().stream())
        .map(m -> m.surface() + "/" + m.tags().replaceAll("\\b([EJ])[A-Z]+", "$1"))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2️⃣번을 골랐다; 2️⃣/SN 번/NNBC 을/J 골랐/VV+E 다/E",
        "9⃣번; 9⃣/SN 번/NNBC",
        "⑦번; ⑦/SN 번/NNBC",
        "*️⃣표시; *️⃣/SY 표시/NNG",
        "❤️를; ❤️/SY 를/J",
        "✈️로; ✈️/SY 로/J",
        "👩‍💻가 왔다; 👩‍💻/SY 가/J 왔/VV+E 다/E",
        "👨‍👩‍👧를; 👨‍👩‍👧/SY 를/J",
        "👋🏿은; 👋🏿/SY 은/J",
        "🇰🇷🇯🇵에서; 🇰🇷/SY 🇯🇵/SY 에서/J",
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿에서; 🏴󠁧󠁢󠁳󠁣󠁴󠁿/SY 에서/J",
        "🏳️‍🌈와; 🏳️‍🌈/SY 와/J",
        "😂😂; 😂/SY 😂/SY",
        "♥️♥️; ♥️/SY ♥️/SY",
        "서울ㆍ부산; 서울/NNP ㆍ/SC 부산/NNP",
        "서울・부산; 서울/NNP ・/SC 부산/NNP",
        "서울•부산; 서울/NNP •/SY 부산/NNP",
        "세종시는; 세종시/NNP+NNG 는/J",
        "세종시대; 세종시대/NNP+NNG",
        "미성년자도; 미성년자/NNG 도/J",
      })
  void analyze_signsAndWords_areWholeAndTheirParticlesKnown(String text, String expected) {
    assertEquals(expected, analysis(text, Decompound.NONE));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0xAD, 0x34F, 0x61C, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x202A, 0x2060, 0x2066, 0xFE0E,
        0xFE0F, 0xFEFF
      })
  void analyze_invisibleInAWord_isReadOverAndOffsetsAreOfTheTextAsGiven(int invisible) {
    String hidden = Character.toString(invisible);
    String text = "도서관 대" + hidden + "학" + hidden + "교를 un" + hidden + "do";
    assertEquals(
        analysis("도서관 대학교를 undo", Decompound.NONE), analysis(text, Decompound.NONE), hidden);
    List<Morpheme> morphemes = MORPHOLOGY.analyze(text).get(1).morphemes();
    assertEquals(4, morphemes.get(0).begin());
    Morpheme particle = morphemes.get(morphemes.size() - 1);
    assertEquals("를", particle.surface());
    assertEquals(9, particle.begin());
    assertEquals(10, particle.end());
  }

  @Test
  void analyze_invisibleAlone_isAWordOfItsOwn() {
    assertEquals(2, MORPHOLOGY.analyze("\u200B 가").size());
    assertEquals("\u200B", MORPHOLOGY.analyze("\u200B 가").get(0).surface());
  }

  @Test
  void analyze_partsAndReadings_bearNoNumbersOfTheDictionary() {
    List<String> forms = new ArrayList<>();
    String text = "정진해 온 사람이 더 정진해 나갔다 목적을 이루려고 연구해 왔다 수입액과 단편들";
    for (Decompound decompound : Decompound.values()) {
      for (Eojeol eojeol : MORPHOLOGY.analyze(text, decompound)) {
        for (Morpheme morpheme : eojeol.morphemes()) {
          forms.add(morpheme.surface());
          morpheme.parts().forEach(part -> forms.add(part.form()));
          forms.add(morpheme.dictionaryForm());
        }
      }
    }
    assertTrue(forms.contains("정진"));
    assertEquals(
        Optional.empty(),
        forms.stream().filter(form -> form.chars().anyMatch(Character::isDigit)).findAny());
  }

  @Test
  void analyze_digitsOfAUserWord_stay() {
    UserDictionary words =
        new UserDictionary(List.of(new UserDictionary.Word("누리7호", List.of("누리7", "호"))));
    assertEquals(
        "누리7",
        new KoreanMorphology(words)
            .analyze("누리7호가", Decompound.DISCARD)
            .get(0)
            .morphemes()
            .get(0)
            .surface());
  }
}
