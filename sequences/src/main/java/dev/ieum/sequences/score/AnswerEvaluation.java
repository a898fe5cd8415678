package dev.ieum.sequences.score;

import dev.ieum.core.inference.Functions;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.sequences.model.SequencePredictor;
import dev.ieum.sequences.model.SequenceState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Scores the answers of conversations, and looks for the right one among those of other questions:
 * the next ones when all are ordered by SHA-256 of the question, around the end. Not thread-safe;
 * use one per evaluation.
 */
public final class AnswerEvaluation {
  /** Answers among which the right one is looked for. */
  public static final int CANDIDATES = 20;

  private static final double[] WEIGHTS = {0, 0.25, 0.5, 0.75, 1};

  /** An unknown event is one of as many as Hangul has syllables. */
  private static final double UNKNOWN = Math.log(11_172);

  private final SequencePredictor network;
  private final float[] scratch;

  /**
   * A question and its answer.
   *
   * @param text of the question
   * @param question ids, BOS first, the line feed last
   * @param answer ids, BOS first, EOS last
   */
  @SuppressWarnings("ArrayRecordComponent") // read only
  public record Case(String text, int[] question, int[] answer) {}

  private AnswerEvaluation(SequencePredictor network) {
    this.network = network;
    scratch = new float[network.vocabularySize()];
  }

  /**
   * Evaluates.
   *
   * @param nothing ids of an empty question: what follows are answers to anything
   * @param chunkDone called now and then, with the number of cases done
   * @throws IllegalArgumentException when there are fewer cases than {@value #CANDIDATES}
   */
  public static AnswerReport run(
      SequencePredictor network, int[] nothing, List<Case> cases, IntConsumer chunkDone) {
    if (cases.size() < CANDIDATES) {
      throw new IllegalArgumentException(
          "conversations = %d; allowed: %d or more".formatted(cases.size(), CANDIDATES));
    }
    AnswerEvaluation evaluation = new AnswerEvaluation(network);
    List<Case> ordered = new ArrayList<>(cases);
    ordered.sort(Comparator.comparing(one -> digest(one.text())));
    double[] alone = new double[ordered.size()];
    SequenceState any = evaluation.read(nothing);
    for (int from = 0; from < alone.length; from += CANDIDATES) {
      List<Case> some = ordered.subList(from, Math.min(alone.length, from + CANDIDATES));
      double[] scores = evaluation.score(any, some);
      System.arraycopy(scores, 0, alone, from, scores.length);
    }
    double nats = 0;
    int[] right = new int[WEIGHTS.length];
    for (int i = 0; i < ordered.size(); i++) {
      List<Case> candidates = new ArrayList<>();
      double[] own = new double[CANDIDATES];
      for (int j = 0; j < CANDIDATES; j++) {
        int place = (i + j) % ordered.size();
        candidates.add(ordered.get(place));
        own[j] = alone[place];
      }
      double[] given = evaluation.score(evaluation.read(ordered.get(i).question()), candidates);
      nats -= given[0];
      for (int w = 0; w < WEIGHTS.length; w++) {
        right[w] += isFirst(given, own, WEIGHTS[w]) ? 1 : 0;
      }
      chunkDone.accept(i + 1);
    }
    return report(ordered, nats, right);
  }

  /** Says whether the right answer, the first, is ahead of all others; a tie is not. */
  private static boolean isFirst(double[] given, double[] own, double weight) {
    for (int j = 1; j < given.length; j++) {
      if (given[j] - weight * own[j] >= given[0] - weight * own[0]) {
        return false;
      }
    }
    return true;
  }

  private static AnswerReport report(List<Case> cases, double nats, int[] right) {
    long events = 0;
    long unknown = 0;
    for (Case one : cases) {
      for (int t = 1; t < one.answer().length; t++) {
        events++;
        unknown += one.answer()[t] == Vocabulary.UNK ? 1 : 0;
      }
    }
    List<AnswerReport.Choice> choices = new ArrayList<>();
    for (int w = 0; w < WEIGHTS.length; w++) {
      choices.add(new AnswerReport.Choice(WEIGHTS[w], right[w] / (double) cases.size()));
    }
    double bits = nats / Math.log(2) / events;
    return new AnswerReport(cases.size(), events, unknown, bits, CANDIDATES, choices);
  }

  private SequenceState read(int[] ids) {
    SequenceState state = network.start();
    for (int t = 1; t < ids.length; t++) {
      state = network.advance(new int[] {ids[t]}, List.of(state)).get(0);
    }
    return state;
  }

  /** Returns the log-probability of each answer after a question, in nats. */
  private double[] score(SequenceState after, List<Case> cases) {
    double[] sums = new double[cases.size()];
    Steps.read(
        network,
        after,
        cases.stream().map(Case::answer).toList(),
        (t, rows, states) -> {
          float[][] logits = new float[rows.length][network.vocabularySize()];
          network.score(states, logits);
          for (int i = 0; i < rows.length; i++) {
            int id = cases.get(rows[i]).answer()[t];
            double all = Functions.logSumExp(logits[i], logits[i].length, scratch);
            sums[rows[i]] += logits[i][id] - all - (id == Vocabulary.UNK ? UNKNOWN : 0);
          }
        });
    return sums;
  }

  private static String digest(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
