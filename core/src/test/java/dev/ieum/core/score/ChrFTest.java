package dev.ieum.core.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ieum.core.config.EnumWords;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChrFTest {

  @Test
  void sentence_shortTexts_averageOnlyOrdersThatOccur() {
    // "ab" against "ac": 1 of 2 characters, 0 of 1 pair; mean precision = recall = 1/4
    assertEquals(25, new ChrF(0, false).sentence("ab", "ac").value(), 1e-12);
  }

  @Test
  void statistics_words_cutPunctuationOnceAtOneEnd() {
    ChrF words = new ChrF(1, 1, 2, false);
    int[] row = words.statistics("(hi) !", "( hi !");
    // (hi) gives "(hi" and ")": of three words only "!" matches; of five characters four
    assertArrayEquals(new int[] {5, 4, 4, 3, 3, 1}, row);
  }

  @Test
  void statistics_beyondTheBasicPlane_countsCodePoints() {
    ChrF chrF = new ChrF(2, 0, 2, false);
    assertArrayEquals(new int[] {2, 2, 1, 1, 1, 0}, chrF.statistics("😀a", "😁a"));
  }

  @Test
  void signature_everyChoice_isNamed() {
    assertEquals(
        "chrF2++|nrefs:1|case:lc|eff:yes|nc:6|nw:2|space:no|version:ieum-0.1.0",
        new ChrF(2, true).signature());
  }

  @Test
  void metricKind_everyKind_hasItsOwnWordAndSignature() {
    Set<String> signatures = new HashSet<>();
    for (MetricKind kind : MetricKind.values()) {
      assertEquals(Optional.of(kind), EnumWords.parse(MetricKind.class, kind.toString()));
      signatures.add(kind.metric().signature());
    }
    assertEquals(MetricKind.values().length, signatures.size());
  }
}
