package dev.ieum.seq2seq.text;

import java.util.ArrayList;
import java.util.List;

/**
 * One of several translations of a text. Immutable.
 *
 * @param text the translation
 * @param logProbability natural logarithm of its probability
 * @param score what translations are ranked by
 * @param pieces what parts of {@code text} looked at, in order; empty when that is not known
 */
public record Output(String text, double logProbability, double score, List<Piece> pieces) {
  public Output {
    pieces = List.copyOf(pieces);
  }

  /**
   * Returns two translations as one.
   *
   * @param between what stands between them
   * @param begin where the second one's source begins in that of both
   */
  public static Output joined(Output first, String between, Output second, int begin) {
    List<Piece> pieces = new ArrayList<>(first.pieces);
    int length = first.text.length() + between.length();
    for (Piece p : second.pieces) {
      pieces.add(new Piece(p.begin + length, p.end + length, p.source + begin, p.weight));
    }
    return new Output(
        first.text + between + second.text,
        first.logProbability + second.logProbability,
        first.score + second.score,
        pieces);
  }

  /**
   * A part of a translation.
   *
   * @param begin UTF-16 offset in the translation
   * @param end after its last character
   * @param source UTF-16 offset of what it looked at most in the text translated
   * @param weight how much, {@code [0, 1]}
   */
  public record Piece(int begin, int end, int source, float weight) {}
}
