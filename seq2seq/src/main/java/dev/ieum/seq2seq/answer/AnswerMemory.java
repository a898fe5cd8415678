package dev.ieum.seq2seq.answer;

import dev.ieum.core.config.Setting;
import dev.ieum.core.sampling.Sampling;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Questions and answers that a model was trained on, kept as they are. To a question it gives every
 * answer a probability by how similar the questions are that it answers:
 *
 * <pre>p(a | q) = share(q) * memory(a | q) + (1 - share(q)) * network(a | q)</pre>
 *
 * <p>A mixture of a network and its nearest examples, as in Khandelwal et al. 2020 (Generalization
 * through Memorization), but of whole answers. Immutable and thread-safe.
 */
public final class AnswerMemory {
  /** Where the pairs stand in a bundle: a question, a tab and an answer a line. */
  public static final String FILE = "vocabulary/answers.tsv";

  private final Contents contents;
  private final Weighting weighting;

  /** What is remembered. Immutable once made. */
  private static final class Contents {
    final List<Pair> pairs;
    final QuestionIndex index;
    final List<String> answers = new ArrayList<>();
    final Map<String, Integer> numbers = new HashMap<>(); // of answers
    final int[] answerOf; // by pair

    Contents(List<Pair> given) {
      pairs = given.stream().distinct().toList();
      index = new QuestionIndex(pairs.stream().map(Pair::question).toList());
      answerOf = new int[pairs.size()];
      for (int i = 0; i < answerOf.length; i++) {
        String answer = pairs.get(i).answer();
        Integer known = numbers.putIfAbsent(answer, answers.size());
        if (known == null) {
          answers.add(answer);
        }
        answerOf[i] = known == null ? answers.size() - 1 : known;
      }
    }
  }

  /** A question and its answer; white space within them becomes single blanks. */
  public record Pair(String question, String answer) {
    public Pair {
      question = oneLine(question);
      answer = oneLine(answer);
    }
  }

  /**
   * How far the memory is trusted.
   *
   * @param sharpness an answer's weight grows by e to the power of it as the similarity of its
   *     question goes from 0 to 1
   * @param spread share of the memory's probability that goes to all answers by how often they
   *     stand there, whatever was asked
   * @param bias log-odds of the memory against the network where no question is similar
   * @param slope what a question that is the same adds to them
   */
  public record Weighting(
      @Setting(min = 0, max = 1000) double sharpness,
      @Setting(min = 0, max = 1) double spread,
      @Setting(min = -1000, max = 1000) double bias,
      @Setting(min = -1000, max = 1000) double slope) {
    /** Returns the share of the memory where the most similar question has this similarity. */
    double share(double similarity) {
      return 1 / (1 + Math.exp(-bias - slope * similarity));
    }
  }

  /**
   * Keeps pairs.
   *
   * @param pairs at least one
   */
  public AnswerMemory(List<Pair> pairs, Weighting weighting) {
    this(new Contents(pairs), weighting);
  }

  private AnswerMemory(Contents contents, Weighting weighting) {
    this.contents = contents;
    this.weighting = weighting;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /**
   * Reads the file of a bundle.
   *
   * @throws IllegalArgumentException naming the line that is no pair
   */
  public static AnswerMemory read(BufferedReader file, Weighting weighting) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (String line = file.readLine(); line != null; line = file.readLine()) {
      int tab = line.indexOf('\t');
      if (tab < 0) {
        throw new IllegalArgumentException(
            "%s:%d: expected a question, a tab and an answer".formatted(FILE, pairs.size() + 1));
      }
      pairs.add(new Pair(line.substring(0, tab), line.substring(tab + 1)));
    }
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException(FILE + ": expected a question and an answer, found none");
    }
    return new AnswerMemory(pairs, weighting);
  }

  /** Returns what {@link #read} reads. */
  public String text() {
    StringBuilder text = new StringBuilder();
    contents.pairs.forEach(
        pair -> text.append(pair.question()).append('\t').append(pair.answer()).append('\n'));
    return text.toString();
  }

  /** Returns the same pairs, trusted otherwise. */
  AnswerMemory with(Weighting other) {
    return new AnswerMemory(contents, other);
  }

  /** Returns how far it is trusted. */
  public Weighting weighting() {
    return weighting;
  }

  /** Looks a question up. */
  public Recall recall(String question) {
    return new Recall(contents.index.similarities(oneLine(question)), weighting);
  }

  /** What the memory knows of one question. Immutable. */
  public final class Recall {
    private final double[] probabilities; // of answers
    private final double similarity;
    private final Weighting by;

    private Recall(float[] similarities, Weighting by) {
      this.by = by;
      probabilities = new double[contents.answers.size()];
      double highest = 0;
      for (float each : similarities) {
        highest = Math.max(highest, each);
      }
      similarity = highest;
      double sum = 0;
      for (int i = 0; i < similarities.length; i++) {
        double weight = Math.exp(by.sharpness() * (similarities[i] - highest));
        probabilities[contents.answerOf[i]] += weight;
        sum += weight;
      }
      for (int a = 0; a < probabilities.length; a++) {
        probabilities[a] *= (1 - by.spread()) / sum;
      }
      for (int answer : contents.answerOf) {
        probabilities[answer] += by.spread() / contents.answerOf.length;
      }
    }

    /** Returns how similar the most similar question is, 0 to 1. */
    public double similarity() {
      return similarity;
    }

    /** Returns how likely the memory answers, and not the network. */
    public double share() {
      return by.share(similarity);
    }

    /** Returns how likely the memory gives an answer; 0 for one that it does not have. */
    public double probability(String answer) {
      Integer number = contents.numbers.get(oneLine(answer));
      return number == null ? 0 : probabilities[number];
    }

    /** Draws an answer, with temperature 0 the likeliest. */
    public String draw(Sampling sampling, SplittableRandom random) {
      float[] scores = new float[probabilities.length];
      for (int a = 0; a < scores.length; a++) {
        scores[a] = (float) Math.log(probabilities[a]);
      }
      return contents.answers.get(sampling.draw(scores, random));
    }

    /**
     * Returns the log-probability of an answer under both, in nats.
     *
     * @param network that of the network
     */
    public double mixed(String answer, double network) {
      double share = share();
      double remembered = Math.log(share * probability(answer));
      double written = Math.log1p(-share) + network;
      double more = Math.max(remembered, written);
      return more == Double.NEGATIVE_INFINITY
          ? more
          : more + Math.log(Math.exp(remembered - more) + Math.exp(written - more));
    }
  }
}
