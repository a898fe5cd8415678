package dev.ieum.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.text.TextCodec;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.sentiment.train.ToyReviews;
import dev.ieum.tokenizers.WhitespaceTokenizer;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTokenizer;
import dev.ieum.tokenizers.subword.BpeTrainer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadabilityTest {
  private static final List<String> KNOWN =
      List.of("the film was good", "the story was dull", "a wonderful film", "terrible acting");

  private static final TextCodec CODEC = codec();

  private static TextCodec codec() {
    WhitespaceTokenizer words = new WhitespaceTokenizer();
    BpeTrainer trainer = new BpeTrainer();
    for (int i = 0; i < 20; i++) {
      KNOWN.forEach(text -> words.tokenize(text).forEach(token -> trainer.addWord(token.text())));
    }
    BpeModel model = trainer.train(400, 1);
    return new TextCodec(new BpeTokenizer(words, model), Vocabulary.of(model.tokens()));
  }

  private static boolean reads(String text, List<String> signs) {
    return new Readability(CODEC, signs).reads(text, CODEC.tokenizer().tokenize(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"the film was good", "wonderful!", "THE STORY WAS DULL", "xq the film"})
  void reads_wordsOfTheVocabulary_yes(String text) {
    assertTrue(reads(text, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "재미없어요",
        "это ужасно",
        "這部電影很糟糕",
        "zzzz qqqq",
        "12345",
        "...",
        "",
        "  ",
        "👎",
        "1/10"
      })
  void reads_otherScriptsRandomLettersAndUnknownSigns_no(String text) {
    assertFalse(reads(text, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "👎, true",
    "👎👎👎, true",
    "★☆☆☆☆, true",
    "1/10, true",
    "</3, true",
    "💔, false",
    "2/10, false"
  })
  void reads_signsAlone_thoseOfTraining(String text, boolean readable) {
    assertEquals(readable, reads(text, List.of("★", "☆", "👎", "1/10", "</3", "xqz")));
  }

  @Test
  void signs_ofTexts_thoseThatAreFrequent() {
    List<String> texts = Collections.nCopies(5, "the film 👍👍 10/10 !!! ... 12 :( </3. :D xqz!");
    assertEquals(List.of("10/10", ":(", ":d", "</3", "xqz", "👍"), Readability.signs(CODEC, texts));
    assertEquals(List.of(), Readability.signs(CODEC, texts.subList(0, 4)));
  }

  @Test
  void analyze_otherScript_isUnreadableAndNeverConfident() throws Exception {
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(ToyReviews.bundle(), 1)) {
      Sentiment read = analyzer.analyze("재미없어요");
      assertEquals(Sentiment.UNREADABLE, read.label());
      assertFalse(read.readable());
      assertFalse(read.confident());
      assertEquals(0, read.score());
      assertTrue(analyzer.analyze("the film was good").readable());
    }
  }
}
