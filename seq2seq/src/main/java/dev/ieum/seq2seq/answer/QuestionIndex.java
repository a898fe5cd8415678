package dev.ieum.seq2seq.answer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds similar texts: the cosine of counts of one to three characters in a row, white space left
 * out, each weighted by how few texts have it (tf-idf; Salton and Buckley 1988). Immutable.
 */
final class QuestionIndex {
  private static final int LONGEST = 3;

  private final Map<String, Posting> postings = new HashMap<>();
  private final int size;

  /** Texts that have a gram, and how much it weighs in each. */
  private static final class Posting {
    private int[] texts = new int[2];
    private float[] weights = new float[2];
    private int count;

    void add(int text, float weight) {
      if (count == texts.length) {
        texts = Arrays.copyOf(texts, 2 * count);
        weights = Arrays.copyOf(weights, 2 * count);
      }
      texts[count] = text;
      weights[count++] = weight;
    }
  }

  QuestionIndex(List<String> texts) {
    size = texts.size();
    for (int i = 0; i < size; i++) {
      Map<String, Integer> grams = grams(texts.get(i));
      int text = i;
      grams.forEach(
          (gram, count) -> postings.computeIfAbsent(gram, any -> new Posting()).add(text, count));
    }
    double[] squares = new double[size];
    for (Posting posting : postings.values()) {
      double rarity = rarity(posting);
      for (int i = 0; i < posting.count; i++) {
        posting.weights[i] *= (float) rarity;
        squares[posting.texts[i]] += posting.weights[i] * (double) posting.weights[i];
      }
    }
    for (Posting posting : postings.values()) {
      for (int i = 0; i < posting.count; i++) {
        posting.weights[i] /= (float) Math.sqrt(squares[posting.texts[i]]);
      }
    }
  }

  /** Returns how similar each text is, 0 to 1. */
  float[] similarities(String to) {
    float[] sums = new float[size];
    double square = 0;
    for (Map.Entry<String, Integer> gram : grams(to).entrySet()) {
      Posting posting = postings.get(gram.getKey());
      double weight = gram.getValue() * (posting == null ? rarity(0) : rarity(posting));
      square += weight * weight;
      for (int i = 0; posting != null && i < posting.count; i++) {
        sums[posting.texts[i]] += (float) (weight * posting.weights[i]);
      }
    }
    float unit = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
    for (int i = 0; i < size; i++) {
      sums[i] = Math.min(1, sums[i] * unit);
    }
    return sums;
  }

  private double rarity(Posting posting) {
    return rarity(posting.count);
  }

  private double rarity(int texts) {
    return Math.log((size + 1.0) / (texts + 1)) + 1;
  }

  private static Map<String, Integer> grams(String text) {
    int[] points =
        text.toLowerCase(Locale.ROOT)
            .codePoints()
            .filter(point -> !Character.isWhitespace(point))
            .toArray();
    Map<String, Integer> grams = new HashMap<>();
    for (int length = 1; length <= LONGEST; length++) {
      for (int at = 0; at + length <= points.length; at++) {
        grams.merge(new String(points, at, length), 1, Integer::sum);
      }
    }
    return grams;
  }
}
