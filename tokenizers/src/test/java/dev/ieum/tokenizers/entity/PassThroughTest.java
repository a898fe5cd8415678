package dev.ieum.tokenizers.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.sentence.SentenceSplitter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassThroughTest {
  private static boolean applies(String text, String source) {
    return PassThrough.applies(text, EntityRecognizer.find(text), source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "★",
        "※",
        "…",
        "♪",
        "~",
        "·",
        "\"",
        "^^",
        "##",
        "★★★",
        "🌷🌷🌷🌷 🌷",
        "🇰🇷",
        "© 2024",
        "100℃",
        "½",
        "漢字",
        "Ω",
        "Thank you",
        "我喜欢学习。",
        "https://example.com/path?a=1&b=2",
        "10만 원",
        "보고서.pdf",
        "#여행 #맛집",
        "{name} %d",
        "00:00:02,830 --> 00:00:05,560",
        "\uD800"
      })
  void applies_nothingInHangul_isItsOwnTranslation(String text) {
    assertTrue(applies(text, "ko"));
  }

  @ParameterizedTest
  @CsvSource({
    "♪ 노래,ko,false",
    "안녕 my friend,ko,false",
    "ㅋㅋ,ko,false",
    "안녕하세요,en,true",
    "안녕 my friend,en,true",
    "OK,en,false",
    "Straße,de,false",
    "Я не знаю,en,true",
    "Я не знаю,ru,false",
    "*** 5 ***,ru,true"
  })
  void applies_letters_countWhereTheyAreOfTheSource(String text, String source, boolean expected) {
    assertEquals(expected, applies(text, source));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "값은 2020. 11. 22. 기준이다",
        "{a. b. C}를 보세요",
        "`왔다. 갔다.`를 보세요",
        "<a title=\"왔다. 갔다.\">여기</a>"
      })
  void split_cutInsideEntity_isTakenBack(String text) {
    List<Entity> entities = EntityRecognizer.find(text);
    for (SentenceSplitter splitter :
        List.of(
            SentenceSplitter.korean(),
            SentenceSplitter.english(),
            PassThroughTest::everyTwoChars)) {
      for (SentenceSplitter.Sentence sentence : splitter.split(text, entities)) {
        assertEquals(sentence.text(), text.substring(sentence.begin(), sentence.end()));
        for (Entity entity : entities) {
          boolean inside = entity.begin() >= sentence.begin() && entity.end() <= sentence.end();
          boolean outside = entity.end() <= sentence.begin() || entity.begin() >= sentence.end();
          assertTrue(inside || outside, text + ": " + sentence + " cuts " + entity);
        }
      }
    }
  }

  @Test
  void split_withoutEntities_isAsBefore() {
    String text = "비가 왔다. 우산이 없었다. 3.5를 봤다.";
    SentenceSplitter splitter = SentenceSplitter.korean();
    assertEquals(splitter.split(text), splitter.split(text, EntityRecognizer.find(text)));
    assertEquals(3, splitter.split(text).size());
  }

  private static List<SentenceSplitter.Sentence> everyTwoChars(String text) {
    return IntStream.range(0, (text.length() + 1) / 2)
        .mapToObj(
            i -> {
              int end = Math.min(text.length(), 2 * i + 2);
              return new SentenceSplitter.Sentence(text.substring(2 * i, end), 2 * i, end);
            })
        .toList();
  }
}
