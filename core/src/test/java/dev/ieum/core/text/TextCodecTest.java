package dev.ieum.core.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.spec.WordKind;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTokenizer;
import dev.ieum.tokenizers.subword.BpeTrainer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextCodecTest {
  private static final List<String> LEARNT =
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

  private static TextCodec codec(WordKind kind) {
    ReversibleTokenizer words = kind.open();
    BpeTrainer trainer = new BpeTrainer();
    LEARNT.forEach(
        line -> words.tokenize(line).stream().map(Token::text).forEach(trainer::addWord));
    BpeModel model = trainer.train(330, 1);
    return new TextCodec(new BpeTokenizer(words, model), Vocabulary.of(model.tokens()));
  }
}
