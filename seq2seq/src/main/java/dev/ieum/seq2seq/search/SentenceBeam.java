package dev.ieum.seq2seq.search;

import dev.ieum.core.text.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The beam of one sentence, in plain Java. Not thread-safe; it lives within one search. */
final class SentenceBeam {
  private static final float DEAD = -1e8f;

  private final DecodingConfig config;
  private final int maxLength;
  private final List<Hypothesis> finished = new ArrayList<>();
  private final boolean prunes;
  private List<Node> live;
  private int length; // of the live ones
  private float bestEnded = Float.NEGATIVE_INFINITY; // log-probability

  /** A partial translation, linked backwards. */
  private record Node(Node parent, int token, float logProbability, int row, float[] attention) {}

  SentenceBeam(DecodingConfig config, int sourceLength) {
    this.config = config;
    this.maxLength = config.maxLength(sourceLength);
    this.prunes = config.pruning() > 0 && config.nbest() == 1;
    this.live = List.of(new Node(null, Vocabulary.BOS, 0f, 0, null));
  }

  /** Returns the rows this sentence holds now: 1 before the first step, then the beam at most. */
  int width() {
    return live.size();
  }

  /** Returns the last token of a row. */
  int token(int k) {
    return live.get(k).token();
  }

  /** Returns the natural logarithm of the probability of a row. */
  float logProbability(int k) {
    return live.get(k).logProbability();
  }

  /** Returns which of the rows before the last step a row goes on from. */
  int row(int k) {
    return live.get(k).row();
  }

  /**
   * Takes the step's candidates; returns whether the sentence goes on.
   *
   * @param looks attention of each row; null when not wanted
   */
  boolean advance(TopCandidates offered, float[][] looks) {
    List<Node> next = new ArrayList<>(config.beamSize());
    float best = Math.max(bestEnded, offered.score(0));
    for (int c = 0; c < offered.count() && next.size() < places(); c++) {
      float total = offered.score(c);
      if (total < DEAD || (prunes && total < best - config.pruning())) {
        break;
      }
      int row = offered.row(c);
      int token = offered.token(c);
      Node node = new Node(live.get(row), token, total, row, looks == null ? null : looks[row]);
      if (token != Vocabulary.EOS) {
        next.add(node);
      } else if (c < config.beamSize()) {
        finished.add(hypothesis(node));
        bestEnded = Math.max(bestEnded, total);
      }
    }
    length++;
    if (length >= maxLength) {
      next.forEach(node -> finished.add(hypothesis(node)));
      return false;
    }
    live = next;
    return !next.isEmpty() && finished.size() < config.beamSize();
  }

  /** Returns how many hypotheses may go on. */
  private int places() {
    return prunes ? config.beamSize() - finished.size() : config.beamSize();
  }

  /** Returns the finished hypotheses, best first. */
  List<Hypothesis> best() {
    return finished.stream()
        .sorted(Comparator.comparingDouble(Hypothesis::score).reversed())
        .limit(config.nbest())
        .toList();
  }

  private Hypothesis hypothesis(Node end) {
    int length = depth(end);
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

  private static int depth(Node node) {
    int depth = 0;
    for (Node n = node; n.parent() != null; n = n.parent()) {
      depth++;
    }
    return depth;
  }
}
