package dev.ieum.seq2seq.model;

import dev.ieum.core.config.Settings;

/**
 * What training leaves out or blurs so that a small corpus is not learned by heart. Immutable.
 *
 * @param embeddingDropout locked dropout of embedded tokens
 * @param sourceWordDropout share of source positions blanked
 * @param targetWordDropout share of target positions blanked
 * @param layerDropout locked dropout between recurrent layers and before attention's output
 * @param outputDropout dropout of the vector that scores the vocabulary
 * @param recurrentDropout dropout of hidden units in the recurrence
 * @param labelSmoothing share of the target's probability spread over the vocabulary
 */
public record Regularization(
    double embeddingDropout,
    double sourceWordDropout,
    double targetWordDropout,
    double layerDropout,
    double outputDropout,
    double recurrentDropout,
    double labelSmoothing) {
  /** Nothing left out: what translating and validating use. */
  public static final Regularization NONE = new Regularization(0, 0, 0, 0, 0, 0, 0);

  /** Reads the section {@code regularization}. */
  public static Regularization read(Settings settings) {
    return new Regularization(
        settings.takeDouble("embedding-dropout", 0, 0.9, 0.3),
        settings.takeDouble("source-word-dropout", 0, 0.9, 0.1),
        settings.takeDouble("target-word-dropout", 0, 0.9, 0.1),
        settings.takeDouble("layer-dropout", 0, 0.9, 0.3),
        settings.takeDouble("output-dropout", 0, 0.9, 0.3),
        settings.takeDouble("recurrent-dropout", 0, 0.9, 0.2),
        settings.takeDouble("label-smoothing", 0, 0.9, 0.1));
  }
}
