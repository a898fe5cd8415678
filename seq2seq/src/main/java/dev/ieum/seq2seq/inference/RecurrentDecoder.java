package dev.ieum.seq2seq.inference;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.EmbeddingTable;
import dev.ieum.core.inference.Encoder.Encoded;
import dev.ieum.core.inference.Functions;
import dev.ieum.core.inference.Projection;
import dev.ieum.core.inference.RecurrentCell;
import dev.ieum.core.inference.RecurrentStates;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.CellType;
import dev.ieum.seq2seq.model.NetworkConfig;
import dev.ieum.seq2seq.model.TranslationShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recurrent layers with attention after the first: the inference of {@code model.RecurrentDecoder}.
 * The embedding's half of the first layer is a table, and states are passed on by reference.
 * Immutable and thread-safe.
 */
final class RecurrentDecoder implements Decoder {
  private final Projection keys; // null without attention
  private final Projection bridge;
  private final List<RecurrentCell> layers = new ArrayList<>();
  private final EmbeddingTable embedding;
  private final Projection output;
  private final int hiddenSize;
  private final int memorySize;
  private final boolean hasCell;

  RecurrentDecoder(Weights weights, TranslationShape shape, WeightFormat format) {
    NetworkConfig config = shape.config();
    hiddenSize = config.decoderHidden();
    memorySize = shape.memorySize();
    hasCell = config.cell() == CellType.LSTM;
    float scale = (float) (1 / Math.sqrt(hiddenSize));
    keys =
        switch (config.attention()) {
          case GENERAL -> Projection.scaled(weights, shape.attentionKeys(), scale, format);
          case NONE -> null;
        };
    bridge = Projection.of(weights, shape.bridge(), format);
    for (int i = 0; i < config.decoderLayers(); i++) {
      // The first layer multiplies its input once per token of the vocabulary.
      WeightFormat inputFormat = i == 0 ? WeightFormat.FLOAT32 : format;
      layers.add(
          new RecurrentCell(weights, shape.decoderLayer(i), config.cell(), inputFormat, format));
    }
    embedding = new EmbeddingTable(weights, shape.targetEmbedding(), layers.get(0));
    output = Projection.of(weights, shape.output(), format);
  }

  @Override
  public boolean attends() {
    return keys != null;
  }

  @Override
  public Stepper stepper(boolean withAttention) {
    return new Rows(withAttention);
  }

  /**
   * A source as attention sees it.
   *
   * @param keys {@code [S][H]}; null without attention
   */
  private record Memory(Encoded source, float[][] keys) {}

  private List<Memory> memories(List<Encoded> sources) {
    if (keys == null) {
      return sources.stream().map(source -> new Memory(source, null)).toList();
    }
    float[][] states =
        sources.stream().flatMap(s -> Arrays.stream(s.states())).toArray(float[][]::new);
    float[][] all = new float[states.length][hiddenSize];
    keys.apply(states, states.length, all); // one product for all
    List<Memory> memories = new ArrayList<>(sources.size());
    int from = 0;
    for (Encoded source : sources) {
      int to = from + source.states().length;
      memories.add(new Memory(source, Arrays.copyOfRange(all, from, to)));
      from = to;
    }
    return memories;
  }

