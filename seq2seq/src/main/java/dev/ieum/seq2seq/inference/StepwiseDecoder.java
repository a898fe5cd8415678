package dev.ieum.seq2seq.inference;

import dev.ieum.core.inference.Functions;
import dev.ieum.core.sampling.Sampling;
import dev.ieum.core.text.Vocabulary;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Goes through targets of one source token by token, without a search: scores targets that are
 * given, or draws one. The whole vocabulary is scored. Thread-safe: all state is local to a call.
 */
public final class StepwiseDecoder {
  private final EncoderDecoder network;

  /** Decodes with a network. */
  public StepwiseDecoder(EncoderDecoder network) {
    this.network = network;
  }

  /**
   * Returns the log-probability of each target, in nats.
   *
   * @param source ids, EOS at the end
   * @param targets {@code [N][]} ids of each, EOS at the end
   */
  public double[] logProbabilities(int[] source, int[][] targets) {
    Decoder.Stepper stepper = stepper(source);
    double[] sums = new double[targets.length];
    float[] scratch = new float[network.vocabulary().outputSize()];
    int[] going = IntStream.range(0, targets.length).toArray(); // targets, a row for each
    int[] parents = new int[going.length]; // all continue the one row there is
    for (int t = 0; going.length > 0; t++) {
      int place = t;
      int[] tokens =
          Arrays.stream(going)
              .map(i -> place == 0 ? Vocabulary.BOS : targets[i][place - 1])
              .toArray();
      float[][] scores = scores(stepper.step(tokens, parents, going.length), going.length);
      for (int row = 0; row < going.length; row++) {
        float[] own = scores[row];
        sums[going[row]] += own[targets[going[row]][t]];
        sums[going[row]] -= Functions.logSumExp(own, own.length, scratch);
      }
      int[] rows = going;
      parents =
          IntStream.range(0, rows.length)
              .filter(row -> targets[rows[row]].length > place + 1)
              .toArray();
      going = Arrays.stream(parents).map(row -> rows[row]).toArray();
    }
    return sums;
  }

  /**
   * Draws a target.
   *
   * @param source ids, EOS at the end
   * @param maxLength tokens at most, EOS included
   * @return its ids, without EOS
   */
  public int[] draw(int[] source, Sampling sampling, SplittableRandom random, int maxLength) {
    Decoder.Stepper stepper = stepper(source);
    int[] ids = new int[maxLength];
    int token = Vocabulary.BOS;
    for (int length = 0; length < maxLength; length++) {
      float[][] scores = scores(stepper.step(new int[] {token}, new int[] {0}, 1), 1);
      token = sampling.draw(scores[0], random);
      if (token == Vocabulary.EOS) {
        return Arrays.copyOf(ids, length);
      }
      ids[length] = token;
    }
    return ids;
  }

  private Decoder.Stepper stepper(int[] source) {
    Decoder.Stepper stepper = network.decoder().stepper(false);
    stepper.add(network.encoder().encode(new int[][] {source}));
    return stepper;
  }

  /** Scores all tokens; those that no target holds get minus infinity, as in a search. */
  private float[][] scores(Decoder.Step step, int rows) {
    float[][] scores = new float[rows][network.vocabulary().outputSize()];
    float[][] vectors = Arrays.copyOf(step.vectors(), rows);
    network.vocabulary().apply(vectors, rows, scores);
    for (float[] row : scores) {
      Arrays.fill(row, 0, Vocabulary.EOS, Float.NEGATIVE_INFINITY);
    }
    return scores;
  }
}
