package dev.ieum.tokenizers.sentence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.TokenizerContract;
import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.english.EnglishDetokenizer;
import dev.ieum.tokenizers.english.EnglishModel;
import dev.ieum.tokenizers.english.EnglishTokenizer;
import dev.ieum.tokenizers.text.WhiteSpace;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import opennlp.tools.tokenize.TokenizerModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {

  private static String split(SentenceSplitter splitter, String text) {
    return splitter.split(text).stream()
        .map(SentenceSplitter.Sentence::text)
        .collect(Collectors.joining("|"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dr. Smith went home.|He slept.",
        "It cost 3.50 dollars.|Really?|Yes!",
        "\"What?\" he said.|She left.",
        "He lives in the U.S. Army base.|The end.",
        "We met at 5 p.m. yesterday.|ok.",
        "J. K. Rowling wrote it...|Then she stopped.",
        "1. Open the box.|2. Take it out.",
        "Well... perhaps not.|Fine.",
      })
  void english_marksAndAbbreviations_areToldApart(String expected) {
    assertEquals(expected, split(SentenceSplitter.english(), expected.replace('|', ' ')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "영화를 봤다.|재미있었다.",
        "그는 \"집에 간다.\" 라고 말했다.|그리고 갔다.",
        "값은 3.5원입니다.|정말요?|네!",
        "어제 영화를 봤습니다|정말 재미있었어요ㅋㅋ|또 보고 싶네요~",
        "1. 문을 연다.|2. 들어간다.",
        "아무리 책이 좋다 하더라도 읽지 않으면 소용없다.",
        "좋아요。|싫어요。",
      })
  void korean_marksAndEndings_closeSentences(String expected) {
    assertEquals(expected, split(SentenceSplitter.korean(), expected.replace('|', ' ')));
  }

  @Test
  void learnedEnglish_emptyLine_closesSentence() {
    assertEquals(
        "A title without a mark|It is here.|And there.",
        split(
            SentenceSplitter.learnedEnglish(), "A title without a mark\n\nIt is here. And there."));
  }

  @ParameterizedTest
  @CsvSource({"korean", "english", "learned"})
  void split_anyText_coversItInOrder(String name) {
    SentenceSplitter splitter =
        switch (name) {
          case "korean" -> SentenceSplitter.korean();
          case "english" -> SentenceSplitter.english();
          default -> SentenceSplitter.learnedEnglish();
        };
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      String text =
          i < TokenizerContract.HARD_TEXTS.size()
              ? TokenizerContract.HARD_TEXTS.get(i)
              : TokenizerContract.randomText(random) + ". " + TokenizerContract.randomText(random);
      int end = 0;
      for (SentenceSplitter.Sentence sentence : splitter.split(text)) {
        assertEquals(text.substring(sentence.begin(), sentence.end()), sentence.text());
        assertFalse(sentence.text().isEmpty());
        assertTrue(text.substring(end, sentence.begin()).codePoints().allMatch(WhiteSpace::is));
        end = sentence.end();
      }
      assertTrue(text.substring(end).codePoints().allMatch(WhiteSpace::is));
    }
  }

  @Test
  void learnedModels_notOnTheClassPath_nameTheirCoordinate() throws Exception {
    try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
      TokenizerException e =
          assertThrows(
              TokenizerException.class,
              () -> EnglishModel.TOKENIZER.open(empty, TokenizerModel::new));
      assertEquals(
          "opennlp: opennlp-en-ud-ewt-tokens-1.3-2.5.4.bin is not on the class path; add"
              + " org.apache.opennlp:opennlp-models-tokenizer-en:1.3.0",
          e.getMessage());
    }
  }

  @Test
  void englishTokenizer_marks_areCutWhereTheyAreNotPartOfAWord() {
    assertEquals(
        List.of("▁I", "▁don't", "▁pay", "▁$", "10.5", ",", "▁Dr.", "▁Who", "!"),
        TokenizerContract.texts(new EnglishTokenizer().tokenize("I don't pay $10.5, Dr. Who!")));
  }

  @Test
  void englishDetokenizer_words_areSpacedAsUsual() {
    assertEquals(
        "\"I don't (really) know,\" he said; it's $5.",
        new EnglishDetokenizer()
            .join(
                List.of(
                    "\"", "I", "do", "n't", "(", "really", ")", "know", ",", "\"", "he", "said",
                    ";", "it", "'s", "$", "5", ".")));
    assertEquals("", new EnglishDetokenizer().join(List.of()));
  }
}
