package dev.ieum.tokenizers.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityRenderingTest {

  private static String render(String text, String language) {
    Entity entity = EntityRecognizer.find(text).get(0);
    assertEquals(text, entity.in(text), "the whole of it is one entity");
    return EntityRendering.render(entity.kind(), text, language);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10만 원|100,000 won|100.000 Won
          1억 원|100,000,000 won|100.000.000 Won
          3억 5천만|350,000,000|350.000.000
          2만5천원|25,000 won|25.000 Won
          3만5000원|35,000 won|35.000 Won
          3.5만원|35,000 won|35.000 Won
          1조 2,345억 원|1,234,500,000,000 won|1.234.500.000.000 Won
          45,900원|45,900 won|45.900 Won
          1달러|1 dollar|1 Dollar
          삼천 원|3,000 won|3.000 Won
          이만오천원|25,000 won|25.000 Won
          만 원|10,000 won|10.000 Won
          백 퍼센트|100%|100 %
          5달러|5 dollars|5 Dollar
          98퍼센트|98%|98 %
          3.7킬로미터|3.7 kilometers|3,7 Kilometer
          1톤|1 ton|1 Tonnen
          3만|30,000|30.000
          1,234.5|1,234.5|1.234,5
          99999조|99999조|99999조
          2024년 3월 5일|March 5, 2024|5. März 2024
          2024년 3월|March 2024|März 2024
          2024년|2024|2024
          10월 9일|October 9|9. Oktober
          10월|October|Oktober
          2024. 3. 5.|March 5, 2024|5. März 2024
          2024-03-05|2024-03-05|2024-03-05
          ２０２４년|2024|2024
          오후 3시 30분|3:30 p.m.|15:30 Uhr
          오전 9시|9 a.m.|9 Uhr
          밤 11시|11 p.m.|23 Uhr
          새벽 2시|2 a.m.|2 Uhr
          낮 12시|12 p.m.|12 Uhr
          15시 30분|15:30|15:30 Uhr
          3시|3 o'clock|3 Uhr
          10시 반|10:30|10:30 Uhr
          보고서.pdf|보고서.pdf|보고서.pdf
          #여행|#여행|#여행
          """)
  void render_fromKorean_byValue(String korean, String english, String german) {
    assertEquals(english, render(korean, "en"));
    assertEquals(german, render(korean, "de"));
    assertEquals(korean, render(korean, "ko"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          100,000 won|100,000원|100.000 Won
          5 dollars|5달러|5 Dollar
          5 million dollars|500만 달러|5.000.000 Dollar
          $5 million|500만 달러|5.000.000 $
          $3.50|$3.50|3,50 $
          98%|98%|98 %
          1,234.5|1,234.5|1.234,5
          3.5|3.5|3,5
          1986|1986|1986
          62 kg|62 kg|62 kg
          March 5, 2024|2024년 3월 5일|5. März 2024
          May 5th|5월 5일|5. Mai
          Sept. 2024|2024년 9월|September 2024
          3:30 p.m.|오후 3시 30분|15:30 Uhr
          12 a.m.|오전 12시|0 Uhr
          15:30|15:30|15:30
          https://example.com/1,000|https://example.com/1,000|https://example.com/1,000
          """)
  void render_fromEnglish_byValue(String english, String korean, String german) {
    assertEquals(korean, render(english, "ko"));
    assertEquals(german, render(english, "de"));
    assertEquals(english, render(english, "en"));
    assertEquals(english, render(english, "fr"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.234,5|1,234.5|1,234.5
          5. März 2024|March 5, 2024|2024년 3월 5일
          15:30 Uhr|15:30|15시 30분
          """)
  void render_fromGerman_byValue(String german, String english, String korean) {
    assertEquals(english, render(german, "en"));
    assertEquals(korean, render(german, "ko"));
    assertEquals(german, render(german, "de"));
  }

  @ParameterizedTest
  @CsvSource({
    "10만,100000",
    "3억 5천만,350000000",
    "2만5천,25000",
    "1.5억,150000000",
    "'1,234만',12340000",
    "5백,500",
    "-3만,-30000",
    "9999조,9999000000000000",
    "만,10000",
    "이십오,25",
    "천오백,1500",
    "십만,100000",
    "삼억 오천만,350000000",
    "이만오천육백칠십팔,25678",
    "스무,20",
    "서른둘,32",
    "아흔아홉,99"
  })
  void parse_units_giveValue(String text, BigDecimal value) {
    assertEquals(0, value.compareTo(KoreanNumbers.parse(text).orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource({"만만", "천만만", "3만 2억", "스물열", "열스물", "1.2.3", "'1,2'", "10000조", "''", "가", "'3만 '"})
  void parse_otherText_givesNothing(String text) {
    assertEquals(Optional.empty(), KoreanNumbers.parse(text));
  }

  @Test
  void format_randomValues_areParsedBack() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      BigDecimal value = BigDecimal.valueOf(random.nextLong(10_000_000), random.nextInt(14) - 7);
      String text = KoreanNumbers.format(value);
      assertEquals(0, value.compareTo(KoreanNumbers.parse(text).orElseThrow()), text);
    }
  }
}
