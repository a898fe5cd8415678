package dev.ieum.sequences.score;

import dev.ieum.core.inference.Functions;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.sequences.model.SequencePredictor;
import dev.ieum.sequences.model.SequenceState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Predicts events of sequences that are known and ranks them, beside the naive predictors. Not
 * thread-safe; use one per evaluation.
 */
public final class RankingEvaluation {
  /** Sequences read together. */
  private static final int ROWS = 48;

  private final SequencePredictor network;
  private final TransitionCounts counts;
  private final Protocol protocol;
  private final RankTally model;
  private final RankTally popular;
  private final RankTally markov;
  private final float[] scores;
  private final float[] scratch;

  /**
   * What is predicted and what it is ranked among. Immutable.
   *
   * @param last whether the last event of each sequence alone is predicted; otherwise all are
   * @param ends whether the end of a sequence is an event, EOS
   * @param unseen whether events that occurred earlier in the sequence are no candidates
   * @param at k of HR@k and NDCG@k
   */
  public record Protocol(boolean last, boolean ends, boolean unseen, int at) {
    /** Returns whether an id may be predicted. */
    public boolean allows(int id) {
      return !Vocabulary.isSpecial(id) || (ends && id == Vocabulary.EOS);
    }
  }

  private RankingEvaluation(SequencePredictor network, TransitionCounts counts, Protocol protocol) {
    this.network = network;
    this.counts = counts;
    this.protocol = protocol;
    model = new RankTally("model", protocol.at());
    popular = new RankTally("most popular", protocol.at());
    markov = new RankTally("Markov chain", protocol.at());
    scores = new float[network.vocabularySize()];
    scratch = new float[network.vocabularySize()];
  }

  /**
   * Evaluates.
   *
   * @param sequences ids, BOS first; UNK for an event that is not known
   * @param chunkDone called now and then, with the number of sequences done
   */
  public static RankingReport run(
      SequencePredictor network,
      TransitionCounts counts,
      Protocol protocol,
      List<int[]> sequences,
      java.util.function.IntConsumer chunkDone) {
    RankingEvaluation evaluation = new RankingEvaluation(network, counts, protocol);
    for (int from = 0; from < sequences.size(); from += ROWS) {
      int to = Math.min(sequences.size(), from + ROWS);
      List<int[]> chunk = sequences.subList(from, to);
      Steps.read(
          network,
          network.start(),
          chunk,
          (t, rows, states) -> evaluation.predict(chunk, t, rows, states));
      chunkDone.accept(to);
    }
    return new RankingReport(
        protocol.at(),
        evaluation.model.cases(),
        evaluation.model.unknown(),
        Stream.of(evaluation.model, evaluation.popular, evaluation.markov)
            .map(RankTally::figures)
            .toList());
  }

  private void predict(List<int[]> sequences, int t, int[] rows, List<SequenceState> states) {
    List<int[]> wanted = new ArrayList<>();
    List<SequenceState> from = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      int[] sequence = sequences.get(rows[i]);
      if (!protocol.last() || t == sequence.length - 1) {
        if (sequence[t] == Vocabulary.UNK) {
          Stream.of(model, popular, markov).forEach(RankTally::miss);
        } else {
          wanted.add(sequence);
          from.add(states.get(i));
        }
      }
    }
    float[][] logits = new float[from.size()][network.vocabularySize()];
    network.score(from, logits);
    for (int r = 0; r < wanted.size(); r++) {
      rank(wanted.get(r), t, logits[r]);
    }
  }

  private void rank(int[] sequence, int t, float[] logits) {
    int id = sequence[t];
    int last = sequence[t - 1];
    for (int special = 0; Vocabulary.isSpecial(special); special++) {
      logits[special] = protocol.allows(special) ? logits[special] : Float.NEGATIVE_INFINITY;
    }
    double normalizer = Functions.logSumExp(logits, logits.length, scratch);
    double probability = Math.exp(logits[id] - normalizer);
    leaveOut(sequence, t, logits);
    model.add(logits, id, probability);
    counts.popular(scores);
    leaveOut(sequence, t, scores);
    popular.add(scores, id, counts.probability(id));
    counts.markov(last, scores);
    leaveOut(sequence, t, scores);
    markov.add(scores, id, counts.probability(last, id));
  }

  private void leaveOut(int[] sequence, int t, float[] ranked) {
    for (int special = 0; Vocabulary.isSpecial(special); special++) {
      ranked[special] = protocol.allows(special) ? ranked[special] : Float.NaN;
    }
    for (int i = 1; protocol.unseen() && i < t; i++) {
      ranked[sequence[i]] = sequence[i] == sequence[t] ? ranked[sequence[i]] : Float.NaN;
    }
  }
}
