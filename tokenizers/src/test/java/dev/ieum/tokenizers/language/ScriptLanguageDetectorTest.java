package dev.ieum.tokenizers.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.language.LanguageDetector.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptLanguageDetectorTest {
  private final LanguageDetector detector = new ScriptLanguageDetector();

  private String best(String text) {
    return detector.detect(text).get(0).language();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ko|오늘 날씨가 어때요?",
        "ko|이 API는 REST 방식입니다",
        "ko|大韓民國은 민주공화국이다",
        "zh|今天天气很好",
        "ja|今日は天気がいいです",
        "ru|Сегодня хорошая погода",
        "en|The weather is nice today",
        "en|hello handsome",
        "en|김치 is a dish that many people like",
        "de|Das Wetter ist heute schön",
        "de|Zwei Hunde spielen im Schnee",
        "fr|Il fait très beau aujourd'hui",
        "es|Hoy hace muy buen tiempo en la ciudad",
        "it|Oggi il tempo è molto bello",
        "pt|Hoje o tempo está muito bom, não é?",
        "nl|Het weer is vandaag heel mooi",
      })
  void detect_sentence_namesItsLanguage(String language, String text) {
    assertEquals(language, best(text), detector.detect(text).toString());
  }

  @Test
  void detect_withoutLetters_givesNone() {
    assertEquals(List.of(), detector.detect("123 😀 !?"));
  }

  @Test
  void detect_anyText_probabilitiesAddUpToOneBestFirst() {
    for (String text : List.of("오늘 and heute", "http://example.org", "xyzzy", "ㅋㅋㅋ lol")) {
      List<Detection> all = detector.detect(text);
      assertEquals(1, all.stream().mapToDouble(Detection::probability).sum(), 1e-9, text);
      for (int i = 1; i < all.size(); i++) {
        assertTrue(all.get(i - 1).probability() >= all.get(i).probability(), text);
      }
    }
  }

  @Test
  void detect_oneUnknownWord_isNotSure() {
    assertTrue(detector.detect("xyzzy").get(0).probability() < 0.6);
  }

  @Test
  void detect_samples_areTheLanguagesTheirNamesSay() throws IOException {
    for (String sample : List.of("everyday.ko", "reviews.ko", "captions.en")) {
      List<String> lines =
          Files.readAllLines(Path.of("../samples", sample + ".txt")).stream()
              .filter(line -> !line.isBlank())
              .toList();
      String language = sample.substring(sample.indexOf('.') + 1);
      long right = lines.stream().filter(line -> best(line).equals(language)).count();
      assertEquals(lines.size(), right, sample);
    }
  }
}
