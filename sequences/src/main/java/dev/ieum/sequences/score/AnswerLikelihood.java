package dev.ieum.sequences.score;

import dev.ieum.core.inference.Functions;
import dev.ieum.core.score.AnswerEvaluation;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.sequences.model.SequencePredictor;
import dev.ieum.sequences.model.SequenceState;
import java.util.Arrays;
import java.util.List;

/** What a next-event model says of given answers. Not thread-safe; use one per evaluation. */
public final class AnswerLikelihood implements AnswerEvaluation.Likelihood {
  /** An unknown event is one of as many as Hangul has syllables. */
  private static final double UNKNOWN = Math.log(11_172);

  private final SequencePredictor network;
  private final int[] nothing;
  private final List<int[]> questions;
  private final List<int[]> answers;
  private final float[] scratch;

  /**
   * Looks at conversations through a network.
   *
   * @param nothing ids of an empty question: what follows are answers to anything
   * @param questions ids of each, BOS first, the line feed last
   * @param answers ids of each, BOS first, EOS last
   */
  public AnswerLikelihood(
      SequencePredictor network, int[] nothing, List<int[]> questions, List<int[]> answers) {
    this.network = network;
    this.nothing = nothing.clone();
    this.questions = List.copyOf(questions);
    this.answers = List.copyOf(answers);
    scratch = new float[network.vocabularySize()];
  }

  @Override
  public double[] nats(int question, int[] chosen) {
    SequenceState after = read(question < 0 ? nothing : questions.get(question));
    List<int[]> ids = Arrays.stream(chosen).mapToObj(answers::get).toList();
    double[] sums = new double[chosen.length];
    Steps.read(
        network,
        after,
        ids,
        (t, rows, states) -> {
          float[][] logits = new float[rows.length][network.vocabularySize()];
          network.score(states, logits);
          for (int i = 0; i < rows.length; i++) {
            int id = ids.get(rows[i])[t];
            double all = Functions.logSumExp(logits[i], logits[i].length, scratch);
            sums[rows[i]] += logits[i][id] - all - (id == Vocabulary.UNK ? UNKNOWN : 0);
          }
        });
    return sums;
  }

  private SequenceState read(int[] ids) {
    SequenceState state = network.start();
    for (int t = 1; t < ids.length; t++) {
      state = network.advance(new int[] {ids[t]}, List.of(state)).get(0);
    }
    return state;
  }
}
