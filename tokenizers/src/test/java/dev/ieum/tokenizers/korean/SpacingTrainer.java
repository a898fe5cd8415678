package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.text.TextNormalizer;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;

/**
 * Learns where spaces stand from well-spaced text.
 *
 * <p>Logistic regression by stochastic gradient descent with a rate for each weight (AdaGrad, Duchi
 * et al. 2011). The same lines and seed give the same model. Not thread-safe.
 */
final class SpacingTrainer {
  private static final float RATE = 0.2f;

  private final NoriPool nori = new NoriPool(UserDictionary.EMPTY, DecompoundMode.NONE);
  private final List<int[][]> lines = new ArrayList<>();
  private final List<boolean[]> labels = new ArrayList<>();

  /** Adds a well-spaced line. */
  void add(String line) {
    String text = TextNormalizer.standard().normalize(line).text();
    StringBuilder joined = new StringBuilder();
    boolean[] spaces = new boolean[text.length()];
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ' ') {
        spaces[joined.length()] = true;
      } else {
        joined.append(text.charAt(i));
      }
    }
    String bare = joined.toString();
    SpacingFeatures features = new SpacingFeatures(bare, nori);
    List<int[]> places = new ArrayList<>();
    List<Boolean> placeLabels = new ArrayList<>();
    for (int at = 1; at < bare.length(); at++) {
      if (SpacingRestorer.isPlace(bare, at)) {
        places.add(Arrays.copyOf(features.of(at), features.count()));
        placeLabels.add(spaces[at]);
      }
    }
    boolean[] label = new boolean[placeLabels.size()];
    for (int i = 0; i < label.length; i++) {
      label[i] = placeLabels.get(i);
    }
    lines.add(places.toArray(int[][]::new));
    labels.add(label);
  }

  SpacingModel train(int epochs, long seed) {
    float[] weights = new float[1 << SpacingModel.BITS];
    float[] squares = new float[1 << SpacingModel.BITS];
    Arrays.fill(squares, 1);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      order.add(i);
    }
    Random random = new Random(seed);
    for (int epoch = 0; epoch < epochs; epoch++) {
      Collections.shuffle(order, random);
      for (int line : order) {
        int[][] places = lines.get(line);
        for (int i = 0; i < places.length; i++) {
          step(weights, squares, places[i], labels.get(line)[i]);
        }
      }
    }
    return quantize(weights);
  }

  private static void step(float[] weights, float[] squares, int[] features, boolean space) {
    float score = 0;
    for (int feature : features) {
      score += weights[feature];
    }
    float gradient = (float) (1 / (1 + Math.exp(-score))) - (space ? 1 : 0);
    for (int feature : features) {
      squares[feature] += gradient * gradient;
      weights[feature] -= RATE * gradient / (float) Math.sqrt(squares[feature]);
    }
  }

  private static SpacingModel quantize(float[] weights) {
    float most = 0;
    for (float weight : weights) {
      most = Math.max(most, Math.abs(weight));
    }
    float scale = most / 127;
    byte[] bytes = new byte[weights.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(weights[i] / scale);
    }
    return new SpacingModel(bytes, scale);
  }

  /** Writes the form that {@link SpacingModel#read} reads. */
  static void write(SpacingModel model, OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeInt(SpacingModel.MAGIC);
    out.writeInt(model.weights().length);
    out.writeFloat(model.scale());
    out.write(model.weights());
    out.flush();
  }
}
