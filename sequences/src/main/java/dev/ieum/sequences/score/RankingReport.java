package dev.ieum.sequences.score;

import java.util.List;

/**
 * How well several predictors rank the event that came next. Immutable.
 *
 * @param at k of HR@k and NDCG@k
 * @param cases events that were predicted
 * @param unknown of these, events that the model does not know: misses of every predictor, without
 *     a perplexity
 * @param figures of each predictor, the model's first
 */
public record RankingReport(int at, long cases, long unknown, List<Figures> figures) {
  public RankingReport {
    figures = List.copyOf(figures);
  }

  /**
   * Figures of one predictor; all but the perplexity are means from 0 to 1.
   *
   * @param name of the predictor
   * @param hitRate share of events ranked k-th or better among all candidates
   * @param ndcg 1 / log2(rank + 1) where the rank is at most k, otherwise 0 (Järvelin and
   *     Kekäläinen 2002, with one relevant event)
   * @param reciprocalRank 1 / rank
   * @param sampledHitRate what {@code hitRate} would be on average among 100 candidates drawn
   *     uniformly besides the right one
   * @param sampledNdcg likewise
   * @param perplexity e to the mean negative log-probability of the event
   */
  public record Figures(
      String name,
      double hitRate,
      double ndcg,
      double reciprocalRank,
      double sampledHitRate,
      double sampledNdcg,
      double perplexity) {}

  /** Returns the figures of the model itself. */
  public Figures model() {
    return figures.get(0);
  }
}
