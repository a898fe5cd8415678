package dev.ieum.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.text.TextCodec;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.seq2seq.SourceParts.Part;
import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.spec.WordKind;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTokenizer;
import dev.ieum.tokenizers.subword.BpeTrainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SourcePartsTest {
  private static TextCodec codec;

  @BeforeAll
  static void learnSubwords() {
    ReversibleTokenizer words = WordKind.OPENNLP.open();
    BpeTrainer trainer = new BpeTrainer();
    for (int i = 0; i < 10; i++) {
      words.tokenize("so we go on and on . ! ?").stream()
          .map(Token::text)
          .forEach(trainer::addWord);
    }
    BpeModel model = trainer.train(320, 1);
    codec = new TextCodec(new BpeTokenizer(words, model), Vocabulary.of(model.tokens()));
  }

  @Test
  void of_blankLine_hasNoParts() {
    assertEquals(List.of(), SourceParts.of("", codec));
    assertEquals(List.of(), SourceParts.of(" \t　", codec));
  }

  @Test
  void of_shortLine_isOnePartAsTheCodecEncodesIt() {
    List<Part> parts = SourceParts.of("we go on", codec);
    assertEquals(1, parts.size());
    assertEquals(0, parts.get(0).firstToken());
    assertEquals(Arrays.toString(codec.encode("we go on")), Arrays.toString(parts.get(0).ids()));
  }

  @Test
  void of_lineOfJustTheLimit_isOnePart() {
    assertEquals(1, SourceParts.of("on ".repeat(SourceParts.MAX_TOKENS), codec).size());
    assertEquals(2, SourceParts.of("on ".repeat(SourceParts.MAX_TOKENS + 1), codec).size());
  }

  @Test
  void of_longLines_partsTogetherAreTheLine() {
    Random random = new Random(12);
    List<String> words = List.of("so", "we", "go", "on", "and", "on.", "Überfluß", "🐟", "…");
    for (int round = 0; round < 60; round++) {
      StringBuilder line = new StringBuilder();
      int count = 1 + random.nextInt(700);
      for (int i = 0; i < count; i++) {
        line.append(words.get(random.nextInt(words.size())));
        line.append(random.nextInt(30) == 0 ? "" : " ");
      }
      assertWhole(line.toString(), "round " + round);
    }
    assertWhole("on".repeat(5000), "one endless word");
    assertWhole("🐟".repeat(500), "bytes");
  }

  private static void assertWhole(String line, String where) {
    List<Integer> whole = new ArrayList<>();
    for (Part part : SourceParts.of(line, codec)) {
      assertEquals(whole.size(), part.firstToken(), where);
      int tokens = part.ids().length - 1;
      assertTrue(tokens > 0 && tokens <= SourceParts.MAX_TOKENS, where + ": " + tokens);
      assertEquals(Vocabulary.EOS, part.ids()[tokens], where);
      for (int i = 0; i < tokens; i++) {
        whole.add(part.ids()[i]);
      }
    }
    whole.add(Vocabulary.EOS);
    assertEquals(Arrays.stream(codec.encode(line)).boxed().toList(), whole, where);
  }

  @Test
  void of_sentences_areCutBehindTheLastFullStopWithinReach() {
    // Sentences of eleven tokens: ten words and a full stop.
    String sentence = "so we go on and on so we go on. ";
    for (Part part : SourceParts.of(sentence.repeat(40), codec)) {
      List<String> tokens = codec.tokens(part.ids());
      assertTrue(tokens.get(tokens.size() - 1).endsWith("."), tokens.toString());
    }
    assertEquals(
        (int) Math.ceil(40 / Math.floor(SourceParts.MAX_TOKENS / 11.0)),
        SourceParts.of(sentence.repeat(40), codec).size());
  }

  @Test
  void of_noFullStop_isCutBetweenWords() {
    List<Part> parts = SourceParts.of("weonweonwe ".repeat(200), codec);
    assertTrue(parts.size() > 1);
    for (Part part : parts) {
      assertEquals(0, codec.decode(part.ids()).length() % 11 - 10, "whole words of ten letters");
    }
  }
}
