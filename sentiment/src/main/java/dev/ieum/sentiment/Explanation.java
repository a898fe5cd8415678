package dev.ieum.sentiment;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a text was scored as it was. Immutable.
 *
 * @param sentiment the prediction that is explained
 * @param contributions what each word did to it, in the order of the text
 */
public record Explanation(Sentiment sentiment, List<Contribution> contributions) {
  public Explanation {
    contributions = List.copyOf(contributions);
  }

  /**
   * Returns the mean of what several models say of the words of one text. The words are those of
   * the first; where another cuts otherwise, its words share what they did among their characters.
   */
  static List<Contribution> mean(List<List<Contribution>> members) {
    List<Contribution> words = members.get(0);
    double[] weights = new double[words.size()];
    for (List<Contribution> member : members) {
      int next = 0;
      for (int i = 0; i < weights.length; i++) {
        Contribution word = words.get(i);
        while (next < member.size() && member.get(next).end <= word.begin) {
          next++;
        }
        for (int p = next; p < member.size() && member.get(p).begin < word.end; p++) {
          weights[i] += member.get(p).within(word) / members.size();
        }
      }
    }
    List<Contribution> mean = new ArrayList<>(weights.length);
    for (int i = 0; i < weights.length; i++) {
      Contribution word = words.get(i);
      mean.add(new Contribution(word.begin, word.end, word.text, weights[i]));
    }
    return mean;
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
  public record Contribution(int begin, int end, String text, double weight) {
    /** Returns the share of the weight that falls on the characters within {@code word}. */
    private double within(Contribution word) {
      double common = Math.min(end, word.end) - Math.max(begin, word.begin);
      return weight * (common / (end - begin));
    }
  }
}
