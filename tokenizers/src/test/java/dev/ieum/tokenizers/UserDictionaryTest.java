package dev.ieum.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserDictionaryTest {

  @Test
  void read_wordsAndParts_keepsThem() throws IOException {
    String file = "\uFEFF# comment\n\n세종시 세종 시\n  노잼\t\n";
    UserDictionary dictionary = UserDictionary.read("words.txt", new StringReader(file));
    assertEquals(
        List.of(new UserDictionary.Word("세종시", List.of("세종", "시")), new UserDictionary.Word("노잼")),
        dictionary.words());
    assertEquals(dictionary, UserDictionary.read("x", new StringReader(dictionary.toText())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "C# | words.txt:1: word = C#; allowed: no white space, no control character, no #",
        "대학생 선교회 | words.txt:1: word = 대학생, parts = 선교회; the parts must join to the word (a"
            + " word cannot hold a space)",
        "x/세종시 세종 | words.txt:2: word = 세종시, parts = 세종; the parts must join to the word (a"
            + " word cannot hold a space)",
        "노잼//노잼 | words.txt:3: word = 노잼 stands in line 1 already; keep one",
      })
  void read_whatLosesText_isRefusedWithItsLine(String file, String message) {
    StringReader reader = new StringReader(file.replace('/', '\n'));
    TokenizerException e =
        assertThrows(TokenizerException.class, () -> UserDictionary.read("words.txt", reader));
    assertEquals(message, e.getMessage());
  }

  @Test
  void read_commentsOnly_isEmptyAndWorks() throws IOException {
    UserDictionary dictionary = UserDictionary.read("words.txt", new StringReader("# a\n\n"));
    TokenizerContract.assertRoundTrip(new NoriTokenizer(dictionary), "영화를 보았다");
  }
}
