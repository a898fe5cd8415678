package dev.ieum.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  @Test
  void of_tokens_followTheSpecialOnes() {
    Vocabulary vocabulary = Vocabulary.of(List.of("가", "b"));
    assertEquals(List.of("<pad>", "<unk>", "<s>", "</s>", "가", "b"), vocabulary.tokens());
    assertEquals(6, vocabulary.size());
    assertEquals(4, vocabulary.id("가"));
    assertEquals("b", vocabulary.token(5));
    assertEquals(Vocabulary.UNK, vocabulary.id("c"));
    for (int id = 0; id < vocabulary.size(); id++) {
      assertEquals(id, vocabulary.id(vocabulary.token(id)));
      assertEquals(id < 4, Vocabulary.isSpecial(id));
    }
  }

  @Test
  void ofAll_tokensOfAnother_isTheSame() {
    Vocabulary vocabulary = Vocabulary.of(List.of("x", " ", "", "x "));
    assertEquals(vocabulary.tokens(), Vocabulary.ofAll(vocabulary.tokens()).tokens());
  }

  @Test
  void of_tokenTwiceOrSpecial_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(List.of("a", "b", "a")));
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(List.of("<s>")));
  }

  @Test
  void ofAll_withoutTheSpecialOnes_isRefused() {
    for (List<String> tokens :
        List.of(
            List.<String>of(),
            List.of("<pad>", "<unk>", "<s>"),
            List.of("a", "b", "c", "d", "e"),
            List.of("<pad>", "<unk>", "</s>", "<s>"))) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Vocabulary.ofAll(tokens));
      assertTrue(e.getMessage().contains("allowed"), e.getMessage());
    }
  }

  @Test
  void tokens_ofAVocabulary_cannotBeChanged() {
    Vocabulary vocabulary = Vocabulary.of(List.of("a"));
    assertThrows(UnsupportedOperationException.class, () -> vocabulary.tokens().add("b"));
  }
}
