package dev.ieum.sentiment;

import java.util.List;

/**
 * Why a text was scored as it was. Immutable.
 *
 * @param sentiment the answer that is explained
 * @param contributions what each word did to it, in the order of the text
 */
public record Explanation(Sentiment sentiment, List<Contribution> contributions) {
  public Explanation {
    contributions = List.copyOf(contributions);
  }

  /**
   * What one word did: the score of the text less the score of the text without it (occlusion,
   * Zeiler and Fergus 2014, section 4.2; Li et al. 2016).
   *
   * @param begin where the word begins in the text, in UTF-16 units
   * @param end where it ends, exclusive
   * @param text the word
   * @param weight above 0 when the word made the text more positive
   */
  public record Contribution(int begin, int end, String text, double weight) {}
}