  /** Returns the states before the first token, per layer, a row for each source. */
  private List<RecurrentStates> start(List<Encoded> sources) {
    int rows = sources.size();
    List<RecurrentStates> states =
        layers.stream().map(layer -> RecurrentStates.zeros(rows, hiddenSize)).toList();
    float[][] last = sources.stream().map(Encoded::last).toArray(float[][]::new);
    float[][] all = new float[rows][bridge.outputSize()];
    bridge.apply(last, rows, all);
    for (int r = 0; r < rows; r++) {
      int from = 0;
      for (RecurrentStates layer : states) {
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

  /** The rows of one search. States are written to two buffers in turn. */
  private final class Rows implements Stepper {
    private final boolean withAttention;
    private int capacity; // in rows, of the buffers
    private float[][][] gates; // per layer
    private float[][] both; // state and context, [rows][H + M]
    private float[][] vectors;
    private float[] unwanted = {}; // attention weights
    private List<RecurrentStates> buffer; // for the next states
    private List<RecurrentStates> other;
    private int count; // of rows
    private Memory[] memories = {};
    private List<RecurrentStates> states =
        layers.stream().map(l -> RecurrentStates.placeholders(0)).toList();

    Rows(boolean withAttention) {
      this.withAttention = withAttention;
    }

    private void require(int rows) {
      if (rows <= capacity) {
        return;
      }
      capacity = rows;
      gates = new float[layers.size()][][];
      for (int i = 0; i < gates.length; i++) {
        gates[i] = new float[rows][layers.get(i).gateSize()];
      }
      both = new float[rows][hiddenSize + memorySize];
      vectors = new float[rows][output.outputSize()];
      buffer = layers.stream().map(layer -> RecurrentStates.zeros(rows, hiddenSize)).toList();
      other = layers.stream().map(layer -> RecurrentStates.zeros(rows, hiddenSize)).toList();
    }

    @Override
    public void add(List<Encoded> sources) {
      int[] rows = new int[count + sources.size()];
      Arrays.setAll(rows, r -> r);
      Memory[] grown = Arrays.copyOf(memories, rows.length);
      List<RecurrentStates> all = select(states, rows, count);
      List<Memory> added = memories(sources);
      List<RecurrentStates> start = start(sources);
      for (int i = 0; i < added.size(); i++) {
        grown[count + i] = added.get(i);
        for (int layer = 0; layer < layers.size(); layer++) {
          all.get(layer).alias(count + i, start.get(layer), i);
        }
      }
      memories = grown;
      states = all;
      count = rows.length;
    }

    /** Returns placeholders for {@code rows.length} rows, of which the first are filled. */
    private List<RecurrentStates> select(List<RecurrentStates> from, int[] rows, int filled) {
      List<RecurrentStates> selected = new ArrayList<>(from.size());
      for (RecurrentStates layer : from) {
        RecurrentStates chosen = RecurrentStates.placeholders(rows.length);
        for (int r = 0; r < filled; r++) {
          chosen.alias(r, layer, rows[r]);
        }
        selected.add(chosen);
      }
      return selected;
    }

    @Override
    public Step step(int[] tokens, int[] parents, int rows) {
      require(rows);
      List<RecurrentStates> before = select(states, parents, rows);
      Memory[] continued = new Memory[rows];
      Arrays.setAll(continued, r -> memories[parents[r]]);
      memories = continued;
      states = buffer;
      buffer = other;
      other = states;
      count = rows;
      for (int r = 0; r < rows; r++) {
        embedding.read(tokens[r], gates[0][r]);
      }
      layers.get(0).step(gates[0], rows, before.get(0), states.get(0));
      float[][] attentionWeights = attend(rows);
      for (int i = 1; i < layers.size(); i++) {
        layers.get(i).read(both, rows, gates[i]);
        layers.get(i).step(gates[i], rows, before.get(i), states.get(i));
        for (int r = 0; r < rows; r++) {
          float[] h = states.get(i).hidden()[r];
          for (int k = 0; k < hiddenSize; k++) {
            both[r][k] += h[k];
          }
        }
      }
      output.apply(both, rows, vectors);
      for (int r = 0; r < rows; r++) {
        Functions.tanh(vectors[r], 0, output.outputSize());
      }
      return new Step(vectors, attentionWeights);
    }

    private float[] unwanted(int length) {
      if (unwanted.length < length) {
        unwanted = new float[length];
      }
      return unwanted;
    }

    /** Copies the first layer's states and writes the contexts they see behind them. */
    private float[][] attend(int rows) {
      float[][] all = new float[rows][];
      for (int r = 0; r < rows; r++) {
        float[] query = states.get(0).hidden()[r];
        System.arraycopy(query, 0, both[r], 0, hiddenSize);
        Memory memory = memories[r];
        if (keys == null) {
          System.arraycopy(memory.source.last(), 0, both[r], hiddenSize, memorySize);
          continue;
        }
        int length = memory.source.states().length;
        float[] weights = withAttention ? new float[length] : unwanted(length);
        for (int s = 0; s < length; s++) {
          weights[s] = Functions.dot(query, memory.keys[s], hiddenSize);
        }
        Functions.softmax(weights, length);
        Functions.weightedSum(
            weights, memory.source.states(), length, both[r], hiddenSize, memorySize);
        all[r] = weights;
      }
      return withAttention && keys != null ? all : null;
    }
  }
}
