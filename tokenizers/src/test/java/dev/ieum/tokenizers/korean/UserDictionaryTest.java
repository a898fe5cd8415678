package dev.ieum.tokenizers.korean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.TokenizerContract;
import dev.ieum.tokenizers.TokenizerException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

  @Test
  void slang_starterList_cutsNoCommonWordAndEveryWordIsNeeded() {
    UserDictionary slang = UserDictionary.slang();
    assertEquals(List.of(), slang.warnings());
    NoriTokenizer without = new NoriTokenizer();
    NoriTokenizer with = new NoriTokenizer(slang);
    List<String> needless = new ArrayList<>();
    for (UserDictionary.Word word : slang.words()) {
      assertEquals(1, with.tokenize(word.surface()).size(), word.surface());
      boolean cut =
          Stream.of("%s", "%s이다", "%s임", "%s은", "%s도", "완전 %s이네요")
              .map(context -> context.formatted(word.surface()))
              .anyMatch(text -> !hasWhole(without.tokenize(text), word.surface()));
      if (!cut) {
        needless.add(word.surface());
      }
    }
    assertEquals(List.of(), needless);
  }

  @Test
  void warnings_wordsThatSpoilCommonOnes_areNamed() {
    UserDictionary dictionary =
        new UserDictionary(
            List.of(
                new UserDictionary.Word("화가"),
                new UserDictionary.Word("노잼"),
                new UserDictionary.Word("화를")));
    List<String> warnings = dictionary.warnings();
    assertEquals(2, warnings.size(), warnings::toString);
    assertTrue(
        warnings.get(0).startsWith("word = 화가; it changes the common 영화가 from 영화+가 to 영+화가"));
    assertTrue(
        warnings.get(1).startsWith("word = 화를; it changes the common 영화를 from 영화+를 to 영+화를"));
  }

  @Test
  void plus_sameWordTwice_keepsTheFirst() {
    UserDictionary one = new UserDictionary(List.of(new UserDictionary.Word("세종시")));
    UserDictionary two =
        new UserDictionary(
            List.of(
                new UserDictionary.Word("세종시", List.of("세종", "시")), new UserDictionary.Word("노잼")));
    assertEquals(
        List.of(new UserDictionary.Word("세종시"), new UserDictionary.Word("노잼")),
        one.plus(two).words());
  }

  private static boolean hasWhole(List<Token> tokens, String word) {
    return tokens.stream()
        .anyMatch(token -> ReversibleTokenizer.literal(token.text()).equals(word));
  }
}
