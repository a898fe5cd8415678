package dev.ieum.seq2seq.inference;

import dev.ieum.core.inference.BatchQueue.Item;
import dev.ieum.core.inference.Encoder;
import dev.ieum.core.inference.Projection;
import dev.ieum.seq2seq.model.Shortlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Beam search over a batch of sentences (Graves 2012; length penalty of Wu et al. 2016).
 *
 * <p>The first step has one row per sentence, later ones a beam each. A sentence is finished when
 * as many hypotheses have ended as the beam is wide, or its longest length is reached; it then
 * leaves the batch. Rows of one sentence share its encoded source. Beam 1 is greedy search.
 * Thread-safe: all state is local to a call.
 */
public final class BeamSearch {
  /** Hypotheses scored at a time: a row takes as many floats as the vocabulary has tokens. */
  private static final int SCORED_ROWS = 128;

  private final EncoderDecoder network;
  private final Optional<Shortlist> shortlist;
  private final DecodingConfig config;
  private final boolean withAttention;
  private final Optional<RepetitionLimit> limit;

  /**
   * Fixes network and settings.
   *
   * @param shortlist which tokens are scored for each source; empty for the whole vocabulary
   * @param withAttention whether hypotheses have attention weights, where the network attends
   */
  public BeamSearch(
      EncoderDecoder network,
      Optional<Shortlist> shortlist,
      DecodingConfig config,
      boolean withAttention) {
    this(network, shortlist, config, withAttention, Optional.empty());
  }

  /**
   * Fixes network and settings.
   *
   * @param shortlist which tokens are scored for each source; empty for the whole vocabulary
   * @param withAttention whether hypotheses have attention weights, where the network attends
   * @param limit of repetition, where the settings do not allow it
   */
  public BeamSearch(
      EncoderDecoder network,
      Optional<Shortlist> shortlist,
      DecodingConfig config,
      boolean withAttention,
      Optional<RepetitionLimit> limit) {
    this.limit = config.repetition() ? Optional.empty() : limit;
    this.network = network;
    this.shortlist = shortlist;
    this.config = config;
    this.withAttention = withAttention && network.decoder().attends();
  }

  /**
   * Searches.
   *
   * @param sources ids of each source, EOS at the end
   * @return per source, up to {@code nbest} hypotheses, best first, at least one
   */
  public List<List<Hypothesis>> search(int[][] sources) {
    List<List<Hypothesis>> found = new ArrayList<>(Collections.nCopies(sources.length, null));
    List<Source> items =
        IntStream.range(0, sources.length)
            .mapToObj(i -> new Source(sources[i], result -> found.set(i, result)))
            .toList();
    Iterator<List<Source>> batches = List.of(items, List.<Source>of()).iterator();
    search(batches::next, 0, 0);
    return found;
  }

  /** A source that does not come from a queue. */
  @SuppressWarnings("ArrayRecordComponent") // read only
  private record Source(int[] value, Consumer<List<Hypothesis>> found)
      implements Item<int[], List<Hypothesis>> {
    @Override
    public void finish(List<Hypothesis> result) {
      found.accept(result);
    }
  }

  /**
   * Searches until there is nothing left. As sentences finish, others replace them, so that steps
   * seldom have few rows, which cost nearly as much as many. A sentence that nobody waits for any
   * longer leaves.
   *
   * @param next gives the next batch of sources, ids with EOS at the end; an empty one when there
   *     is nothing now; asked again while sentences are active
   * @param sentences the next batch is taken when no more than so many are active
   * @param tokens of their sources, likewise: both must hold
   */
  public void search(
      Supplier<? extends List<? extends Item<int[], List<Hypothesis>>>> next,
      int sentences,
      int tokens) {
    BatchState state = new BatchState();
    while (true) {
      // Never taken before there is room: another search may be idle.
      while (state.active.size() <= sentences && state.sourceTokens() <= tokens) {
        List<? extends Item<int[], List<Hypothesis>>> batch = next.get();
        if (batch.isEmpty()) {
          break;
        }
        state.add(batch);
      }
      if (state.active.isEmpty()) {
        return;
      }
      state.active.removeIf(sentence -> !sentence.isWanted());
      if (state.active.isEmpty()) {
        continue;
      }
      Decoder.Step step = state.step();
      List<ActiveSentence> going = new ArrayList<>(state.active.size());
      for (int i = 0; i < state.active.size(); i++) {
        ActiveSentence sentence = state.active.get(i);
        int row = state.score(i, step);
        float[][] attention = step.attentionWeights();
        if (sentence.advance(state.scores, row, attention, state.top, state.scratch)) {
          going.add(sentence);
        }
      }
      state.active = going;
    }
  }

