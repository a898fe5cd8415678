package dev.ieum.core.inference;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.nn.EncoderShape;
import dev.ieum.core.nn.ParameterList;
import java.util.ArrayList;
import java.util.List;

/**
 * Bidirectional recurrent layers: the inference of {@code nn.RecurrentEncoder}. There is no
 * padding: at each step only the sequences that are long enough take part. Immutable and
 * thread-safe.
 */
final class RecurrentEncoder implements Encoder {
  private final List<RecurrentCell> forward = new ArrayList<>();
  private final List<RecurrentCell> backward = new ArrayList<>();
  private final EmbeddingTable forwardEmbedding;
  private final EmbeddingTable backwardEmbedding;
  private final int hiddenSize;

  RecurrentEncoder(
      Weights weights, ParameterList embedding, EncoderShape shape, WeightFormat format) {
    hiddenSize = shape.hiddenSize();
    for (int i = 0; i < shape.layers(); i++) {
      // The first layer multiplies its input once per token of the vocabulary.
      WeightFormat inputFormat = i == 0 ? WeightFormat.FLOAT32 : format;
      forward.add(new RecurrentCell(weights, shape.forward(i), shape.cell(), inputFormat, format));
      backward.add(
          new RecurrentCell(weights, shape.backward(i), shape.cell(), inputFormat, format));
    }
    forwardEmbedding = new EmbeddingTable(weights, embedding, forward.get(0));
    backwardEmbedding = new EmbeddingTable(weights, embedding, backward.get(0));
  }

  @Override
  public List<Encoded> encode(int[][] sequences) {
    float[][][] states = null;
    float[][] last = null;
    for (int i = 0; i < forward.size(); i++) {
      float[][][] below = states;
      states = new float[sequences.length][][];
      for (int b = 0; b < sequences.length; b++) {
        states[b] = new float[sequences[b].length][2 * hiddenSize];
      }
      last = new float[sequences.length][2 * hiddenSize];
      run(new Pass(forward.get(i), forwardEmbedding, false), sequences, below, states, last);
      run(new Pass(backward.get(i), backwardEmbedding, true), sequences, below, states, last);
    }
    List<Encoded> encoded = new ArrayList<>(sequences.length);
    for (int b = 0; b < sequences.length; b++) {
      encoded.add(new Encoded(states[b], last[b]));
    }
    return encoded;
  }

  /** One direction of one layer; the embedding serves the bottom layer alone. */
  private record Pass(RecurrentCell cell, EmbeddingTable embedding, boolean backwards) {
    int position(int step, int length) {
      return backwards ? length - 1 - step : step;
    }
  }

  private void run(
      Pass pass, int[][] sequences, float[][][] below, float[][][] states, float[][] last) {
    int count = sequences.length;
    int longest = 0;
    for (int[] sequence : sequences) {
      longest = Math.max(longest, sequence.length);
    }
    float[][] gates = new float[count][pass.cell().gateSize()];
    RecurrentStates[] own = {
      RecurrentStates.zeros(count, hiddenSize), RecurrentStates.zeros(count, hiddenSize)
    };
    RecurrentStates before = RecurrentStates.placeholders(count);
    RecurrentStates after = RecurrentStates.placeholders(count);
    float[][] x = new float[count][];
    int[] live = new int[count];
    int offset = pass.backwards() ? hiddenSize : 0;
    for (int t = 0; t < longest; t++) {
      int rows = 0;
      for (int b = 0; b < count; b++) {
        int length = sequences[b].length;
        if (t < length) {
          int position = pass.position(t, length);
          if (below == null) {
            pass.embedding().read(sequences[b][position], gates[rows]);
          } else {
            x[rows] = below[b][position];
          }
          before.alias(rows, own[t % 2], b);
          after.alias(rows, own[(t + 1) % 2], b);
          live[rows++] = b;
        }
      }
      if (below != null) {
        pass.cell().read(x, rows, gates);
      }
      pass.cell().step(gates, rows, before, after);
      for (int r = 0; r < rows; r++) {
        int b = live[r];
        int length = sequences[b].length;
        float[] h = after.hidden()[r];
        System.arraycopy(h, 0, states[b][pass.position(t, length)], offset, hiddenSize);
        if (t == length - 1) {
          System.arraycopy(h, 0, last[b], offset, hiddenSize);
        }
      }
    }
  }
}
