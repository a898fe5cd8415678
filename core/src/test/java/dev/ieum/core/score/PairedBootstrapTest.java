package dev.ieum.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.score.PairedBootstrap.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
  private static final Metric CHRF = new ChrF(0, false);
  private static final List<String> REFERENCES = sentences(new Random(1), 60);

  private static List<String> sentences(Random random, int count) {
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 8; j++) {
        text.append((char) ('a' + random.nextInt(20))).append((char) ('a' + random.nextInt(20)));
        text.append(' ');
      }
      sentences.add(text.toString());
    }
    return sentences;
  }

  /** The references with that share of the words lost. */
  private static List<String> damaged(double share, long seed) {
    Random random = new Random(seed);
    List<String> system = new ArrayList<>();
    for (String reference : REFERENCES) {
      StringBuilder text = new StringBuilder();
      for (String word : reference.split(" ", -1)) {
        text.append(random.nextDouble() < share ? "zz" : word).append(' ');
      }
      system.add(text.toString());
    }
    return system;
  }

  @Test
  void compare_sameSystem_hasNoDifference() {
    Comparison same =
        new PairedBootstrap(200, 3).compare(CHRF, damaged(0.3, 5), damaged(0.3, 5), REFERENCES);
    assertEquals(0, same.meanDifference());
    assertEquals(0, same.low());
    assertEquals(0, same.high());
    assertEquals(1, same.pValue());
    assertEquals(0, same.winsA());
  }

  @Test
  void compare_clearlyBetter_isSignificantBothWays() {
    PairedBootstrap test = new PairedBootstrap(500, 3);
    Comparison better = test.compare(CHRF, damaged(0.1, 5), damaged(0.6, 6), REFERENCES);
    assertTrue(better.low() > 0, better.text());
    assertTrue(better.low() <= better.difference() && better.difference() <= better.high());
    assertTrue(better.pValue() < 0.01, better.text());
    assertEquals(1, better.winsA());
    Comparison worse = test.compare(CHRF, damaged(0.6, 6), damaged(0.1, 5), REFERENCES);
    assertEquals(-better.meanDifference(), worse.meanDifference(), 1e-9);
    assertEquals(better.pValue(), worse.pValue());
    assertEquals(0, worse.winsA());
  }

  /** Systems of one quality: a 5 % test may cry wolf now and then, not more. */
  @Test
  void compare_equalQuality_isSeldomSignificant() {
    int alarms = 0;
    for (int trial = 0; trial < 40; trial++) {
      Comparison chance =
          new PairedBootstrap(200, trial)
              .compare(CHRF, damaged(0.3, 100 + trial), damaged(0.3, 900 + trial), REFERENCES);
      alarms += chance.pValue() < 0.05 ? 1 : 0;
    }
    assertTrue(alarms <= 7, alarms + " of 40 trials"); // P(more | 5 %) < 0.1 %
  }

  @Test
  void compare_sameSeed_repeatsAndOtherSeedDiffers() {
    List<String> a = damaged(0.2, 5);
    List<String> b = damaged(0.3, 6);
    Bleu bleu = new Bleu(Bleu.Tokenizer.MTEVAL_13A, false);
    Comparison one = new PairedBootstrap(100, 3).compare(bleu, a, b, REFERENCES);
    assertEquals(one, new PairedBootstrap(100, 3).compare(bleu, a, b, REFERENCES));
    assertNotEquals(one, new PairedBootstrap(100, 4).compare(bleu, a, b, REFERENCES));
    assertEquals(bleu.corpus(a, REFERENCES), one.scoreA());
    assertTrue(one.text().matches("BLEU: .* 95 % interval \\[.*\\], p = 0\\.\\d{4}"), one.text());
  }

  @Test
  void compare_notParallel_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PairedBootstrap(10, 1)
                .compare(CHRF, List.of("a"), List.of("a", "b"), List.of("a", "b")));
  }
}
