package dev.ieum.sequences.model;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.EmbeddingTable.PositionedEmbedding;
import dev.ieum.core.inference.FeedForward;
import dev.ieum.core.inference.Functions;
import dev.ieum.core.inference.LayerNorm;
import dev.ieum.core.inference.MultiHeadAttention;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.EncoderShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Transformer layers that see what came before alone. A state holds what the uppermost layer made
 * of the last event, then for each event read the keys and values of all layers: it grows with the
 * events, and the rows of earlier ones are shared, not copied.
 */
final class TransformerLayers implements Layers {
  private static final float[][] NO_CELLS = {};

  private final PositionedEmbedding embedding;
  private final List<Layer> layers = new ArrayList<>();
  private final LayerNorm norm;
  private final int size;

  private record Layer(
      LayerNorm attentionNorm,
      MultiHeadAttention attention,
      LayerNorm feedForwardNorm,
      FeedForward feedForward) {}

  TransformerLayers(Weights weights, SequenceShape shape, WeightFormat format) {
    EncoderShape of = shape.transformer();
    size = of.inputSize();
    embedding = new PositionedEmbedding(weights, shape.embedding());
    for (int i = 0; i < of.layers(); i++) {
      layers.add(
          new Layer(
              new LayerNorm(weights, of.attentionNorm(i)),
              new MultiHeadAttention(weights, of.attention(i), of.heads(), format),
              new LayerNorm(weights, of.feedForwardNorm(i)),
              new FeedForward(weights, of.feedForward(i), format)));
    }
    norm = new LayerNorm(weights, of.norm());
  }

  @Override
  public SequenceState blank(int read) {
    float[][] rows = new float[1 + read * layers.size()][];
    rows[0] = new float[size];
    for (int i = 1; i < rows.length; i++) {
      rows[i] = new float[2 * size];
    }
    return new SequenceState(rows, NO_CELLS);
  }

  @Override
  public long size(long read) {
    return size + read * layers.size() * 2 * size;
  }

  @Override
  public List<SequenceState> advance(int[] ids, List<SequenceState> from) {
    int rows = ids.length;
    float[][] x = new float[rows][];
    float[][][] after = new float[rows][][];
    for (int r = 0; r < rows; r++) {
      float[][] before = from.get(r).hidden();
      x[r] = embedding.read(ids[r], (before.length - 1) / layers.size());
      after[r] = Arrays.copyOf(before, before.length + layers.size());
    }
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      float[][] read = layer.attentionNorm().apply(x, rows);
      float[][] made = layer.attention().read(read, rows);
      float[][][] seen = new float[rows][][];
      for (int r = 0; r < rows; r++) {
        after[r][after[r].length - layers.size() + i] = made[r];
        seen[r] = seen(after[r], i);
      }
      Functions.add(layer.attention().attend(read, rows, seen, null), rows, x);
      float[][] mapped = layer.feedForwardNorm().apply(x, rows);
      Functions.add(layer.feedForward().apply(mapped, rows), rows, x);
    }
    float[][] top = norm.apply(x, rows);
    List<SequenceState> states = new ArrayList<>(rows);
    for (int r = 0; r < rows; r++) {
      after[r][0] = top[r];
      states.add(new SequenceState(after[r], NO_CELLS));
    }
    return states;
  }

  /** Returns the keys and values of one layer. */
  private float[][] seen(float[][] rows, int layer) {
    float[][] seen = new float[(rows.length - 1) / layers.size()][];
    for (int p = 0; p < seen.length; p++) {
      seen[p] = rows[1 + p * layers.size() + layer];
    }
    return seen;
  }

  @Override
  public float[] top(SequenceState state) {
    return state.hidden()[0];
  }
}
