package dev.ieum.seq2seq.inference;

import dev.ieum.core.inference.BatchQueue.Item;
import dev.ieum.core.inference.Functions;
import dev.ieum.core.text.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A sentence in a {@link BeamSearch}, and its beam. Not thread-safe. */
final class ActiveSentence {
  private static final float FORBIDDEN = -1e9f;
  private static final float DEAD = -1e8f;

  private final Item<int[], List<Hypothesis>> item;
  private final DecodingConfig config;
  private final int[] candidates; // ids of the tokens that may follow; null for all
  private final int maxLength;
  private final boolean prunes;
  private final RepetitionLimit limit; // null where repetition is allowed
  private final int[] ids; // of a hypothesis, for the limit
  private final List<Hypothesis> finished = new ArrayList<>();
  private List<Node> live = List.of(new Node(null, Vocabulary.BOS, 0f, 0, null));
  private int[] ranks; // of the candidates among the tokens scored; null when they are the same
  private int firstRow; // of the live hypotheses
  private int length; // of the live hypotheses
  private float bestEnded = Float.NEGATIVE_INFINITY; // log-probability

  /**
   * A partial translation, linked backwards.
   *
   * @param row which of its sentence's rows before the last step it continues
   */
  private record Node(Node parent, int token, float logProbability, int row, float[] attention) {}

  /**
   * Begins with the empty translation.
   *
   * @param candidates ids of the tokens that may follow; null for all
   * @param row of the empty translation
   * @param limit of repetition; empty where it is allowed
   */
  ActiveSentence(
      Item<int[], List<Hypothesis>> item,
      DecodingConfig config,
      int[] candidates,
      int row,
      Optional<RepetitionLimit> limit) {
    this.item = item;
    this.config = config;
    this.candidates = candidates;
    firstRow = row;
    maxLength = config.maxLength(item.value().length);
    prunes = config.pruning() > 0 && config.nbest() == 1;
    this.limit = limit.filter(some -> !RepetitionLimit.repeats(item.value())).orElse(null);
    ids = new int[this.limit == null ? 0 : maxLength];
  }

  boolean isWanted() {
    return item.isWanted();
  }

  int sourceLength() {
    return item.value().length;
  }

  int[] candidates() {
    return candidates;
  }

  /** Says where the candidates stand among the tokens that are scored; null for: they are those. */
  void setRanks(int[] ranks) {
    this.ranks = ranks;
  }

  /** Returns how many hypotheses are live: 1 before the first step, then at most the beam. */
  int width() {
    return live.size();
  }

  /**
   * Writes the last token of each live hypothesis and the row it continues from {@code row} on,
   * where they stand from now on.
   *
   * @return the first row behind them
   */
  int place(int row, int[] tokens, int[] parents) {
    for (int k = 0; k < live.size(); k++) {
      tokens[row + k] = live.get(k).token();
      parents[row + k] = firstRow + live.get(k).row();
    }
    firstRow = row;
    return row + live.size();
  }

  int firstRow() {
    return firstRow;
  }

  /**
   * Chooses the next tokens; delivers the translations if that was the last step.
   *
   * @param scores of the next tokens, a row for each live hypothesis from row {@code first} on;
   *     some are overwritten
   * @param attentionWeights {@code [rows]} of all sentences; null when not wanted
   * @param top at least twice the beam; overwritten
   * @param scratch three arrays of the size of the vocabulary
   * @return whether the sentence goes on
   */
  boolean advance(
      float[][] scores,
      int first,
      float[][] attentionWeights,
      TopCandidates top,
      float[][] scratch) {
    top.clear();
    for (int k = 0; k < live.size(); k++) {
      float[] row = scores[first + k];
      if (candidates == null) {
        Arrays.fill(row, 0, Vocabulary.EOS, FORBIDDEN);
      }
      if (ranks != null) {
        for (int i = 0; i < ranks.length; i++) {
          scratch[0][i] = row[ranks[i]];
        }
        row = scratch[0];
      }
      int count = candidates == null ? scratch[0].length : candidates.length;
      float[] maxima = scratch[2];
      float max = Functions.blockMaxima(row, count, TopCandidates.BLOCK, maxima);
      float base = live.get(k).logProbability() - Functions.logSumExp(row, count, max, scratch[1]);
      if (limit != null) {
        float[] choice = row;
        writeIds(live.get(k), length);
        limit.forbidden(ids, length, token -> forbid(token, choice));
      }
      top.offer(row, count, candidates, k, base, maxima);
    }
    boolean goesOn = extend(top, attentionWeights);
    if (!goesOn) {
      item.finish(best());
    }
    return goesOn;
  }

  /** Takes a token out of the choice; the probabilities of the others stay. */
  private void forbid(int token, float[] row) {
    int at = candidates == null ? token : Arrays.binarySearch(candidates, token);
    if (at >= 0) {
      row[at] = FORBIDDEN;
    }
  }

  private void writeIds(Node end, int length) {
    Node node = end;
    for (int i = length - 1; i >= 0; i--) {
      ids[i] = node.token();
      node = node.parent();
    }
  }

  private boolean extend(TopCandidates offered, float[][] attentionWeights) {
    length++;
    List<Node> next = new ArrayList<>(config.beamSize());
    float best = Math.max(bestEnded, offered.score(0));
    for (int c = 0; c < offered.count() && next.size() < openPlaces(); c++) {
      float total = offered.score(c);
      if (total < DEAD || (prunes && total < best - config.pruning())) {
        break;
      }
      int row = offered.row(c);
      int token = offered.token(c);
      float[] attention = attentionWeights == null ? null : attentionWeights[firstRow + row];
      Node node = new Node(live.get(row), token, total, row, attention);
      if (token != Vocabulary.EOS) {
        next.add(node);
      } else if (c < config.beamSize()) {
        finished.add(hypothesis(node));
        bestEnded = Math.max(bestEnded, total);
      }
    }
    if (length >= maxLength) {
      next.forEach(node -> finished.add(hypothesis(node)));
      return false;
    }
    live = next;
    return !next.isEmpty() && finished.size() < config.beamSize();
  }

  /** Returns how many hypotheses may go on. */
  private int openPlaces() {
    return prunes ? config.beamSize() - finished.size() : config.beamSize();
  }

  private List<Hypothesis> best() {
    if (config.nbest() == 1) {
      Hypothesis best = finished.get(0);
      for (Hypothesis other : finished) {
        best = other.score() > best.score() ? other : best;
      }
      return List.of(best);
    }
    return finished.stream()
        .sorted(Comparator.comparingDouble(Hypothesis::score).reversed())
        .limit(config.nbest())
        .toList();
  }

  private Hypothesis hypothesis(Node end) {
    boolean closed = end.token() == Vocabulary.EOS;
    int[] ids = new int[closed ? length - 1 : length];
    float[][] attention = new float[end.attention() != null ? length : 0][];
    Node node = end;
    for (int i = length - 1; i >= 0; i--) {
      if (i < ids.length) {
        ids[i] = node.token();
      }
      if (attention.length > 0) {
        attention[i] = node.attention();
      }
      node = node.parent();
    }
    double logProbability = end.logProbability();
    return new Hypothesis(ids, logProbability, logProbability / config.penalty(length), attention);
  }
}
