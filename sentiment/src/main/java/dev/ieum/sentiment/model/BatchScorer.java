package dev.ieum.sentiment.model;

import dev.ieum.core.text.LengthBuckets;
import java.util.ArrayList;
import java.util.List;

/** Scores any number of texts, those of like length together. Thread-safe. */
public final class BatchScorer {
  private static final int BATCH_TOKENS = 4096;
  private static final int BATCH_TEXTS = 64;

  private final PlainSentimentNetwork network;
  private final LengthBuckets<Indexed> buckets;

  private record Indexed(EncodedText text, int index) {}

  /** Scores with {@code network}, in batches of the usual size. */
  public BatchScorer(PlainSentimentNetwork network) {
    this(network, BATCH_TEXTS);
  }

  /** Scores with {@code network}, {@code batchTexts} texts at a time at most. */
  public BatchScorer(PlainSentimentNetwork network, int batchTexts) {
    this.network = network;
    this.buckets = new LengthBuckets<>(t -> t.text.ids().length, t -> 0, BATCH_TOKENS, batchTexts);
  }

  /** Returns the logits of each text, {@code [texts][C]}, in order. */
  public float[][] logits(List<EncodedText> texts) {
    List<Indexed> indexed = new ArrayList<>(texts.size());
    for (EncodedText text : texts) {
      indexed.add(new Indexed(text, indexed.size()));
    }
    float[][] logits = new float[texts.size()][];
    for (List<Indexed> batch : buckets.sorted(indexed)) {
      float[][] scored = network.logits(TextBatch.of(batch.stream().map(Indexed::text).toList()));
      for (int i = 0; i < scored.length; i++) {
        logits[batch.get(i).index] = scored[i];
      }
    }
    return logits;
  }
}
