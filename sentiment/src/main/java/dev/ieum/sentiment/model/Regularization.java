package dev.ieum.sentiment.model;

import dev.ieum.core.config.Settings;

/**
 * What training leaves out or blurs so that the texts are not learned by heart. Immutable.
 *
 * @param embeddingDropout locked dropout of embedded tokens
 * @param wordDropout share of positions blanked
 * @param layerDropout locked dropout between recurrent layers and before pooling
 * @param outputDropout dropout of the pooled vector
 * @param recurrentDropout dropout of hidden units in the recurrence
 * @param ngramDropout share of n-grams left out
 * @param labelSmoothing share of the label's probability spread over all classes
 */
public record Regularization(
    double embeddingDropout,
    double wordDropout,
    double layerDropout,
    double outputDropout,
    double recurrentDropout,
    double ngramDropout,
    double labelSmoothing) {
  /** Nothing left out: what scoring uses. */
  public static final Regularization NONE = new Regularization(0, 0, 0, 0, 0, 0, 0);

  /** Reads the section {@code regularization}. */
  public static Regularization read(Settings settings) {
    return new Regularization(
        settings.takeDouble("embedding-dropout", 0, 0.9, 0.3),
        settings.takeDouble("word-dropout", 0, 0.9, 0.05),
        settings.takeDouble("layer-dropout", 0, 0.9, 0.2),
        settings.takeDouble("output-dropout", 0, 0.9, 0.3),
        settings.takeDouble("recurrent-dropout", 0, 0.9, 0),
        settings.takeDouble("ngram-dropout", 0, 0.9, 0.3),
        settings.takeDouble("label-smoothing", 0, 0.9, 0.05));
  }
}
