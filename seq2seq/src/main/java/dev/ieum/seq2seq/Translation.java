package dev.ieum.seq2seq;

import java.util.List;

/**
 * A line and what it became. Immutable.
 *
 * @param source the line as it was given
 * @param text the best translation; empty for a blank line
 * @param logProbability natural logarithm of its probability; a sum over the parts of a line too
 *     long for one piece
 * @param nbest the best translations, best first, {@code text} among them; for a line translated in
 *     parts only the one
 * @param alignment which source token each target token attended to most
 */
public record Translation(
    String source,
    String text,
    double logProbability,
    List<Candidate> nbest,
    List<Alignment> alignment) {
  public Translation {
    nbest = List.copyOf(nbest);
    alignment = List.copyOf(alignment);
  }

  /**
   * One of several translations. Immutable.
   *
   * @param logProbability natural logarithm of its probability
   * @param score what the search ranks by: the log-probability divided by the length penalty; a sum
   *     over the parts of a line too long for one piece
   */
  public record Candidate(String text, double logProbability, double score) {}

  /**
   * A link between tokens as the model's tokenizers cut them, both counted from 0.
   *
   * @param source position of the source token
   * @param target position of the target token
   * @param probability attention weight, {@code [0, 1]}
   */
  public record Alignment(int source, int target, float probability) {}

  /**
   * All attention weights of a translation.
   *
   * @param source tokens of the source, and the end of the sentence
   * @param target tokens of the translation, and its end
   * @param weights {@code [target][source]}, rows add up to 1; not copied, do not change
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read only
  public record AttentionMap(List<String> source, List<String> target, float[][] weights) {
    public AttentionMap {
      source = List.copyOf(source);
      target = List.copyOf(target);
    }
  }

  static Translation blank(String source) {
    return new Translation(source, "", 0, List.of(new Candidate("", 0, 0)), List.of());
  }
}
