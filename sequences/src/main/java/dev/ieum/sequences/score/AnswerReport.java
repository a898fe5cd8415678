package dev.ieum.sequences.score;

import java.util.List;

/**
 * How well a model knows the answers of conversations. Immutable.
 *
 * @param answers how many
 * @param events of the answers, their ends included
 * @param unknown of these, events that the model does not know
 * @param bits mean negative log2-probability of those events, given the question
 * @param candidates answers among which the right one is looked for
 * @param choices how often it is found, for several weights
 */
public record AnswerReport(
    long answers, long events, long unknown, double bits, int candidates, List<Choice> choices) {
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
