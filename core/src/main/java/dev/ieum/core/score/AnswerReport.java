package dev.ieum.core.score;

import java.util.List;

/**
 * How well a model knows the answers of conversations. Immutable.
 *
 * @param answers how many
 * @param characters of the answers, or other events, their ends included
 * @param unknown of these, how many the model does not know
 * @param bits negative log2-probability of the answers, given their questions, by character and end
 * @param candidates answers among which the right one is looked for
 * @param choices how often it is found, for several weights
 * @param made the answers that the model makes itself
 */
public record AnswerReport(
    long answers,
    long characters,
    long unknown,
    double bits,
    int candidates,
    List<Choice> choices,
    AnswerTexts made) {
  public AnswerReport {
    choices = List.copyOf(choices);
  }

  /**
   * How often the right answer has the highest score {@code log p(answer | question) - weight * log
   * p(answer)} (Li et al. 2016, eq. 9): a weight keeps answers down that fit any question.
   *
   * @param weight of the answer's own probability
   * @param right share of the questions, 0 to 1
   */
  public record Choice(double weight, double right) {}
}
