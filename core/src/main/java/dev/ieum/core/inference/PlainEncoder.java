package dev.ieum.core.inference;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.nn.CellType;
import java.util.ArrayList;
import java.util.List;

/**
 * A stack of bidirectional recurrent layers over token ids: what {@code RecurrentEncoder} learned,
 * run in plain Java. There is no padding: at each step only the sequences that reach so far take
 * part. Immutable and thread-safe.
 */
public final class PlainEncoder {
  private final List<PlainCell> forward = new ArrayList<>();
  private final List<PlainCell> backward = new ArrayList<>();
  private final PlainEmbedding forwardEmbedding;
  private final PlainEmbedding backwardEmbedding;
  private final int hiddenSize;

  /**
   * What the encoder knows of a sequence.
   *
   * @param states {@code [S][2H]}
   * @param last {@code [2H]}, the final state of each direction
   */
  public record Encoded(float[][] states, float[] last) {}

  /**
   * Reads the parameters of a {@code RecurrentEncoder} and of the embedding it reads.
   *
   * @param name what the encoder's parameters are called
   * @param embedding what the embedding's parameters are called
   * @param hiddenSize H, of each direction
   * @param arithmetic how steps multiply
   */
  public PlainEncoder(
      Weights weights,
      String name,
      String embedding,
      int vocabularySize,
      int embeddingSize,
      CellType cell,
      int hiddenSize,
      int layers,
      Arithmetic arithmetic) {
    this.hiddenSize = hiddenSize;
    for (int i = 0; i < layers; i++) {
      int width = i == 0 ? embeddingSize : 2 * hiddenSize;
      String layer = name + "." + i;
      Arithmetic ofInput = i == 0 ? Arithmetic.FLOAT : arithmetic; // a table needs no haste
      forward.add(
          new PlainCell(weights, layer + ".forward", cell, width, hiddenSize, ofInput, arithmetic));
      backward.add(
          new PlainCell(
              weights, layer + ".backward", cell, width, hiddenSize, ofInput, arithmetic));
    }
    forwardEmbedding =
        new PlainEmbedding(weights, embedding, vocabularySize, embeddingSize, forward.get(0));
    backwardEmbedding =
        new PlainEmbedding(weights, embedding, vocabularySize, embeddingSize, backward.get(0));
  }

  /** Returns 2H, the width of a state. */
  public int outputSize() {
    return 2 * hiddenSize;
  }

  /** Encodes sequences of ids, none empty; the result has one entry for each. */
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
  private record Pass(PlainCell cell, PlainEmbedding embedding, boolean backwards) {
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
    CellRows[] own = {CellRows.zeros(count, hiddenSize), CellRows.zeros(count, hiddenSize)};
    CellRows before = CellRows.unnamed(count);
    CellRows after = CellRows.unnamed(count);
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
          before.name(rows, own[t % 2], b);
          after.name(rows, own[(t + 1) % 2], b);
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
