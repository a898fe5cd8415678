package dev.ieum.tokenizers.subword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.TokenizerContract;
import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.WhitespaceTokenizer;
import dev.ieum.tokenizers.korean.NoriTokenizer;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BpeTokenizerTest {

  private static BpeModel train(String text, int newSymbols) {
    BpeTrainer trainer = new BpeTrainer();
    trainer.add(text, new WhitespaceTokenizer());
    long characters = text.codePoints().filter(c -> c != ' ').distinct().count();
    return trainer.train(256 + 1 + (int) characters + newSymbols, 1);
  }

  /**
   * By hand. Words: ▁hug 10, ▁pug 5, ▁pun 12, ▁bun 4, ▁hugs 5. Pairs: ug 20, un 16, ▁h 15, hu 15,
   * ▁p 17. First u+g (20), then ▁+p (17), then u+n (16), then ▁+h (15; h+ug 15 too, but ▁ comes
   * first in the alphabet), then ▁h+ug (15), then ▁p+un (12).
   */
  @Test
  void train_smallExample_learnsTheMergesDoneByHand() {
    String text =
        "hug ".repeat(10)
            + "pug ".repeat(5)
            + "pun ".repeat(12)
            + "bun ".repeat(4)
            + "hugs ".repeat(5);
    BpeModel model = train(text, 6);
    assertEquals(List.of("▁", "b", "g", "h", "n", "p", "s", "u"), model.alphabet());
    assertEquals(
        List.of(
            new BpeModel.Merge("u", "g"),
            new BpeModel.Merge("▁", "p"),
            new BpeModel.Merge("u", "n"),
            new BpeModel.Merge("▁", "h"),
            new BpeModel.Merge("▁h", "ug"),
            new BpeModel.Merge("▁p", "un")),
        model.merges());
    BpeTokenizer tokenizer = new BpeTokenizer(new WhitespaceTokenizer(), model);
    assertEquals(
        List.of(
            new Token("▁hug", 0, 3),
            new Token("s", 3, 4),
            new Token("▁", 5, 5),
            new Token("b", 5, 6),
            new Token("ug", 6, 8),
            new Token("<0xC3>", 8, 9),
            new Token("<0xA9>", 8, 9)),
        tokenizer.tokenize("hugs bugé"));
  }

  @Test
  void tokens_order_bytesThenAlphabetThenMergesWithoutRepeats() {
    BpeModel model =
        new BpeModel(
            List.of("▁", "a", "b", "c"),
            List.of(
                new BpeModel.Merge("a", "b"),
                new BpeModel.Merge("b", "c"),
                new BpeModel.Merge("ab", "c"),
                new BpeModel.Merge("a", "bc")));
    List<String> tokens = model.tokens();
    assertEquals("<0x00>", tokens.get(0));
    assertEquals("<0xFF>", tokens.get(255));
    assertEquals(
        List.of("▁", "a", "b", "c", "ab", "bc", "abc"), tokens.subList(256, tokens.size()));
  }

  @Test
  void tokenize_everyToken_isInTheVocabulary() {
    BpeTokenizer tokenizer = new BpeTokenizer(new NoriTokenizer(), TokenizerContract.koreanModel());
    HashSet<String> vocabulary = new HashSet<>(tokenizer.model().tokens());
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      for (Token token : tokenizer.tokenize(TokenizerContract.randomText(random))) {
        assertTrue(vocabulary.contains(token.text()), token::toString);
      }
    }
  }

  @Test
  void train_reservedForms_neverBecomeSymbols() {
    BpeModel model = train("<0x0A> <pad> ".repeat(50), 30);
    for (String token : model.tokens().subList(256, model.tokens().size())) {
      assertFalse(BpeModel.isReserved(token), token);
    }
  }

  @Test
  void tokenize_nfdInsideWord_offsetsReferToTheTextAsGiven() {
    BpeTokenizer tokenizer =
        new BpeTokenizer(
            new WhitespaceTokenizer(), new BpeModel(List.of("▁", "한", "국"), List.of()));
    String given = "x\u1112\u1161\u11AB\u1100\u116E\u11A8";
    assertEquals(
        List.of(
            new Token("▁", 0, 0),
            new Token("<0x78>", 0, 1),
            new Token("한", 1, 4),
            new Token("국", 4, 7)),
        tokenizer.tokenize(given));
  }

  @Test
  void tokenize_dropout_sameSeedSameCutOtherwiseManyCuts() {
    BpeTokenizer tokenizer =
        new BpeTokenizer(new WhitespaceTokenizer(), train("banana ".repeat(9), 4));
    String text = "banana banana banana";
    assertEquals(
        tokenizer.tokenize(text, 0.3, new Random(7)), tokenizer.tokenize(text, 0.3, new Random(7)));
    HashSet<List<Token>> cuts = new HashSet<>();
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      List<Token> cut = tokenizer.tokenize(text, 0.3, random);
      cuts.add(cut);
      assertEquals(text, tokenizer.detokenize(TokenizerContract.texts(cut)));
    }
    assertTrue(cuts.size() > 20, () -> cuts.size() + " cuts");
    assertEquals(tokenizer.tokenize(text), tokenizer.tokenize(text, 0, random));
    assertEquals(
        List.of("▁", "b", "a", "n", "a", "n", "a"),
        TokenizerContract.texts(tokenizer.tokenize("banana", 1, random)));
    assertThrows(
        IllegalArgumentException.class, () -> tokenizer.tokenize(text, Double.NaN, random));
  }

  /** With dropout p, the one possible merge of "ab" is passed over in a share p of the cuts. */
  @Test
  void tokenize_dropout_dropsWithTheGivenProbability() {
    BpeTokenizer tokenizer =
        new BpeTokenizer(
            new WhitespaceTokenizer(),
            new BpeModel(List.of("▁", "a", "b"), List.of(new BpeModel.Merge("a", "b"))));
    Random random = new Random(5);
    int dropped = 0;
    for (int i = 0; i < 10_000; i++) {
      dropped += tokenizer.subwords("▁ab", 0.25, random).size() == 3 ? 1 : 0;
    }
    assertEquals(0.25, dropped / 10_000.0, 0.02);
  }

  @Test
  void subwords_ofWords_areTheTokens() {
    BpeTokenizer tokenizer = new BpeTokenizer(new NoriTokenizer(), TokenizerContract.koreanModel());
    String text = "정말 재미있는 영화였다▁!";
    List<String> pieces =
        tokenizer.words(text).stream()
            .flatMap(word -> tokenizer.subwords(word.text(), 0, null).stream())
            .toList();
    assertEquals(TokenizerContract.texts(tokenizer.tokenize(text)), pieces);
    assertNotEquals(tokenizer.words(text).size(), pieces.size());
  }

  @Test
  void detokenize_brokenBytes_givesReplacementCharacters() {
    BpeTokenizer tokenizer =
        new BpeTokenizer(new WhitespaceTokenizer(), TokenizerContract.koreanModel());
    assertEquals("\uFFFD", tokenizer.detokenize(List.of("<0xE2>", "<0x96>")));
    assertEquals("\uFFFDa", tokenizer.detokenize(List.of("<0xFF>", "a")));
    assertEquals("\uFFFD\uFFFD", tokenizer.detokenize(List.of("<0xC0>", "<0x80>")));
    assertEquals("▁x", tokenizer.detokenize(List.of("▁", "<0xE2>", "<0x96>", "<0x81>", "x")));
    assertEquals("\uD800", tokenizer.detokenize(List.of("<0xED>", "<0xA0>", "<0x80>")));
    assertEquals("a b", tokenizer.detokenize(List.of("a", "<0x0A>", "<0x0D>", "b")));
    assertEquals("<0xG0>", tokenizer.detokenize(List.of("<0xG0>")));
    StringBuilder all = new StringBuilder();
    for (int first = 0; first < 256; first++) {
      for (int second = 0; second < 256; second += 5) {
        all.append(
            tokenizer.detokenize(
                List.of(ByteTokens.all().get(first), ByteTokens.all().get(second), "<0x80>")));
      }
    }
    assertTrue(all.indexOf("\uFFFD") >= 0);
  }

  @Test
  void model_writtenAndRead_isTheSame() throws IOException {
    BpeModel model = TokenizerContract.koreanModel();
    StringWriter file = new StringWriter();
    model.write(file);
    assertEquals(model, BpeModel.read("bpe.txt", new StringReader(file.toString())));
    assertTrue(file.toString().startsWith("ieum-bpe 1\nalphabet "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ieum-bpe 2 | bpe.txt:1: first line = ieum-bpe 2; allowed: ieum-bpe 1",
        "ieum-bpe 1/alphabet x | bpe.txt:2: line = alphabet x; allowed: alphabet and a number up to"
            + " 10000000",
        "ieum-bpe 1/alphabet 2/▁ | bpe.txt:4: the file ends here; expected: a character",
        "ieum-bpe 1/alphabet 1/ab/merges 0 | bpe.txt:3: character = ab; allowed: one character, not"
            + " white space, control, format",
        "ieum-bpe 1/alphabet 2/▁/▁ | bpe.txt:4: character = ▁; it stands twice; keep one",
        "ieum-bpe 1/alphabet 1/a/merges 0 | bpe.txt:3: alphabet = without U+2581; it must hold"
            + " U+2581",
        "ieum-bpe 1/alphabet 2/▁/a/merges 1/a b | bpe.txt:6: symbol = b; no earlier line gives it",
        "ieum-bpe 1/alphabet 2/▁/a/merges 1/aa | bpe.txt:6: merge = aa; allowed: two symbols with"
            + " one space between",
        "ieum-bpe 1/alphabet 2/▁/a/merges 2/a a/a a | bpe.txt:7: merge = a a; it stands twice; keep"
            + " one",
        "ieum-bpe 1/alphabet 2/▁/a/merges 0/x | bpe.txt:6: line = x; the file must end after its"
            + " merges",
      })
  void model_brokenFile_saysFileAndLine(String file, String message) {
    StringReader reader = new StringReader(file.replace('/', '\n'));
    TokenizerException e =
        assertThrows(TokenizerException.class, () -> BpeModel.read("bpe.txt", reader));
    assertEquals(message, e.getMessage());
  }

  @Test
  void train_tooSmallVocabulary_saysWhatIsNeeded() {
    TokenizerException e = assertThrows(TokenizerException.class, () -> train("abc", -1));
    assertEquals(
        "bpe: vocabularySize = 259; 256 bytes and 4 characters that occur 1 times or more need 260;"
            + " raise it, or minCharacterCount",
        e.getMessage());
  }

  @Test
  void train_rareCharacters_areSpeltInBytes() {
    BpeTrainer trainer = new BpeTrainer();
    trainer.add("aaa b", new WhitespaceTokenizer());
    assertEquals(List.of("▁", "a"), trainer.train(300, 2).alphabet());
  }

  @Test
  void train_moreWordsThanAllowed_keepsTheFrequentOnes() {
    BpeTrainer trainer = new BpeTrainer(100);
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      trainer.add("often " + random.nextInt(1_000_000), new WhitespaceTokenizer());
    }
    assertTrue(trainer.distinctWords() <= 100);
    assertTrue(trainer.train(300, 5_000).tokens().contains("▁often"));
  }

  @Test
  void encode_aMillionCharacters_takesNoQuadraticTime() {
    BpeTokenizer tokenizer =
        new BpeTokenizer(new WhitespaceTokenizer(), TokenizerContract.koreanModel());
    String word = "a영화".repeat(350_000);
    long begin = System.nanoTime();
    List<Token> tokens = tokenizer.tokenize(word);
    long seconds = (System.nanoTime() - begin) / 1_000_000_000;
    assertEquals(word, tokenizer.detokenize(TokenizerContract.texts(tokens)));
    assertTrue(seconds < 30, () -> seconds + " s");
  }
}