  /** The sentences of one search; a sentence's hypotheses are rows side by side. */
  private final class BatchState {
    private final Decoder.Stepper stepper = network.decoder().stepper(withAttention);
    private final int vocabularySize = network.vocabulary().outputSize();
    private final TopCandidates top = new TopCandidates(2 * config.beamSize());
    private final float[][] scratch = new float[3][vocabularySize];
    private List<ActiveSentence> active = new ArrayList<>();
    private Projection scorer; // of all tokens that may follow in any sentence; null if it changed
    private int rows; // of the decoder
    private int[] tokens = {};
    private int[] parents;
    private float[][] scores;
    private int scoredFrom; // rows of the decoder whose scores stand in scores
    private int scoredTo;

    long sourceTokens() {
      return active.stream().mapToLong(ActiveSentence::sourceLength).sum();
    }

    void add(List<? extends Item<int[], List<Hypothesis>>> batch) {
      List<Encoder.Encoded> encoded =
          network.encoder().encode(batch.stream().map(Item::value).toArray(int[][]::new));
      stepper.add(encoded);
      for (Item<int[], List<Hypothesis>> item : batch) {
        int[] candidates = shortlist.map(list -> list.of(item.value())).orElse(null);
        active.add(new ActiveSentence(item, config, candidates, rows++, limit));
      }
      scorer = null;
    }

    /** Computes what the vocabulary scores: a vector for each hypothesis. */
    Decoder.Step step() {
      require(active.size() * config.beamSize());
      if (scorer == null) {
        scorer = scorer();
      }
      rows = 0;
      for (ActiveSentence sentence : active) {
        rows = sentence.place(rows, tokens, parents);
      }
      scoredFrom = 0;
      scoredTo = 0;
      return stepper.step(tokens, parents, rows);
    }

    /**
     * Scores the next tokens of sentence {@code i}, together with those of the sentences behind it.
     * Asked for every sentence, in order.
     *
     * @return its first row of {@link #scores}
     */
    int score(int i, Decoder.Step step) {
      int row = active.get(i).firstRow();
      if (row == scoredTo) {
        scoredFrom = row;
        scoredTo = endOfScored(i);
        float[][] vectors = Arrays.copyOfRange(step.vectors(), row, scoredTo);
        scorer.apply(vectors, vectors.length, scores);
      }
      return row - scoredFrom;
    }

    /** Makes room for rows, unless there is. */
    private void require(int wanted) {
      if (wanted > tokens.length) {
        tokens = new int[wanted];
        parents = new int[wanted];
        scores =
            new float[Math.min(wanted, Math.max(SCORED_ROWS, config.beamSize()))][vocabularySize];
      }
    }

    /** Returns one behind the last row that is scored with those of sentence {@code i}. */
    private int endOfScored(int i) {
      int end = active.get(i).firstRow();
      int most = end + scores.length;
      for (int j = i; j < active.size() && end + active.get(j).width() <= most; j++) {
        end += active.get(j).width();
      }
      return end;
    }

    /**
     * Returns what scores the tokens that may follow in any sentence, and tells each where its own
     * are: weights that pass through memory once for all rows cost less than fewer weights that
     * pass once for each.
     */
    private Projection scorer() {
      if (active.stream().anyMatch(sentence -> sentence.candidates() == null)) {
        active.forEach(sentence -> sentence.setRanks(sentence.candidates()));
        return network.vocabulary();
      }
      BitSet union = new BitSet(vocabularySize);
      active.forEach(sentence -> IntStream.of(sentence.candidates()).forEach(union::set));
      int[] all = union.stream().toArray();
      int[] ranks = new int[vocabularySize];
      for (int i = 0; i < all.length; i++) {
        ranks[all[i]] = i;
      }
      for (ActiveSentence sentence : active) {
        int[] own = sentence.candidates();
        sentence.setRanks(
            own.length < all.length ? IntStream.of(own).map(id -> ranks[id]).toArray() : null);
      }
      return network.vocabulary().select(all);
    }
  }
}
