package dev.ieum.seq2seq.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ieum.core.inference.Functions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class TopCandidatesTest {
  private static final int NUMBER = 3 * TopCandidates.BLOCK + 17;

  private record Offer(float score, int row, int token) {}

  @RepeatedTest(20)
  void offer_manyRowsWithEqualScores_keepsTheBestAsOfferedFirst(RepetitionInfo info) {
    Random random = new Random(info.getCurrentRepetition());
    int most = 1 + random.nextInt(12);
    TopCandidates top = new TopCandidates(most);
    top.clear();
    List<Offer> all = new ArrayList<>();
    for (int row = 0; row < 5; row++) {
      float[] logits = new float[NUMBER];
      for (int i = 0; i < NUMBER; i++) {
        logits[i] = random.nextInt(200) / 8f; // many are equal
      }
      float base = random.nextInt(5) - 2;
      float[] maxima = new float[NUMBER / TopCandidates.BLOCK + 1];
      Functions.blockMaxima(logits, NUMBER, TopCandidates.BLOCK, maxima);
      logits[random.nextInt(NUMBER)] = -1e9f; // forbidden afterwards: the maxima stay
      top.offer(logits, NUMBER, null, row, base, maxima);
      for (int i = 0; i < NUMBER; i++) {
        all.add(new Offer(logits[i] + base, row, i));
      }
    }
    all.sort(Comparator.comparingDouble(Offer::score).reversed()); // stable
    for (int rank = 0; rank < most; rank++) {
      assertEquals(all.get(rank), new Offer(top.score(rank), top.row(rank), top.token(rank)));
    }
  }
}
