package dev.ieum.tokenizers.korean;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Weights of features of a place between two characters; their sum says whether a space stands
 * there.
 *
 * <p>A logistic regression over hashed features (Weinberger et al. 2009), in one byte a weight.
 * Immutable.
 */
final class SpacingModel {
  static final int BITS = 19;
  private static final int MAGIC = 0x49535031; // ISP1

  private final byte[] weights;
  private final float scale;

  SpacingModel(byte[] weights, float scale) {
    this.weights = weights;
    this.scale = scale;
  }

  /** Returns the log-odds of a space. */
  float score(int[] features, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[features[i]];
    }
    return sum * scale;
  }

  void write(OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeInt(MAGIC);
    out.writeInt(weights.length);
    out.writeFloat(scale);
    out.write(weights);
    out.flush();
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
