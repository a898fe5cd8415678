package dev.ieum.seq2seq.inference;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.EmbeddingTable.PositionedEmbedding;
import dev.ieum.core.inference.Encoder.Encoded;
import dev.ieum.core.inference.FeedForward;
import dev.ieum.core.inference.Functions;
import dev.ieum.core.inference.LayerNorm;
import dev.ieum.core.inference.MultiHeadAttention;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.ParameterList;
import dev.ieum.seq2seq.model.DecoderKind;
import dev.ieum.seq2seq.model.NetworkConfig;
import dev.ieum.seq2seq.model.TranslationShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Transformer layers with self-attention or simple recurrent units: the inference of {@code
 * model.TransformerDecoder}. What a hypothesis keeps of its past is linked backwards, so hypotheses
 * with a common beginning share its keys and values, and reordering copies nothing. Immutable and
 * thread-safe.
 */
final class TransformerDecoder implements Decoder {
  private final PositionedEmbedding embedding;
  private final List<Layer> layers = new ArrayList<>();
  private final LayerNorm norm;
  private final boolean attendsToItself;

  /** One of {@code self} and {@code unit} is null. */
  private record Layer(
      LayerNorm selfNorm,
      MultiHeadAttention self,
      SimpleRecurrentUnit unit,
      LayerNorm sourceNorm,
      MultiHeadAttention source,
      LayerNorm feedForwardNorm,
      FeedForward feedForward) {}

  TransformerDecoder(Weights weights, TranslationShape shape, WeightFormat format) {
    NetworkConfig config = shape.config();
    embedding = new PositionedEmbedding(weights, shape.targetEmbedding());
    attendsToItself = config.decoder() == DecoderKind.TRANSFORMER;
    int heads = config.heads();
    for (int i = 0; i < config.decoderLayers(); i++) {
      List<ParameterList> norms = shape.norms(i);
      layers.add(
          new Layer(
              new LayerNorm(weights, norms.get(0)),
              attendsToItself
                  ? new MultiHeadAttention(weights, shape.selfAttention(i), heads, format)
                  : null,
              attendsToItself
                  ? null
                  : new SimpleRecurrentUnit(weights, shape.simpleRecurrentUnit(i), format),
              new LayerNorm(weights, norms.get(1)),
              new MultiHeadAttention(weights, shape.sourceAttention(i), heads, format),
              new LayerNorm(weights, norms.get(2)),
              new FeedForward(weights, shape.feedForward(i), format)));
    }
    norm = new LayerNorm(weights, shape.norm());
  }

  @Override
  public boolean attends() {
    return true;
  }

  @Override
  public Stepper stepper(boolean withAttention) {
    return new Rows(withAttention);
  }

  /**
   * A token read.
   *
   * @param before the tokens before it; null where layers do not look back
   * @param layers keys and values of each layer, side by side, or the state of its unit
   * @param length how many tokens were read with it
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read only
  private record Past(Past before, float[][] layers, int length) {}

  /**
   * A hypothesis.
   *
   * @param source keys and values of the source, {@code [layers][S][2H]}
   * @param past null before the first token
   */
  @SuppressWarnings("ArrayRecordComponent") // likewise
  private record Row(float[][][] source, Past past) {
    int length() {
      return past == null ? 0 : past.length();
    }
  }

  /** The hypotheses of one search. */
  private final class Rows implements Stepper {
    private final boolean withAttention;
    private Row[] rows = {};

    Rows(boolean withAttention) {
      this.withAttention = withAttention;
    }

    @Override
    public void add(List<Encoded> sources) {
      float[][] states =
          sources.stream().flatMap(s -> Arrays.stream(s.states())).toArray(float[][]::new);
      List<float[][]> seen = // one product a layer for all
          layers.stream().map(layer -> layer.source().read(states, states.length)).toList();
      int count = rows.length;
      rows = Arrays.copyOf(rows, count + sources.size());
      int from = 0;
      for (Encoded source : sources) {
        int first = from;
        int end = from + source.states().length;
        rows[count++] =
            new Row(
                seen.stream()
                    .map(all -> Arrays.copyOfRange(all, first, end))
                    .toArray(float[][][]::new),
                null);
        from = end;
      }
    }

    @Override
    public Step step(int[] tokens, int[] parents, int count) {
      Row[] before = new Row[count];
      Arrays.setAll(before, r -> rows[parents[r]]);
      float[][] x = new float[count][];
      Arrays.setAll(x, r -> embedding.read(tokens[r], before[r].length()));
      float[][][] kept = new float[count][layers.size()][];
      float[][] weights = null;
      for (int i = 0; i < layers.size(); i++) {
        Layer layer = layers.get(i);
        Functions.add(past(i, layer.selfNorm().apply(x, count), before, kept), count, x);
        weights = withAttention && i == layers.size() - 1 ? weights(before, i) : null;
        float[][] read = layer.sourceNorm().apply(x, count);
        Functions.add(layer.source().attend(read, count, sources(before, i), weights), count, x);
        read = layer.feedForwardNorm().apply(x, count);
        Functions.add(layer.feedForward().apply(read, count), count, x);
      }
      rows = new Row[count];
      for (int r = 0; r < count; r++) {
        Past past = attendsToItself ? before[r].past() : null;
        rows[r] = new Row(before[r].source(), new Past(past, kept[r], before[r].length() + 1));
      }
      return new Step(norm.apply(x, count), weights);
    }

    /** Returns what layer {@code i} adds of the past, and keeps what later steps need. */
    private float[][] past(int i, float[][] x, Row[] before, float[][][] kept) {
      int count = before.length;
      Layer layer = layers.get(i);
      float[][] made;
      float[][] added;
      if (attendsToItself) {
        made = layer.self().read(x, count);
        float[][][] seen = new float[count][][];
        for (int r = 0; r < count; r++) {
          seen[r] = new float[before[r].length() + 1][];
          seen[r][before[r].length()] = made[r];
          for (Past past = before[r].past(); past != null; past = past.before()) {
            seen[r][past.length() - 1] = past.layers()[i];
          }
        }
        added = layer.self().attend(x, count, seen, null);
      } else {
        float[][] states = new float[count][];
        Arrays.setAll(states, r -> before[r].past() == null ? null : before[r].past().layers()[i]);
        made = layer.unit().step(x, count, states);
        added = SimpleRecurrentUnit.results(made);
      }
      for (int r = 0; r < count; r++) {
        kept[r][i] = made[r];
      }
      return added;
    }

    private static float[][][] sources(Row[] rows, int layer) {
      return Arrays.stream(rows).map(row -> row.source()[layer]).toArray(float[][][]::new);
    }

    private static float[][] weights(Row[] rows, int layer) {
      return Arrays.stream(rows)
          .map(row -> new float[row.source()[layer].length])
          .toArray(float[][]::new);
    }
  }
}
