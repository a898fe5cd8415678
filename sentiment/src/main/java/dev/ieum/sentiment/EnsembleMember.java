package dev.ieum.sentiment;

import dev.ieum.sentiment.TextParts.Part;
import dev.ieum.sentiment.model.EncodedText;
import dev.ieum.tokenizers.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * One model of those whose probabilities an analyzer averages. Thread-safe.
 *
 * @param batchTexts texts that it reads together, at most
 */
record EnsembleMember(SentimentModel model, int batchTexts) {

  /**
   * What the model says of a text.
   *
   * @param probabilities of each class
   * @param readable whether it knows enough of the text
   */
  @SuppressWarnings("ArrayRecordComponent") // averaged at once, then dropped
  record Prediction(double[] probabilities, boolean readable) {}

  /** Returns what the model says of each text. */
  List<Prediction> predict(List<String> texts) {
    List<List<Part>> parts = texts.stream().map(text -> TextParts.of(text, model)).toList();
    List<EncodedText> encoded = new ArrayList<>();
    parts.forEach(of -> of.forEach(part -> encoded.add(part.encoded())));
    float[][] logits = logits(encoded);
    List<Prediction> predictions = new ArrayList<>(texts.size());
    int next = 0;
    for (int i = 0; i < texts.size(); i++) {
      List<Part> own = parts.get(i);
      List<Token> tokens =
          own.size() == 1
              ? own.get(0).tokens()
              : own.stream().flatMap(part -> part.tokens().stream()).toList();
      predictions.add(
          new Prediction(
              probabilities(own, logits, next), model.readability().reads(texts.get(i), tokens)));
      next += own.size();
    }
    return predictions;
  }

  float[][] logits(List<EncodedText> texts) {
    return model.network().logits(texts, batchTexts);
  }

  /** The score of a text, see {@link #probabilities(List, float[][], int)}. */
  double score(List<Part> parts, float[][] logits) {
    return model.labels().score(probabilities(parts, logits, 0));
  }

  /** The probabilities of a text: of the logits of its parts, averaged by their length. */
  private double[] probabilities(List<Part> parts, float[][] logits, int first) {
    return model.calibration().probabilities(mean(parts, logits, first));
  }

  private static float[] mean(List<Part> parts, float[][] logits, int first) {
    if (parts.size() == 1) {
      return logits[first];
    }
    float[] mean = new float[logits[first].length];
    long length = parts.stream().mapToLong(part -> part.encoded().ids().length).sum();
    for (int i = 0; i < parts.size(); i++) {
      float share = (float) parts.get(i).encoded().ids().length / length;
      for (int c = 0; c < mean.length; c++) {
        mean[c] += share * logits[first + i][c];
      }
    }
    return mean;
  }
}
