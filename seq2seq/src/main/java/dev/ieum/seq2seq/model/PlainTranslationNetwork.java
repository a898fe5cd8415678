package dev.ieum.seq2seq.model;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.Arithmetic;
import dev.ieum.core.inference.CellRows;
import dev.ieum.core.inference.Functions;
import dev.ieum.core.inference.PlainCell;
import dev.ieum.core.inference.PlainEmbedding;
import dev.ieum.core.inference.PlainEncoder;
import dev.ieum.core.inference.PlainProjection;
import dev.ieum.core.nn.CellType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A trained {@link TranslationNetwork}, run in plain Java: what translates.
 *
 * <p>One token at a time is the worst case of a tensor library: it copies weights into its own
 * layout at every call, and calls cost more than the arithmetic. Here the weights are laid out
 * once, the embedding's half of every first layer is a table, and the rows of a beam are passed on
 * by reference. Tests hold it to {@link TranslationNetwork#step}. Immutable and thread-safe; rows
 * are independent of each other, so the company of a sentence never changes its translation.
 */
public final class PlainTranslationNetwork {
  private final NetworkConfig config;
  private final PlainEncoder encoder;
  private final PlainProjection keys; // null without attention
  private final PlainProjection bridge;
  private final List<PlainCell> layers = new ArrayList<>();
  private final PlainEmbedding embedding;
  private final PlainProjection output;
  private final PlainProjection vocabulary;
  private final int hiddenSize;
  private final int memorySize;

  /**
   * A source as the decoder sees it.
   *
   * @param states {@code [S][M]}
   * @param keys {@code [S][H]}; null without attention
   * @param last {@code [M]}
   * @param candidates ids of the target tokens that may follow; null for all
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read only
  public record Source(float[][] states, float[][] keys, float[] last, int[] candidates) {}

  /**
   * Reads a network's parameters.
   *
   * @param shared whether source and target share one embedding
   * @param arithmetic in what numbers to multiply
   * @throws dev.ieum.core.bundle.ModelBundleException when they are not those of such a network
   */
  public PlainTranslationNetwork(
      Weights weights,
      NetworkConfig config,
      int sourceVocabularySize,
      int targetVocabularySize,
      boolean shared,
      Arithmetic arithmetic) {
    this.config = config;
    int size = config.embeddingSize();
    encoder =
        new PlainEncoder(
            weights,
            "encoder",
            shared ? "target_embedding" : "source_embedding",
            sourceVocabularySize,
            size,
            config.cell(),
            config.encoderHidden(),
            config.encoderLayers(),
            arithmetic);
    memorySize = encoder.outputSize();
    hiddenSize = config.decoderHidden();
    keys =
        switch (config.attention()) {
          case GENERAL ->
              PlainProjection.scaled(
                  weights,
                  "decoder.attention.keys",
                  memorySize,
                  hiddenSize,
                  (float) (1 / Math.sqrt(hiddenSize)),
                  arithmetic);
          case NONE -> null;
        };
    int states = config.decoderLayers() * (config.cell() == CellType.LSTM ? 2 : 1);
    bridge =
        PlainProjection.of(
            weights, "decoder.bridge", memorySize, states * hiddenSize, true, arithmetic);
    for (int i = 0; i < config.decoderLayers(); i++) {
      int width = i == 0 ? size : hiddenSize + memorySize;
      Arithmetic ofInput = i == 0 ? Arithmetic.FLOAT : arithmetic; // a table needs no haste
      layers.add(
          new PlainCell(
              weights, "decoder." + i, config.cell(), width, hiddenSize, ofInput, arithmetic));
    }
    embedding =
        new PlainEmbedding(weights, "target_embedding", targetVocabularySize, size, layers.get(0));
    output =
        PlainProjection.of(
            weights, "decoder.output", hiddenSize + memorySize, size, true, arithmetic);
    vocabulary =
        PlainProjection.tied(weights, "target_embedding", targetVocabularySize, size, arithmetic);
    weights.requireAllTaken();
  }

  /** Returns V, the number of target tokens. */
  public int vocabularySize() {
    return vocabulary.outputSize();
  }

  /** Returns whether steps tell what they looked at. */
  public boolean attends() {
    return keys != null;
  }

  /** Returns the number of decoder layers. */
  public int layers() {
    return layers.size();
  }

  /**
   * Encodes sources, each ending in EOS.
   *
   * @param shortlist what is scored for each; nothing for the whole vocabulary
   */
  public List<Source> encode(int[][] sources, Optional<Shortlist> shortlist) {
    List<PlainEncoder.Encoded> encoded = encoder.encode(sources);
    float[][][] keysOf = keys == null ? null : keys(encoded);
    List<Source> result = new ArrayList<>(sources.length);
    for (int i = 0; i < sources.length; i++) {
      int[] source = sources[i];
      int[] candidates = shortlist.map(list -> list.of(source)).orElse(null);
      PlainEncoder.Encoded e = encoded.get(i);
      result.add(new Source(e.states(), keys == null ? null : keysOf[i], e.last(), candidates));
    }
    return result;
  }

  /** Returns the keys of each source's states, by one product. */
  private float[][][] keys(List<PlainEncoder.Encoded> encoded) {
    float[][] states =
        encoded.stream().flatMap(e -> Arrays.stream(e.states())).toArray(float[][]::new);
    float[][] all = new float[states.length][hiddenSize];
    keys.apply(states, states.length, all);
    float[][][] keysOf = new float[encoded.size()][][];
    int from = 0;
    for (int i = 0; i < keysOf.length; i++) {
      int length = encoded.get(i).states().length;
      keysOf[i] = Arrays.copyOfRange(all, from, from + length);
      from += length;
    }
    return keysOf;
  }

  /** Returns what scores the next tokens of some sources together. */
  public Candidates candidates(List<Source> sources) {
    List<int[]> own = new ArrayList<>(sources.size()); // which may hold nulls
    sources.forEach(source -> own.add(source.candidates()));
    return Candidates.of(own, vocabulary);
  }

  /** Returns room for the states of {@code rows} hypotheses, one per layer. */
  public List<CellRows> room(int rows) {
    return layers.stream().map(layer -> CellRows.zeros(rows, hiddenSize)).toList();
  }

  /** Returns the states before the first token, a row for each source. */
  public List<CellRows> start(List<Source> sources) {
    int rows = sources.size();
    boolean hasCell = config.cell() == CellType.LSTM;
    List<CellRows> states = room(rows);
    float[][] last = new float[rows][];
    for (int r = 0; r < rows; r++) {
      last[r] = sources.get(r).last();
    }
    float[][] all = new float[rows][bridge.outputSize()];
    bridge.apply(last, rows, all);
    for (int r = 0; r < rows; r++) {
      int from = 0;
      for (CellRows layer : states) {
        System.arraycopy(all[r], from, layer.hidden()[r], 0, hiddenSize);
        Functions.tanh(layer.hidden()[r], 0, hiddenSize);
        from += hiddenSize;
        if (hasCell) {
          System.arraycopy(all[r], from, layer.cell()[r], 0, hiddenSize);
          from += hiddenSize;
        }
      }
    }
    return states;
  }

  /**
   * Where the rows of a step compute; one for each search, reused from step to step. Not
   * thread-safe.
   */
  public final class Scratch {
    private final float[][] lower;
    private final float[][] upper; // null with one layer
    private final float[][] both;
    private final float[][] vectors;

    /** Makes room for {@code rows} rows. */
    public Scratch(int rows) {
      lower = new float[rows][layers.get(0).gateSize()];
      upper = layers.size() == 2 ? new float[rows][layers.get(1).gateSize()] : null;
      both = new float[rows][hiddenSize + memorySize];
      vectors = new float[rows][output.outputSize()];
    }
  }

  /**
   * Reads one token per row.
   *
   * @param tokens {@code [rows]} ids
   * @param sources {@code [rows]} what each row translates
   * @param from states before, per layer; rows may be the same
   * @param to states after, per layer; all rows different, and none of {@code from}
   * @param looks {@code [rows][S or more]}, filled with attention weights; null when not wanted
   */
  public void step(
      int[] tokens,
      Source[] sources,
      int rows,
      List<CellRows> from,
      List<CellRows> to,
      Scratch scratch,
      float[][] looks) {
    for (int r = 0; r < rows; r++) {
      embedding.read(tokens[r], scratch.lower[r]);
    }
    layers.get(0).step(scratch.lower, rows, from.get(0), to.get(0));
    float[] weights = new float[longest(sources, rows)];
    for (int r = 0; r < rows; r++) {
      float[] h = to.get(0).hidden()[r];
      System.arraycopy(h, 0, scratch.both[r], 0, hiddenSize);
      look(h, sources[r], looks == null ? weights : looks[r], scratch.both[r]);
    }
    if (layers.size() == 2) {
      layers.get(1).read(scratch.both, rows, scratch.upper);
      layers.get(1).step(scratch.upper, rows, from.get(1), to.get(1));
      for (int r = 0; r < rows; r++) {
        float[] h = to.get(1).hidden()[r];
        for (int i = 0; i < hiddenSize; i++) {
          scratch.both[r][i] += h[i];
        }
      }
    }
    output.apply(scratch.both, rows, scratch.vectors);
    for (int r = 0; r < rows; r++) {
      Functions.tanh(scratch.vectors[r], 0, output.outputSize());
    }
  }

  private static int longest(Source[] sources, int rows) {
    int longest = 0;
    for (int r = 0; r < rows; r++) {
      longest = Math.max(longest, sources[r].states().length);
    }
    return longest;
  }

  /** Writes what a query sees behind it in {@code both}. */
  private void look(float[] query, Source source, float[] weights, float[] both) {
    if (keys == null) {
      System.arraycopy(source.last(), 0, both, hiddenSize, memorySize);
      return;
    }
    int length = source.states().length;
    for (int s = 0; s < length; s++) {
      weights[s] = Functions.dot(query, source.keys()[s], hiddenSize);
    }
    Functions.softmax(weights, length);
    Functions.weightedSum(weights, source.states(), length, both, hiddenSize, memorySize);
  }

  /**
   * Scores the next tokens of rows of the last step.
   *
   * @param scorer that of {@link #candidates} for the sources of these rows, and maybe others
   * @param first the first of them
   * @param logits {@code [rows][V or more]}, overwritten: for each token that is scored, the
   *     logarithm of its probability but for a constant per row
   */
  public void score(
      PlainProjection scorer, Scratch scratch, int first, int rows, float[][] logits) {
    float[][] vectors = new float[rows][];
    System.arraycopy(scratch.vectors, first, vectors, 0, rows);
    scorer.apply(vectors, rows, logits);
  }
}
