package dev.ieum.benchmarks;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundle;
import java.io.IOException;
import java.util.Map;

/**
 * Floating-point operations that the matrix products of a translation network take: two for every
 * weight that meets a number. Immutable.
 *
 * <p>The first layers' products with embeddings are left out, as they can be looked up, and so are
 * attention's sums, which are small. A beam counts as wide as it may be, though hypotheses that
 * ended cost nothing.
 *
 * @param read operations for every token read
 * @param written operations for every token of every hypothesis
 */
record Operations(long read, long written) {

  /** Counts the weights of a bundle. */
  static Operations of(ModelBundle bundle) throws IOException {
    long read = 0;
    long written = 0;
    for (Map.Entry<String, FloatTensor> weights : bundle.weights().entrySet()) {
      String name = weights.getKey();
      boolean lookedUp = name.matches("(encoder|decoder)\\.0\\..*input_weights");
      if (weights.getValue().shape().length < 2 || lookedUp) {
        continue;
      }
      long operations = 2L * weights.getValue().values().length;
      if (name.startsWith("encoder.") || name.startsWith("decoder.attention.")) {
        read += operations;
      } else if (!name.startsWith("decoder.bridge") && !name.equals("source_embedding")) {
        written += operations;
      }
    }
    return new Operations(read, written);
  }

  /**
   * Counts what training takes for each target token, when as many tokens are read as written: the
   * way back costs twice the way there (products with inputs and with weights), and no product is
   * looked up.
   */
  static double ofTraining(ModelBundle bundle) throws IOException {
    double operations = 0;
    for (Map.Entry<String, FloatTensor> weights : bundle.weights().entrySet()) {
      boolean onlyRead = weights.getKey().startsWith("source_embedding");
      boolean oncePerSentence = weights.getKey().startsWith("decoder.bridge");
      if (weights.getValue().shape().length == 2 && !onlyRead && !oncePerSentence) {
        operations += 3 * 2.0 * weights.getValue().values().length;
      }
    }
    return operations;
  }

  double of(long tokensRead, long tokensWritten) {
    return (double) read * tokensRead + (double) written * tokensWritten;
  }
}
