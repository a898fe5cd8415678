package dev.ieum.seq2seq.answer;

import dev.ieum.seq2seq.answer.AnswerMemory.Pair;
import dev.ieum.seq2seq.answer.AnswerMemory.Recall;
import dev.ieum.seq2seq.answer.AnswerMemory.Weighting;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a memory is to be trusted, chosen so that the answers of a dev set are likeliest. Their
 * questions must not be in the memory: it would be right about each.
 */
public final class MemoryFit {
  private static final double[] SHARPNESSES = {4, 7, 10, 13, 16, 20, 25, 30};
  private static final double[] SPREADS = {0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5};
  private static final double LARGEST = 12; // of log-odds
  private static final double STEP = 0.5;

  private MemoryFit() {}

  /** What the memory says of the right answer to a dev question, and what the network says. */
  private record Case(double similarity, double remembered, double network) {
    double nats(Weighting of) {
      double share = of.share(similarity);
      return Math.log(share * remembered + (1 - share) * network + Double.MIN_NORMAL);
    }
  }

  /**
   * Chooses by search over a grid.
   *
   * @param dev questions and answers
   * @param network log-probability of each of the answers, in nats
   */
  public static AnswerMemory fit(List<Pair> pairs, List<Pair> dev, double[] network) {
    AnswerMemory memory = new AnswerMemory(pairs, new Weighting(0, 0, 0, 0));
    Weighting best = memory.weighting();
    double most = Double.NEGATIVE_INFINITY;
    for (double sharpness : SHARPNESSES) {
      for (double spread : SPREADS) {
        List<Case> cases = cases(memory.with(new Weighting(sharpness, spread, 0, 0)), dev, network);
        for (double bias = -LARGEST; bias <= LARGEST; bias += STEP) {
          for (double slope = 0; slope <= LARGEST; slope += STEP) {
            Weighting candidate = new Weighting(sharpness, spread, bias, slope);
            double sum = cases.stream().mapToDouble(each -> each.nats(candidate)).sum();
            if (sum > most) {
              most = sum;
              best = candidate;
            }
          }
        }
      }
    }
    return memory.with(best);
  }

  private static List<Case> cases(AnswerMemory memory, List<Pair> dev, double[] network) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < dev.size(); i++) {
      Recall recall = memory.recall(dev.get(i).question());
      double remembered = recall.probability(dev.get(i).answer());
      cases.add(new Case(recall.similarity(), remembered, Math.exp(network[i])));
    }
    return cases;
  }
}
