package dev.ieum.sequences.model;

import dev.ieum.core.config.Setting;

/**
 * What training leaves out or blurs so that the sequences are not learned by heart. Immutable.
 *
 * @param eventDropout share of events read as unknown
 * @param embeddingDropout locked dropout of embedded events
 * @param layerDropout locked dropout between recurrent layers
 * @param recurrentDropout dropout of hidden units in the recurrence
 * @param outputDropout dropout of the vectors that are scored
 * @param labelSmoothing share of the probability of the next event spread over all
 */
public record Regularization(
    @Setting(or = "0.05", min = 0, max = 0.9) double eventDropout,
    @Setting(or = "0.2", min = 0, max = 0.9) double embeddingDropout,
    @Setting(or = "0.2", min = 0, max = 0.9) double layerDropout,
    @Setting(or = "0", min = 0, max = 0.9) double recurrentDropout,
    @Setting(or = "0.2", min = 0, max = 0.9) double outputDropout,
    @Setting(or = "0", min = 0, max = 0.9) double labelSmoothing) {
  /** Nothing left out: what validation uses. */
  public static final Regularization NONE = new Regularization(0, 0, 0, 0, 0, 0);
}
