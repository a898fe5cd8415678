package dev.ieum.core.score;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Scores a model that answers questions: how likely it finds the right answers, whether it finds
 * each among those of other questions (the next ones when all are ordered by SHA-256 of the
 * question, around the end), and the answers that it makes itself. Stateless.
 */
public final class AnswerEvaluation {
  /** Answers among which the right one is looked for. */
  public static final int CANDIDATES = 20;

  /** In place of a question: the answers are those to anything. */
  public static final int NOTHING = -1;

  private static final double[] WEIGHTS = {0, 0.25, 0.5, 0.75, 1};

  /**
   * A question and its answer. Immutable.
   *
   * @param question its text
   * @param answer its text
   * @param characters of the answer, or other events, its end included
   * @param unknown of these, how many the model does not know
   */
  public record Case(String question, String answer, long characters, long unknown) {}

  /** What a model says of given answers. */
  @FunctionalInterface
  public interface Likelihood {
    /**
     * Returns the log-probability of each answer, in nats.
     *
     * @param question place of the case whose question is answered, or {@value #NOTHING}
     * @param answers places of the cases whose answers are scored
     */
    double[] nats(int question, int[] answers);
  }

  private AnswerEvaluation() {}

  /**
   * Evaluates.
   *
   * @param made the model's own answer to the question of a case, its likeliest
   * @param done called now and then, with the number of cases done
   * @throws IllegalArgumentException when there are fewer cases than {@value #CANDIDATES}
   */
  public static AnswerReport run(
      List<Case> cases, Likelihood likelihood, IntFunction<String> made, IntConsumer done) {
    int count = cases.size();
    if (count < CANDIDATES) {
      throw new IllegalArgumentException(
          "conversations = %d; allowed: %d or more".formatted(count, CANDIDATES));
    }
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparing(i -> digest(cases.get(i).question())))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] alone = new double[count]; // in that order
    for (int from = 0; from < count; from += CANDIDATES) {
      int[] some = Arrays.copyOfRange(order, from, Math.min(count, from + CANDIDATES));
      System.arraycopy(likelihood.nats(NOTHING, some), 0, alone, from, some.length);
    }
    double nats = 0;
    int[] right = new int[WEIGHTS.length];
    String[] answers = new String[count];
    for (int i = 0; i < count; i++) {
      int[] candidates = new int[CANDIDATES];
      double[] own = new double[CANDIDATES];
      for (int j = 0; j < CANDIDATES; j++) {
        candidates[j] = order[(i + j) % count];
        own[j] = alone[(i + j) % count];
      }
      double[] given = likelihood.nats(order[i], candidates);
      nats -= given[0];
      for (int w = 0; w < WEIGHTS.length; w++) {
        right[w] += isFirst(given, own, WEIGHTS[w]) ? 1 : 0;
      }
      answers[order[i]] = made.apply(order[i]);
      done.accept(i + 1);
    }
    return report(cases, nats, right, List.of(answers));
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

  private static AnswerReport report(
      List<Case> cases, double nats, int[] right, List<String> answers) {
    long characters = cases.stream().mapToLong(Case::characters).sum();
    List<AnswerReport.Choice> choices = new ArrayList<>();
    for (int w = 0; w < WEIGHTS.length; w++) {
      choices.add(new AnswerReport.Choice(WEIGHTS[w], right[w] / (double) cases.size()));
    }
    return new AnswerReport(
        cases.size(),
        characters,
        cases.stream().mapToLong(Case::unknown).sum(),
        nats / Math.log(2) / characters,
        CANDIDATES,
        choices,
        AnswerTexts.of(answers, cases.stream().map(Case::answer).toList()));
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
