package dev.ieum.sequences.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ieum.core.bundle.ModelBundleException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static RankingReport.Figures figures(int at, int wanted, float... scores) {
    RankTally tally = new RankTally("x", at);
    tally.add(scores, wanted, 0.25);
    return tally.figures();
  }

  @Test
  void add_rankThree_figuresAsDefined() {
    RankingReport.Figures of = figures(10, 3, 5, Float.NaN, 4, 3, 2);
    assertEquals(1, of.hitRate());
    assertEquals(0.5, of.ndcg(), 1e-12); // 1 / log2(4)
    assertEquals(1 / 3.0, of.reciprocalRank(), 1e-12);
    assertEquals(4, of.perplexity(), 1e-12);
    assertEquals(0, figures(2, 3, 5, Float.NaN, 4, 3, 2).hitRate());
  }

  @Test
  void add_ties_takesTheMiddlePlace() {
    assertEquals(1 / 2.0, figures(10, 0, 1, 1, 1).reciprocalRank(), 1e-12);
  }

  /** Against draws: one of three candidates stands above. */
  @Test
  void add_sampled_isTheMeanOverDraws() {
    float[] scores = new float[31];
    for (int i = 0; i < 30; i++) {
      scores[i] = i < 3 ? 2 : 0;
    }
    scores[30] = 1; // a tenth of the others above
    RankingReport.Figures of = figures(10, 30, scores);
    SplittableRandom random = new SplittableRandom(1);
    double hits = 0;
    double gain = 0;
    int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      int above = 0;
      for (int n = 0; n < 100; n++) {
        above += random.nextInt(30) < 3 ? 1 : 0;
      }
      hits += above < 10 ? 1 : 0;
      gain += above < 10 ? Math.log(2) / Math.log(above + 2) : 0;
    }
    assertEquals(hits / draws, of.sampledHitRate(), 0.005);
    assertEquals(gain / draws, of.sampledNdcg(), 0.003);
    assertEquals(1, figures(10, 0, 1, 0, 0).sampledHitRate(), 1e-12);
    assertEquals(0, figures(10, 2, 1, 1, 0).sampledHitRate(), 1e-12);
  }

  @Test
  void miss_countsAgainstEveryFigureButThePerplexity() {
    RankTally tally = new RankTally("x", 10);
    tally.add(new float[] {1, 0}, 0, 0.5);
    tally.miss();
    assertEquals(0.5, tally.figures().hitRate());
    assertEquals(0.5, tally.figures().sampledHitRate());
    assertEquals(2, tally.figures().perplexity(), 1e-12);
    assertEquals(1, tally.unknown());
  }

  private static final TransitionCounts COUNTS =
      TransitionCounts.of(List.of(new int[] {2, 4, 5, 4, 3}, new int[] {2, 4, 6, 3}), 8);

  @Test
  void counts_popularAndMarkov_asCounted() {
    float[] popular = new float[8];
    COUNTS.popular(popular);
    float[] markov = new float[8];
    COUNTS.markov(4, markov);
    assertEquals(0.5 * 3 / 8, popular[4], 1e-6);
    assertEquals(0, popular[7]);
    assertEquals(1 + 0.5 / 8, markov[5], 1e-6);
    assertEquals(1 + 0.5 * 2 / 8, markov[3], 1e-6); // as often, but more popular
    assertEquals(0.5 * 3 / 8, markov[4], 1e-6);
  }

  @Test
  void counts_probabilities_sumToOne() {
    double alone = 0;
    double after = 0;
    double afterUnseen = 0;
    for (int id = 0; id < 8; id++) {
      alone += COUNTS.probability(id);
      after += COUNTS.probability(4, id);
      afterUnseen += COUNTS.probability(7, id);
    }
    assertEquals(1, alone, 1e-12);
    assertEquals(1, after, 1e-12);
    assertEquals(1, afterUnseen, 1e-12);
    assertEquals((1 + 3 * 2 / 15.0) / 6, COUNTS.probability(4, 5), 1e-12); // Witten–Bell
  }

  @Test
  void counts_writtenAndRead_areTheSame() throws IOException {
    String text = COUNTS.text();
    assertEquals("2\t4\t2\n", text.substring(0, 6));
    assertEquals(text, read(text, 8).text());
    for (String bad : List.of("1\t2\n", "1\t9\t1\n", "1\t2\t0\n", "x\n")) {
      assertThrows(ModelBundleException.class, () -> read(bad, 8));
    }
  }

  private static TransitionCounts read(String text, int size) throws IOException {
    return TransitionCounts.read(new BufferedReader(new StringReader(text)), size, "counts");
  }
}
