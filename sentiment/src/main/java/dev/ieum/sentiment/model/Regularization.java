package dev.ieum.sentiment.model;

import dev.ieum.core.config.Setting;

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
    @Setting(or = "0.3", min = 0, max = 0.9) double embeddingDropout,
    @Setting(or = "0.05", min = 0, max = 0.9) double wordDropout,
    @Setting(or = "0.2", min = 0, max = 0.9) double layerDropout,
    @Setting(or = "0.3", min = 0, max = 0.9) double outputDropout,
    @Setting(or = "0", min = 0, max = 0.9) double recurrentDropout,
    @Setting(or = "0.3", min = 0, max = 0.9) double ngramDropout,
    @Setting(or = "0.05", min = 0, max = 0.9) double labelSmoothing) {
  /** Nothing left out: what inference and validation use. */
  public static final Regularization NONE = new Regularization(0, 0, 0, 0, 0, 0, 0);
}
