package dev.ieum.sequences.score;

/**
 * Ranks of one predictor, added up. Not thread-safe.
 *
 * <p>Among equal scores the wanted event has the middle place. Figures of 100 negatives are the
 * expectation over draws with replacement, of which each is ranked above with the share of the
 * candidates above: the draws of SASRec's evaluation (Kang and McAuley 2018) without their noise.
 */
final class RankTally {
  private static final int NEGATIVES = 100;

  private final String name;
  private final int at;
  private long cases;
  private long predicted;
  private double hits;
  private double gain;
  private double reciprocal;
  private double sampledHits;
  private double sampledGain;
  private double logLikelihood;

  RankTally(String name, int at) {
    this.name = name;
    this.at = at;
  }

  /** Adds an event that the predictor cannot name. */
  void miss() {
    cases++;
  }

  /**
   * Adds a prediction.
   *
   * @param scores of every event; NaN for those that are no candidates
   * @param probability of the wanted event
   */
  void add(float[] scores, int wanted, double probability) {
    float own = scores[wanted];
    int above = 0;
    int equal = -1;
    int candidates = -1;
    for (float score : scores) {
      above += score > own ? 1 : 0;
      equal += score == own ? 1 : 0;
      candidates += Float.isNaN(score) ? 0 : 1;
    }
    double place = above + equal / 2.0;
    cases++;
    predicted++;
    logLikelihood += Math.log(probability);
    reciprocal += 1 / (place + 1);
    if (place + 1 <= at) {
      hits++;
      gain += gain(place + 1);
    }
    addSampled(candidates == 0 ? 0 : place / candidates);
  }

  /** The number of negatives above is binomial with the share of candidates above. */
  private void addSampled(double share) {
    double probability = Math.pow(1 - share, NEGATIVES); // of none above
    for (int negatives = 0; negatives < Math.min(at, NEGATIVES + 1); negatives++) {
      sampledHits += probability;
      sampledGain += probability * gain(negatives + 1);
      if (share == 1) {
        break;
      }
      probability *= share / (1 - share) * (NEGATIVES - negatives) / (negatives + 1);
    }
  }

  private static double gain(double rank) {
    return Math.log(2) / Math.log(rank + 1);
  }

  RankingReport.Figures figures() {
    double n = Math.max(1, cases);
    return new RankingReport.Figures(
        name,
        hits / n,
        gain / n,
        reciprocal / n,
        sampledHits / n,
        sampledGain / n,
        Math.exp(-logLikelihood / Math.max(1, predicted)));
  }

  long cases() {
    return cases;
  }

  long unknown() {
    return cases - predicted;
  }
}
