package dev.ieum.tokenizers.korean;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Weights of the features of a position between two characters; their sum is the log-odds of a
 * space.
 *
 * <p>A logistic regression over hashed features (Weinberger et al. 2009) with one byte per weight.
 * Immutable.
 */
record SpacingModel(byte[] weights, float scale) {
  static final int BITS = 19;
  static final int MAGIC = 0x49535031; // ISP1

  /** Returns the log-odds of a space. */
  float score(int[] features, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[features[i]];
    }
    return sum * scale;
  }

  static SpacingModel read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    if (in.readInt() != MAGIC || in.readInt() != 1 << BITS) {
      throw new IOException("spacing model: not of this version");
    }
    float scale = in.readFloat();
    byte[] weights = new byte[1 << BITS];
    in.readFully(weights);
    return new SpacingModel(weights, scale);
  }
}
