package dev.ieum.tokenizers.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntitySymbolsTest {
  private static EntitySymbols symbols(String text, String target) {
    return EntitySymbols.of(text, EntityRecognizer.find(text), target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://a.com에서 1,000원을 냈다|\uE018에서 \uE008를 냈다
          John이 3명에게 A를 보냈다|\uE020가 3명에게 A를 보냈다
          {n}은 %d과 😀으로|\uE028는 \uE029와 \uE030로
          Mac이에요|\uE020예요
          Mac이라고|\uE020라고
          Mac이다|\uE020이다
          2024년 3월 5일에|\uE010에
          \uE005가|\uE018가
          """)
  void of_entities_becomeSymbolsWithOneFormOfParticles(String text, String expected) {
    assertEquals(expected, symbols(text, "en").text().text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          I use iPhone 15,000 times, John.|나는 \uE000번 쓴다|나는 15,000번 쓴다
          See https://a.com/test and 100,000 won|\uE018를 \uE008로|https://a.com/test를 100,000원으로
          Meet on March 5, 2024|\uE010는|2024년 3월 5일은
          at 3:30 p.m.|\uE010가|오후 3시 30분이
          """)
  void restore_inKorean_particlesFitTheRenderedText(
      String text, String translation, String expected) {
    assertEquals(expected, symbols(text, "ko").restore(translation));
  }

  @Test
  void restore_missingRepeatedAndForeignSymbols_eachEntityOnce() {
    EntitySymbols symbols = symbols("a@b.com과 {x}와 $5.50", "en");
    assertEquals("See a@b.com {x} $5.50.", symbols.restore("See \uE018\uE001\uE018."));
    assertEquals("a@b.com {x} $5.50", symbols.restore(""));
  }

  @Test
  void restore_anyTranslation_holdsEachEntityExactlyOnce() {
    Random random = new Random(4);
    List<String> fillers = EntityLines.fillers();
    for (int round = 0; round < 2_000; round++) {
      List<String> chosen = new ArrayList<>();
      for (int left = random.nextInt(12); left > 0; left--) {
        chosen.add("v1." + chosen.size() + "." + random.nextInt(1000) + "9");
        chosen.add(fillers.get(random.nextInt(fillers.size())));
      }
      EntitySymbols symbols = symbols("가 " + String.join(" 나 ", chosen), "en");
      StringBuilder translation = new StringBuilder();
      for (int left = random.nextInt(40); left > 0; left--) {
        translation.append(
            random.nextBoolean()
                ? (char) (0xE000 + random.nextInt(70))
                : "a. 를b".charAt(random.nextInt(5)));
      }
      String restored = symbols.restore(translation.toString());
      for (int i = 0; i < chosen.size(); i += 2) {
        String version = chosen.get(i);
        assertEquals(restored.indexOf(version), restored.lastIndexOf(version), restored);
        assertTrue(restored.contains(version), restored);
      }
      assertFalse(restored.chars().anyMatch(c -> EntitySymbols.isSymbol((char) c)));
    }
  }

  @Test
  void restore_ofItsOwnText_isTheGivenText() {
    Random random = new Random(6);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(90); left > 0; left--) {
        int kind = random.nextInt(4);
        text.append(
            kind == 0
                ? Character.toString(0xE000 + random.nextInt(60))
                : kind == 1 ? " {n" + left + "}" : kind == 2 ? "가 " : "3,14" + left);
      }
      String given = text.toString();
      EntitySymbols symbols = symbols(given, "");
      assertEquals(given, symbols.restore(symbols.text().text()));
      assertTrue(symbols.size() <= EntitySymbols.COUNT);
    }
  }

  @Test
  void of_offsets_areThoseOfTheSentence() {
    EntitySymbols symbols = symbols("가 a@b.com과 나", "en");
    assertEquals("가 \uE018와 나", symbols.text().text());
    assertEquals(2, symbols.text().begin(2));
    assertEquals(9, symbols.text().end(3));
    assertEquals("a@b.com", symbols.symbol('\uE018').orElseThrow().given());
    assertEquals(Collections.emptyList(), EntityRecognizer.find("가 나"));
  }
}
