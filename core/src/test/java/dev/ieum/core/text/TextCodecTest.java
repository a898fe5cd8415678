package dev.ieum.core.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.WhitespaceTokenizer;
import dev.ieum.tokenizers.korean.NoisyText;
import dev.ieum.tokenizers.spec.WordKind;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTokenizer;
import dev.ieum.tokenizers.subword.BpeTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextCodecTest {
  private static final List<String> LEARNED =
      List.of("문을 닫아 주세요", "the doors are closed", "창문을 열어 주세요, 네?", "open the door");

  @Test
  void encode_text_endsInEos() {
    TextCodec codec = codec(WordKind.WHITESPACE);
    int[] ids = codec.encode("the door");
    assertEquals(Vocabulary.EOS, ids[ids.length - 1]);
    for (int i = 0; i < ids.length - 1; i++) {
      assertEquals(false, Vocabulary.isSpecial(ids[i]), "id " + ids[i]);
    }
    assertArrayEquals(new int[] {Vocabulary.EOS}, codec.encode(""));
    assertArrayEquals(new int[] {Vocabulary.EOS}, codec.encode(" \t "));
  }

  @ParameterizedTest
  @EnumSource(
      value = WordKind.class,
      names = {"WHITESPACE", "NORI", "OPENNLP"})
  void decode_encodedText_givesItBackEvenWithUnseenCharacters(WordKind words) {
    TextCodec codec = codec(words);
    for (String text : List.of("문을 열어 주세요.", "Zebras, 42 of them!", "🐟 물고기 ñ 漢字")) {
      int[] ids = codec.encode(text);
      for (int id : ids) {
        assertEquals(false, id == Vocabulary.UNK, text);
      }
      assertEquals(text, codec.decode(ids));
    }
  }

  @Test
  void decode_specialIds_arePassedOver() {
    TextCodec codec = codec(WordKind.WHITESPACE);
    int[] ids = codec.encode("open");
    int[] mixed = new int[ids.length + 3];
    mixed[0] = Vocabulary.BOS;
    mixed[1] = Vocabulary.UNK;
    System.arraycopy(ids, 0, mixed, 2, ids.length);
    mixed[mixed.length - 1] = Vocabulary.PAD;
    assertEquals("open", codec.decode(mixed));
    assertEquals(codec.tokens(ids), codec.tokens(mixed));
    assertEquals("", codec.decode(new int[0]));
  }

  @Test
  void encodeWords_withoutDropout_givesTheIdsOfTheText() {
    TextCodec codec = codec(WordKind.NORI);
    assertArrayEquals(codec.encode(LEARNED.get(2)), codec.encodeWords(words(codec, 2)));
  }

  @Test
  void encodeWords_withDropout_isAnotherSplitOfTheSameText() {
    TextCodec codec = codec(WordKind.NORI);
    List<String> words = words(codec, 2);
    int[] characters = codec.encodeWords(words, 1, new Random(1), 1000);
    assertTrue(characters.length > codec.encodeWords(words).length);
    assertEquals(LEARNED.get(2), codec.decode(characters));
    int[] some = codec.encodeWords(words, 0.5, new Random(1), 1000);
    assertArrayEquals(some, codec.encodeWords(words, 0.5, new Random(1), 1000));
    assertFalse(Arrays.equals(some, codec.encodeWords(words, 0.5, new Random(2), 1000)));
  }

  @Test
  void encodeWords_longerThanTheLimit_keepsTheFirstTokensAndEos() {
    TextCodec codec = codec(WordKind.WHITESPACE);
    int[] all = codec.encodeWords(words(codec, 1));
    int[] few = codec.encodeWords(words(codec, 1), 0, null, 2);
    assertArrayEquals(new int[] {all[0], all[1], Vocabulary.EOS}, few);
  }

  @Test
  void encode_tokenizerAndDetokenizerApart_readsThroughTheFirst() {
    TextCodec codec = codec(WordKind.WHITESPACE);
    TextCodec noisy =
        new TextCodec(
            codec.tokenizer().after(NoisyText.forReviews()),
            codec.detokenizer(),
            codec.vocabulary());
    int[] ids = noisy.encode("openㅋㅋㅋㅋ");
    assertArrayEquals(codec.encode("open ㅋㅋ"), ids);
    assertEquals("open ㅋㅋ", noisy.decode(ids));
    assertArrayEquals(ids, noisy.encodeWords(words(noisy, "openㅋㅋㅋㅋ")));
  }

  @Test
  void encodeWords_tokenizerWithoutSubwords_encodesTheWords() {
    TextCodec codec =
        new TextCodec(new WhitespaceTokenizer(), Vocabulary.of(List.of("▁the", "▁door")));
    List<String> words = words(codec, "the door");
    assertArrayEquals(codec.encode("the door"), codec.encodeWords(words, 0.9, new Random(1), 9));
  }

  private static List<String> words(TextCodec codec, int line) {
    return words(codec, LEARNED.get(line));
  }

  private static List<String> words(TextCodec codec, String text) {
    return codec.tokenizer().words(text).stream().map(Token::text).toList();
  }

  private static TextCodec codec(WordKind kind) {
    ReversibleTokenizer words = kind.open();
    BpeTrainer trainer = new BpeTrainer();
    LEARNED.forEach(
        line -> words.tokenize(line).stream().map(Token::text).forEach(trainer::addWord));
    BpeModel model = trainer.train(330, 1);
    return new TextCodec(new BpeTokenizer(words, model), Vocabulary.of(model.tokens()));
  }
}
