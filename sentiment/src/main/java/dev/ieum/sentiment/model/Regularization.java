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
    @Setting(
            value = "Dropout of embedded tokens, one mask per sequence.",
            or = "0.3",
            min = 0,
            max = 0.9)
        double embeddingDropout,
    @Setting(value = "Share of positions blanked.", or = "0.05", min = 0, max = 0.9)
        double wordDropout,
    @Setting(
            value = "Dropout between recurrent layers, one mask per sequence.",
            or = "0.2",
            min = 0,
            max = 0.9)
        double layerDropout,
    @Setting(
            value = "Dropout of the vector that the output layer reads.",
            or = "0.3",
            min = 0,
            max = 0.9)
        double outputDropout,
    @Setting(value = "Dropout of hidden units in the recurrence.", or = "0", min = 0, max = 0.9)
        double recurrentDropout,
    @Setting(value = "Share of n-grams left out.", or = "0.3", min = 0, max = 0.9)
        double ngramDropout,
    @Setting(
            value = "Share of the probability of the right answer spread over all answers.",
            or = "0.05",
            min = 0,
            max = 0.9)
        double labelSmoothing) {
  /** Nothing left out: what inference and validation use. */
  public static final Regularization NONE = new Regularization(0, 0, 0, 0, 0, 0, 0);
}
