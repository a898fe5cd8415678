package dev.ieum.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ieum.tokenizers.english.EnglishTokenizer;
import dev.ieum.tokenizers.english.OpenNlpTokenizer;
import dev.ieum.tokenizers.korean.JamoTokenizer;
import dev.ieum.tokenizers.korean.NoriTokenizer;
import dev.ieum.tokenizers.korean.UserDictionary;
import dev.ieum.tokenizers.spec.WordKind;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What all reversible tokenizers promise. */
class ReversibleTokenizerTest {
  private static final long SEED = Long.getLong("tests.seed", 20261123L);
  private static final int TEXTS = Integer.getInteger("tests.iters", 20_000);

  static Stream<ReversibleTokenizer> tokenizers() {
    List<ReversibleTokenizer> tokenizers = new ArrayList<>();
    for (WordKind kind : WordKind.values()) {
      tokenizers.add(kind.open());
    }
    BpeModel model = TokenizerContract.koreanModel();
    tokenizers.add(new BpeTokenizer(new NoriTokenizer(), model));
    tokenizers.add(new BpeTokenizer(new WhitespaceTokenizer(), model));
    return tokenizers.stream();
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void tokenize_hardTexts_roundTripWithTrueOffsets(ReversibleTokenizer tokenizer) {
    for (String text : TokenizerContract.HARD_TEXTS) {
      TokenizerContract.assertRoundTrip(tokenizer, text);
      TokenizerContract.assertOffsets(tokenizer, text);
    }
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void tokenize_randomTexts_roundTripWithTrueOffsets(ReversibleTokenizer tokenizer) {
    // OpenNLP's learned model takes twenty times as long as all the rest.
    int texts = tokenizer instanceof EnglishTokenizer ? TEXTS / 20 : TEXTS;
    for (int i = 0; i < Math.max(1, texts); i++) {
      long seed = SEED + i;
      String text = TokenizerContract.randomText(new Random(seed));
      try {
        TokenizerContract.assertRoundTrip(tokenizer, text);
        TokenizerContract.assertOffsets(tokenizer, text);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dtests.seed=" + seed + " -Dtests.iters=1", e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void tokenize_eightThreads_sameAsOne(ReversibleTokenizer tokenizer) throws Exception {
    Random random = new Random(SEED);
    List<String> texts = new ArrayList<>(TokenizerContract.HARD_TEXTS);
    for (int i = 0; i < 200; i++) {
      texts.add(TokenizerContract.randomText(random));
    }
    List<List<Token>> alone = texts.stream().map(tokenizer::tokenize).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<List<List<Token>>> work = () -> texts.stream().map(tokenizer::tokenize).toList();
      List<Future<List<List<Token>>>> results = threads.invokeAll(Collections.nCopies(8, work));
      for (Future<List<List<Token>>> result : results) {
        assertEquals(alone, result.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void detokenize_whatAModelMayEmit_staysOneLine(ReversibleTokenizer tokenizer) {
    assertEquals(
        "a b", tokenizer.detokenize(List.of("▁", "▁", "a", "\n", "▁▁", "b", "▁", "\u3000")));
    assertEquals("", tokenizer.detokenize(List.of()));
  }

  @Test
  void noriTokenizer_inflectedWords_keepsSurfaces() {
    List<Token> tokens = new NoriTokenizer().tokenize("어제는 추웠다. C# ++ x");
    assertEquals(
        List.of("▁어제", "는", "▁추웠", "다", ".", "▁C", "#", "▁++", "▁x"),
        TokenizerContract.texts(tokens));
    assertEquals(new Token("▁추웠", 4, 6), tokens.get(2));
  }

  @Test
  void noriTokenizer_userWord_staysWhole() {
    UserDictionary dictionary = new UserDictionary(List.of(new UserDictionary.Word("노잼")));
    assertEquals(
        List.of("▁노잼", "이", "다"),
        TokenizerContract.texts(new NoriTokenizer(dictionary).tokenize("노잼이다")));
    assertEquals(
        List.of("▁노", "잼", "이", "다"),
        TokenizerContract.texts(new NoriTokenizer().tokenize("노잼이다")));
  }

  @Test
  void openNlpTokenizer_kinds_cutApart() {
    assertEquals(
        List.of("▁I", "▁don", "'", "t", "▁pay", "▁$", "10", ".", "5", "!!"),
        TokenizerContract.texts(new OpenNlpTokenizer().tokenize("I don't pay $10.5!!")));
  }

  @Test
  void characterTokenizer_mark_escaped() {
    assertEquals(
        List.of("▁a", "␛_", "▁␛␛", "👍"),
        TokenizerContract.texts(new CharacterTokenizer().tokenize("a▁ ␛👍")));
  }

  @ParameterizedTest
  @EnumSource(
      value = WordKind.class,
      names = {"NORI", "OPENNLP"})
  void wordTokenizers_signsOfSeveralCodePoints_stayWhole(WordKind kind) {
    String text = "👍🏽👨‍👩‍👧‍👦🇰🇷🇩🇪 1️⃣ q̣̇";
    assertEquals(
        List.of("▁👍🏽", "👨‍👩‍👧‍👦", "🇰🇷", "🇩🇪", "▁1️⃣", "▁q̣̇"),
        TokenizerContract.texts(kind.open().tokenize(text)));
  }

  @Test
  void jamoTokenizer_syllables_areTakenApartAndLettersStay() {
    JamoTokenizer tokenizer = new JamoTokenizer();
    assertEquals(
        List.of(
            new Token("▁\u1112", 0, 1),
            new Token("\u1161", 0, 1),
            new Token("\u11AB", 0, 1),
            new Token("ㅋ", 1, 2),
            new Token("▁a", 3, 4)),
        tokenizer.tokenize("한ㅋ a"));
  }

  @Test
  void tokenizeAll_parallelStream_keepsTheOrder() {
    Tokenizer tokenizer = new NoriTokenizer();
    List<String> lines = IntStream.range(0, 2_000).mapToObj(i -> "문장 " + i + "번은 재미있었다.").toList();
    List<List<Token>> alone = lines.stream().map(tokenizer::tokenize).toList();
    assertEquals(alone, tokenizer.tokenizeAll(lines.parallelStream()).toList());
  }
}
