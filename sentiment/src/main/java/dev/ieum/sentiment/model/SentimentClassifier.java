package dev.ieum.sentiment.model;

import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.EmbeddingBag;
import dev.ieum.core.inference.Encoder;
import dev.ieum.core.inference.Projection;
import dev.ieum.core.inference.SequencePooling;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.text.LengthBuckets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A trained {@link SentimentNetwork} that classifies texts, in Java.
 *
 * <p>Tests hold it to {@link SentimentNetwork#logits}. Immutable and thread-safe; other texts never
 * change a bit of a text's scores.
 */
public final class SentimentClassifier {
  /** Texts in a batch, at most, unless the caller says otherwise. */
  public static final int BATCH_TEXTS = 64;

  private static final int BATCH_TOKENS = 4096;

  private final SentimentShape shape;
  private final Encoder encoder;
  private final SequencePooling pooling;
  private final EmbeddingBag ngrams; // null when the network sees none
  private final Projection output;

  /**
   * Takes a network's parameters.
   *
   * @param format of the encoder's weights; all else is little work, in floats
   * @throws dev.ieum.core.bundle.ModelBundleException when they are not those of such a network
   */
  public SentimentClassifier(Weights weights, SentimentShape shape, WeightFormat format) {
    this.shape = shape;
    encoder = Encoder.of(weights, shape.embedding(), shape.encoderShape(), format);
    pooling =
        new SequencePooling(
            weights,
            SentimentNetwork.POOLING,
            shape.config().pooling(),
            shape.encoderShape().outputSize());
    ngrams = shape.config().ngrams().used() ? new EmbeddingBag(weights, shape.ngrams()) : null;
    output = Projection.of(weights, shape.output(), WeightFormat.FLOAT32);
    weights.requireAllTaken();
  }

  /**
   * Scores the classes of any number of texts, those of like length together.
   *
   * @param batchTexts texts in a batch, at most
   * @return logits {@code [texts][C]}, in order
   */
  public float[][] logits(List<EncodedText> texts, int batchTexts) {
    float[][] logits = new float[texts.size()][];
    LengthBuckets<Integer> buckets =
        new LengthBuckets<>(i -> texts.get(i).ids().length, i -> 0, BATCH_TOKENS, batchTexts);
    for (List<Integer> batch : buckets.sorted(IntStream.range(0, logits.length).boxed().toList())) {
      float[][] scored = logits(batch.stream().map(texts::get).toList());
      for (int i = 0; i < scored.length; i++) {
        logits[batch.get(i)] = scored[i];
      }
    }
    return logits;
  }

  /** Scores the classes of one batch: logits {@code [B][C]}. */
  float[][] logits(List<EncodedText> texts) {
    int count = texts.size();
    List<Encoder.Encoded> encoded = encoder.encode(EncodedText.ids(texts));
    float[][] features = new float[count][shape.featureSize()];
    for (int b = 0; b < count; b++) {
      pooling.pool(encoded.get(b), features[b]);
      if (ngrams != null) {
        EncodedText text = texts.get(b);
        ngrams.sum(text.ngrams(), text.ngramWeight(), features[b], shape.pooledSize());
      }
    }
    float[][] logits = new float[count][output.outputSize()];
    output.apply(features, count, logits);
    return logits;
  }
}
