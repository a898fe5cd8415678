package dev.ieum.tokenizers.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterCaseTest {
  private static final BitSet NONE = new BitSet();

  @ParameterizedTest
  @CsvSource({
    "MAN,false",
    "STOP,true",
    "A man holds a STOP sign.,false",
    "A NASA rocket.,false",
    "TWO MEN,true",
    "Two men WALK DOWN THE STREET.,false",
    "A WOMAN IN A RED DRESS IS DANCING.,true",
    "A Woman In A Red Dress,false",
    "ИВАН ИДЁТ,true",
    "안녕하세요,false",
    "123,false",
    "'',false"
  })
  void isUpper_lines_inCapitals(String text, boolean expected) {
    assertEquals(expected, LetterCase.isUpper(text, NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          A WOMAN IS DANCING.|A woman is dancing.
          "I LIKE IT, AND I'M IN."|"I like it, and I'm in."
          GRÜSSE AUS KÖLN|Grüsse aus köln
          İZMİR TITLE|İzmir title
          """)
  void lower_line_keepsFirstLetterAndLength(String text, String expected) {
    assertEquals(expected, LetterCase.lower(text, NONE));
    assertEquals(text.length(), LetterCase.lower(text, NONE).length());
  }

  @Test
  void upper_line_outsideKeptChars() {
    BitSet kept = new BitSet();
    kept.set(7, 12);
    assertEquals("STRASSE a@b.c IST", LetterCase.upper("straße a@b.c ist", kept));
  }

  @Test
  void lower_randomText_isAsLongAsGiven() {
    Random random = new Random(2);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(12); left > 0; left--) {
        text.appendCodePoint(random.nextInt(0x10FFFF));
      }
      assertEquals(text.length(), LetterCase.lower(text.toString(), NONE).length());
    }
  }
}
