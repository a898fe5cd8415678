package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * The vectors that tell a Transformer where a token stands (Vaswani et al. 2017, section 3.5): in
 * the first half sines of the place at wavelengths from 2 pi to 20,000 pi, in the second cosines.
 * Training and inference add the same numbers. Thread-safe.
 */
public final class Positions {
  private final int size;
  private volatile float[][] table = {}; // grows with the longest sequence

  /** Vectors of {@code size} numbers. */
  public Positions(int size) {
    this.size = size;
  }

  /** Returns the vector of a place, which begin with 0; do not change it. */
  public float[] at(int place) {
    float[][] known = table;
    if (place >= known.length) {
      float[][] more = Arrays.copyOf(known, Math.max(64, 2 * place));
      for (int p = known.length; p < more.length; p++) {
        more[p] = compute(p);
      }
      table = more;
      known = more;
    }
    return known[place];
  }

  private float[] compute(int place) {
    float[] vector = new float[size];
    int half = (size + 1) / 2;
    for (int i = 0; i < size; i++) {
      double angle = place * Math.pow(10_000, -(double) (i % half) / half);
      vector[i] = (float) (i < half ? Math.sin(angle) : Math.cos(angle));
    }
    return vector;
  }

  /** Adds its place to each token of {@code [B, T, E]}. */
  public NDArray add(NDArray x) {
    int length = Math.toIntExact(x.getShape().get(1));
    float[] all = new float[length * size];
    for (int t = 0; t < length; t++) {
      System.arraycopy(at(t), 0, all, t * size, size);
    }
    return x.add(x.getManager().create(all, new Shape(1, length, size)));
  }
}
