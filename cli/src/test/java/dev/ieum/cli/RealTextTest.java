package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import dev.ieum.seq2seq.inference.DecodingConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text as people write it, through the bundled models and all that is around them. */
class RealTextTest {
  private static TextTranslator korean;
  private static TextTranslator german;

  @BeforeAll
  static void open() throws IOException {
    korean = TextTranslator.open(ModelBundle.open(ModelSource.resolve("translation-ko-en")), 1);
    german = TextTranslator.open(ModelBundle.open(ModelSource.resolve("translation-en-de")), 1);
  }

  @AfterAll
  static void close() {
    korean.close();
    german.close();
  }

  @Test
  void translate_twoSentencesInALine_areAsGoodAsApart() {
    String one = korean.translate("개가 공원에서 뛰고 있다.");
    String two = korean.translate("아이들이 공놀이를 한다.");
    assertEquals(one + "  " + two, korean.translate("개가 공원에서 뛰고 있다.  아이들이 공놀이를 한다."));
    assertEquals(
        german.translate("A girl is singing.") + " " + german.translate("Two boys are running."),
        german.translate("A girl is singing. Two boys are running."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "사진은 https://photos.example.org/a?id=7&x=2 에 있어요. | https://photos.example.org/a?id=7&x=2",
        "답장은 jiho.lee@example.co.kr로 보내 주세요. | jiho.lee@example.co.kr",
        "{user_name}님이 %2$s 파일을 보냈어요. | {user_name} | %2$s",
        "이 컴퓨터는 1,290,000원이에요. | 1,290,000 won",
        "저는 30만 원을 냈어요. | 300,000 won",
        "전화는 031-777-1234로 하세요. | 031-777-1234",
        "2023년 5월 8일에 왔어요. | May 8, 2023",
        "친구가 Photoshop을 배워요. | Photoshop",
        "<em>물</em>을 마셔요. | <em> | </em>",
        "비가 와요<br>눈도 와요 | <br>",
        "꽃이 예뻐요 🌸 | 🌸",
        "★ 오늘은 쉬어요. | ★",
        "A &amp; B를 배워요. | &amp;",
      })
  void translate_entities_areInTheTranslationOnce(String line) {
    String[] cells = line.split(" \\| ", -1);
    String translation = korean.translate(cells[0]);
    for (String entity : Arrays.copyOfRange(cells, 1, cells.length)) {
      int first = translation.indexOf(entity);
      assertTrue(first >= 0, translation);
      assertEquals(first, translation.lastIndexOf(entity), translation);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "★★",
        "♬",
        "👍🏽 👍🏽",
        "...",
        "https://example.org",
        "Good evening",
        "42",
        "Привет"
      })
  void translate_nothingToTranslate_isAsItWas(String line) {
    assertEquals(line, korean.translate(line));
  }

  @Test
  void translate_compatibilityFormsAndInvisibleCharacters_areReadAsPlainOnes() {
    String plain = korean.translate("창문을 열어 주세요.");
    assertEquals(plain, korean.translate("\uFEFF창\u00AD문을\u200B 열어 주세요\u2060."));
    assertEquals(korean.translate("버스 2대가 있어요."), korean.translate("버스 ２대가 있어요."));
  }

  @Test
  void translate_lineInCapitals_isTheTranslationInCapitals() {
    assertEquals(
        german.translate("A man is riding a horse.").toUpperCase(java.util.Locale.ROOT),
        german.translate("A MAN IS RIDING A HORSE."));
  }

  @Test
  void translate_linesThatSaySomething_areNeverEmptyAndNeverHoldReplacementCharacters() {
    Random random = new Random(8);
    List<String> lines = new ArrayList<>();
    String[] parts = {"물", "🌷", "★", "\u200D", "가나", "<b>", "</b>", "?", " ", "%d", "漢", "é", "ㅋ"};
    for (int i = 0; i < 60; i++) {
      StringBuilder line = new StringBuilder("…");
      for (int n = random.nextInt(8); n > 0; n--) {
        line.append(parts[random.nextInt(parts.length)]);
      }
      lines.add(line.toString());
    }
    for (Translation translation : korean.translate(lines, korean.decoding())) {
      assertFalse(translation.text().isBlank(), translation.source());
      assertFalse(translation.text().contains("\uFFFD"), translation.source());
      for (String tag : List.of("<b>", "</b>", "%d")) {
        assertEquals(
            translation.source().split(tag, -1).length,
            translation.text().split(tag, -1).length,
            translation.source() + " -> " + translation.text());
      }
    }
  }

  @Test
  void translate_nbestAndAlignment_areOfTheWholeLine() {
    String line = "저는 Docker를 배워요. 물을 마셔요.";
    DecodingConfig three = korean.decoding().withNbest(3);
    Translation found = korean.translate(List.of(line), three, true).get(0);
    assertEquals(3, found.nbest().size());
    assertEquals(found.text(), found.nbest().get(0).text());
    found.nbest().forEach(c -> assertTrue(c.text().contains("Docker"), c.text()));
    int last = -1;
    for (Translation.Alignment link : found.alignment()) {
      assertTrue(link.source() >= 0 && link.source() < line.length());
      assertTrue(link.target() > last, found.alignment().toString());
      last = link.target();
    }
    assertEquals(
        found.text(), korean.translate(List.of(line), korean.decoding(), false).get(0).text());
  }

  @Test
  void translate_raw_sendsTheLineAsItIs() {
    DecodingConfig raw = korean.decoding().withRawText();
    assertNotEquals("★", korean.translate(List.of("★"), raw).get(0).text());
    assertEquals(
        List.of(new Translation.Candidate("", 0, 0)),
        korean.translate(List.of(" "), raw).get(0).nbest());
  }

  /** Prints what the pipeline costs beside the network, in processor time of the process. */
  @Test
  void translate_plainSentences_isTranslatedAndItsTimePrinted() {
    List<String> lines = new ArrayList<>();
    for (String who : List.of("아이가", "우리 선생님은", "그 가수는", "옆집 고양이가")) {
      for (String what : List.of("책을 읽고", "오래된 노래를 부르고", "창가에서 잠을 자고", "물을 마시고")) {
        for (String when : List.of("어제 아침에 ", "지금 학교에서 ", "")) {
          lines.add(when + who + " " + what + " 있습니다.");
        }
      }
    }
    DecodingConfig around = korean.decoding().withRepetition();
    DecodingConfig raw = around.withRawText();
    double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
    for (int round = 0; round < 8; round++) {
      for (int k = 0; k < 2; k++) {
        long begin = processorTime();
        List<Translation> found = korean.translate(lines, k == 0 ? raw : around);
        best[k] = Math.min(best[k], (processorTime() - begin) / 1e6);
        assertEquals(lines.size(), found.size());
      }
    }
    System.out.printf(
        "%d plain sentences: network %.1f ms, with the pipeline %.1f ms, %.3f times%n",
        lines.size(), best[0], best[1], best[1] / best[0]);
  }

  private static long processorTime() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
