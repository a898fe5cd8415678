package dev.ieum.sentiment.model;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.text.LengthBuckets;
import java.util.ArrayList;
import java.util.List;

/** Scores any number of texts, those of like length together. Thread-safe. */
public final class BatchScorer {
  private static final int BATCH_TOKENS = 4096;
  private static final int BATCH_TEXTS = 64;

  private final SentimentNetwork network;
  private final LengthBuckets<Indexed> buckets;

  private record Indexed(EncodedText text, int index) {}

  /** Scores with {@code network}, in batches of the usual size. */
  public BatchScorer(SentimentNetwork network) {
    this(network, BATCH_TEXTS);
  }

  /** Scores with {@code network}, {@code batchTexts} texts at a time at most. */
  public BatchScorer(SentimentNetwork network, int batchTexts) {
    this.network = network;
    this.buckets = new LengthBuckets<>(t -> t.text.ids().length, t -> 0, BATCH_TOKENS, batchTexts);
  }

  /**
   * Returns the logits of each text, {@code [texts][C]}, in order.
   *
   * @param manager parent of the batches' memory
   */
  public float[][] logits(NDManager manager, List<EncodedText> texts) {
    List<Indexed> indexed = new ArrayList<>(texts.size());
    for (EncodedText text : texts) {
      indexed.add(new Indexed(text, indexed.size()));
    }
    float[][] logits = new float[texts.size()][];
    for (List<Indexed> batch : buckets.sorted(indexed)) {
      try (NDManager scope = manager.newSubManager()) {
        TextBatch both = TextBatch.of(batch.stream().map(Indexed::text).toList());
        float[] flat = network.logits(scope, both, Regularization.NONE, false).toFloatArray();
        int classes = flat.length / batch.size();
        for (int i = 0; i < batch.size(); i++) {
          logits[batch.get(i).index] =
              java.util.Arrays.copyOfRange(flat, i * classes, (i + 1) * classes);
        }
      }
    }
    return logits;
  }
}
