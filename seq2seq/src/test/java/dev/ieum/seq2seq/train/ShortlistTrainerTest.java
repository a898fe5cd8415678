package dev.ieum.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.text.Vocabulary;
import dev.ieum.seq2seq.model.Shortlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortlistTrainerTest {
  private static final int WORDS = 1000;

  /** Every word has one translation, and sentences are shuffled: only alignment finds it. */
  @Test
  void train_wordForWord_offersEachWordItsTranslation() {
    Random random = new Random(4);
    List<int[][]> pairs = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      int[] source = random.ints(12, 4, WORDS).toArray();
      int[] target = new int[source.length + 1];
      for (int w = 0; w < source.length; w++) {
        target[w] = translation(source[w]);
      }
      for (int w = source.length - 1; w > 0; w--) {
        int other = random.nextInt(w + 1);
        int kept = target[w];
        target[w] = target[other];
        target[other] = kept;
      }
      target[source.length] = Vocabulary.EOS;
      pairs.add(new int[][] {source, target});
    }
    Shortlist shortlist = ShortlistTrainer.train(pairs, WORDS, WORDS);
    int missed = 0;
    for (int word = 4; word < WORDS; word++) {
      int[] offered = shortlist.of(new int[] {word});
      assertTrue(offered.length <= 301, "offers " + offered.length);
      assertTrue(Arrays.binarySearch(offered, Vocabulary.EOS) >= 0);
      missed += Arrays.binarySearch(offered, translation(word)) < 0 ? 1 : 0;
    }
    assertEquals(0, missed);
  }

  private static int translation(int word) {
    return WORDS + 3 - word;
  }
}
