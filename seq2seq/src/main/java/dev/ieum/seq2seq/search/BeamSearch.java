package dev.ieum.seq2seq.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ieum.core.nn.SharedEmbedding;
import dev.ieum.seq2seq.DecodingConfig;
import dev.ieum.seq2seq.model.AttentionDecoder;
import dev.ieum.seq2seq.model.DecoderState;
import dev.ieum.seq2seq.model.Memory;
import dev.ieum.seq2seq.model.Regularization;
import dev.ieum.seq2seq.model.TranslationNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * Beam search over a batch of sentences (Graves 2012; length penalty of Wu et al. 2016).
 *
 * <p>The first step has one row per sentence, later ones a beam each. A sentence is finished when
 * as many hypotheses have ended as the beam is wide, or its longest length is reached; it then
 * leaves the batch. Rows of one sentence share its encoded source. Beam 1 is greedy search.
 * Thread-safe: all state is local to a call.
 */
public final class BeamSearch {
  private final TranslationNetwork network;
  private final DecodingConfig config;
  private final boolean withAttention;

  /**
   * Fixes network and settings.
   *
   * @param withAttention whether hypotheses carry attention weights
   */
  public BeamSearch(TranslationNetwork network, DecodingConfig config, boolean withAttention) {
    this.network = network;
    this.config = config;
    this.withAttention = withAttention;
  }

  /**
   * Searches.
   *
   * @param parent owner of the call's native memory, all of which is freed on return
   * @param sources ids of each source, EOS at the end
   * @return per source, up to {@code nbest} hypotheses, best first, at least one
   */
  public List<List<Hypothesis>> search(NDManager parent, int[][] sources) {
    List<SentenceBeam> all = new ArrayList<>();
    for (int[] source : sources) {
      all.add(new SentenceBeam(config, source.length, withAttention));
    }
    try (NDManager batch = parent.newSubManager()) {
      NDArray banned = network.banned(batch);
      Memory memory = network.encode(batch, sources, Regularization.NONE, false);
      run(batch, memory, banned, all);
    }
    return all.stream().map(SentenceBeam::best).toList();
  }

  private void run(NDManager batch, Memory encoded, NDArray banned, List<SentenceBeam> all) {
    List<SentenceBeam> live = new ArrayList<>(all);
    Memory memory = encoded;
    NDManager memoryOwner = batch.newSubManager();
    NDManager previous = batch.newSubManager();
    try {
      DecoderState state = network.start(memory);
      while (!live.isEmpty()) {
        NDManager step = batch.newSubManager();
        int beam = live.get(0).width();
        AttentionDecoder.Step out = network.step(lastTokens(step, live), state, memory);
        List<Boolean> going = advance(step, out, banned, live, beam);
        long[] rows = parentRows(live, going, beam);
        List<SentenceBeam> next = new ArrayList<>();
        for (int i = 0; i < live.size(); i++) {
          if (going.get(i)) {
            next.add(live.get(i));
          }
        }
        if (!next.isEmpty()) {
          NDArray index = step.create(rows);
          state = out.state().map(array -> pick(array, index));
          if (next.size() < live.size()) {
            NDManager owner = batch.newSubManager();
            memory = keep(owner, memory, going);
            memoryOwner.close();
            memoryOwner = owner;
          }
        }
        previous.close();
        previous = step;
        live = next;
      }
    } finally {
      previous.close();
      memoryOwner.close();
    }
  }

  /** Scores the next tokens and lets every sentence choose; says which go on. */
  private List<Boolean> advance(
      NDManager step,
      AttentionDecoder.Step out,
      NDArray banned,
      List<SentenceBeam> live,
      int beam) {
    int sentences = live.size();
    NDArray logProbabilities = network.logProbabilities(out, banned); // (R, V)
    long vocabulary = logProbabilities.getShape().get(1);
    float[] soFar = new float[sentences * beam];
    for (int i = 0; i < sentences; i++) {
      live.get(i).copyScores(soFar, i * beam);
    }
    NDArray totals =
        logProbabilities
            .addi(step.create(soFar, new Shape(soFar.length, 1)))
            .reshape(sentences, beam * vocabulary);
    int candidates = (int) Math.min(2L * config.beamSize(), beam * vocabulary);
    NDList top = totals.topK(candidates, 1, true, true);
    float[] scores = top.get(0).toFloatArray();
    long[] indices = top.get(1).toLongArray();
    float[] attention =
        withAttention && out.weights() != null ? out.weights().toFloatArray() : new float[0];
    int width = attention.length / (sentences * beam);
    List<Boolean> going = new ArrayList<>(sentences);
    for (int i = 0; i < sentences; i++) {
      SentenceBeam.Candidates offered =
          new SentenceBeam.Candidates(
              scores, indices, i * candidates, candidates, (int) vocabulary);
      SentenceBeam.Looks looks = new SentenceBeam.Looks(attention, i * beam * width, width);
      going.add(live.get(i).advance(offered, looks));
    }
    return going;
  }

  private static NDArray lastTokens(NDManager step, List<SentenceBeam> live) {
    int beam = live.get(0).width();
    long[] tokens = new long[live.size() * beam];
    for (int i = 0; i < live.size(); i++) {
      live.get(i).copyLastTokens(tokens, i * beam);
    }
    return step.create(tokens, new Shape(tokens.length, 1));
  }

  private long[] parentRows(List<SentenceBeam> live, List<Boolean> going, int beam) {
    int count = (int) going.stream().filter(g -> g).count();
    long[] rows = new long[count * config.beamSize()];
    int at = 0;
    for (int i = 0; i < live.size(); i++) {
      if (going.get(i)) {
        live.get(i).copyParents(rows, at, (long) i * beam);
        at += config.beamSize();
      }
    }
    return rows;
  }

  private static NDArray pick(NDArray state, NDArray index) {
    long hidden = state.getShape().get(2);
    return SharedEmbedding.rows(state.reshape(-1, hidden), index).expandDims(0);
  }

  private static Memory keep(NDManager owner, Memory memory, List<Boolean> going) {
    List<Long> kept = new ArrayList<>();
    for (int i = 0; i < going.size(); i++) {
      if (going.get(i)) {
        kept.add((long) i);
      }
    }
    NDArray index = owner.create(kept.stream().mapToLong(Long::longValue).toArray());
    NDArray keys =
        memory.keys().getShape().dimension() == 0 ? owner.create(0f) : of(memory.keys(), index);
    return new Memory(
        of(memory.states(), index), keys, of(memory.mask(), index), of(memory.last(), index));
  }

  private static NDArray of(NDArray array, NDArray index) {
    Shape shape = array.getShape();
    long rows = shape.get(0);
    NDArray picked = SharedEmbedding.rows(array.reshape(rows, shape.size() / rows), index);
    return picked.reshape(new Shape(index.size()).addAll(shape.slice(1)));
  }
}
