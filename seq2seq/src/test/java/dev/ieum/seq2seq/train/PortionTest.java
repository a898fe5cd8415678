package dev.ieum.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.ieum.seq2seq.train.TranslationData.WordPair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortionTest {
  private static final List<WordPair> PAIRS =
      IntStream.range(0, 50)
          .mapToObj(i -> new WordPair(List.of("▁" + i), List.of("▁t" + i)))
          .toList();

  @Test
  void shown_wholeShare_isEveryPairInOrder() {
    Portion portion = new Portion(PAIRS, 1);
    assertSame(portion.pairs(), portion.shown(3, 7));
    assertEquals(PAIRS, portion.shown(3, 7));
  }

  /** No pair comes again before every other has come. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 0.34, 0.75})
  void shown_share_goesThroughAllPairsEquallyOften(double share) {
    Portion portion = new Portion(PAIRS, share);
    List<WordPair> seen = new ArrayList<>();
    for (int epoch = 0; epoch < 40; epoch++) {
      List<WordPair> shown = portion.shown(epoch, 7);
      assertEquals(share * PAIRS.size(), shown.size(), 1.0);
      assertEquals(shown.size(), new HashSet<>(shown).size());
      seen.addAll(shown);
    }
    assertEquals(40 * share * PAIRS.size(), seen.size(), 1.0);
    for (int round = 0; (round + 1) * PAIRS.size() <= seen.size(); round++) {
      List<WordPair> part = seen.subList(round * PAIRS.size(), (round + 1) * PAIRS.size());
      assertEquals(Set.copyOf(PAIRS), Set.copyOf(part));
    }
  }

  @Test
  void shown_sameEpochAndSeed_isTheSame_anotherSeedDiffers() {
    List<WordPair> shown = new Portion(PAIRS, 0.4).shown(5, 7);
    assertEquals(shown, new Portion(PAIRS, 0.4).shown(5, 7));
    assertNotEquals(shown, new Portion(PAIRS, 0.4).shown(5, 8));
    assertNotEquals(shown, new Portion(PAIRS, 0.4).shown(6, 7));
  }

  @Test
  void shown_shareBelowAPair_showsOneNowAndThen() {
    Portion portion = new Portion(PAIRS.subList(0, 2), 0.25);
    assertEquals(
        List.of(0, 1, 0, 1),
        IntStream.range(0, 4).mapToObj(epoch -> portion.shown(epoch, 7).size()).toList());
  }

  @Test
  void shown_noPairs_isEmpty() {
    assertEquals(List.of(), new Portion(List.of(), 0.5).shown(0, 7));
  }
}
