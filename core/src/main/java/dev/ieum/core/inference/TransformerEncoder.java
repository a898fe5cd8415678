package dev.ieum.core.inference;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.EmbeddingTable.PositionedEmbedding;
import dev.ieum.core.nn.EncoderShape;
import dev.ieum.core.nn.ParameterList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Transformer layers: the inference of {@code nn.TransformerEncoder}. There is no padding: the
 * positions of all sequences are rows of one product, and attention stays within a sequence.
 * Immutable and thread-safe.
 */
final class TransformerEncoder implements Encoder {
  private final PositionedEmbedding embedding;
  private final List<Layer> layers = new ArrayList<>();
  private final LayerNorm norm;

  private record Layer(
      LayerNorm attentionNorm,
      MultiHeadAttention attention,
      LayerNorm feedForwardNorm,
      FeedForward feedForward) {}

  TransformerEncoder(
      Weights weights, ParameterList embedding, EncoderShape shape, WeightFormat format) {
    this.embedding = new PositionedEmbedding(weights, embedding);
    for (int i = 0; i < shape.layers(); i++) {
      layers.add(
          new Layer(
              new LayerNorm(weights, shape.attentionNorm(i)),
              new MultiHeadAttention(weights, shape.attention(i), shape.heads(), format),
              new LayerNorm(weights, shape.feedForwardNorm(i)),
              new FeedForward(weights, shape.feedForward(i), format)));
    }
    norm = new LayerNorm(weights, shape.norm());
  }

  @Override
  public List<Encoded> encode(int[][] sequences) {
    List<float[]> vectors = new ArrayList<>();
    for (int[] sequence : sequences) {
      for (int s = 0; s < sequence.length; s++) {
        vectors.add(embedding.read(sequence[s], s));
      }
    }
    float[][] x = vectors.toArray(float[][]::new);
    for (Layer layer : layers) {
      float[][] read = layer.attentionNorm().apply(x, x.length);
      float[][][] seen = own(layer.attention().read(read, x.length), sequences);
      Functions.add(layer.attention().attend(read, x.length, seen, null), x.length, x);
      float[][] mapped = layer.feedForwardNorm().apply(x, x.length);
      Functions.add(layer.feedForward().apply(mapped, x.length), x.length, x);
    }
    float[][] states = norm.apply(x, x.length);
    List<Encoded> encoded = new ArrayList<>(sequences.length);
    int from = 0;
    for (int[] sequence : sequences) {
      float[][] own = Arrays.copyOfRange(states, from, from + sequence.length);
      encoded.add(new Encoded(own, SequencePooling.mean(own)));
      from += sequence.length;
    }
    return encoded;
  }

  /** Returns for each row those of its sequence. */
  private static float[][][] own(float[][] rows, int[][] sequences) {
    float[][][] own = new float[rows.length][][];
    int from = 0;
    for (int[] sequence : sequences) {
      int to = from + sequence.length;
      Arrays.fill(own, from, to, Arrays.copyOfRange(rows, from, to));
      from = to;
    }
    return own;
  }
}
