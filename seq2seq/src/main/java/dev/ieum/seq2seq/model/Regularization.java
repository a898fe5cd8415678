package dev.ieum.seq2seq.model;

import dev.ieum.core.config.Setting;

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
    @Setting(or = "0.3", min = 0, max = 0.9) double embeddingDropout,
    @Setting(or = "0.1", min = 0, max = 0.9) double sourceWordDropout,
    @Setting(or = "0.1", min = 0, max = 0.9) double targetWordDropout,
    @Setting(or = "0.3", min = 0, max = 0.9) double layerDropout,
    @Setting(or = "0.3", min = 0, max = 0.9) double outputDropout,
    @Setting(or = "0.2", min = 0, max = 0.9) double recurrentDropout,
    @Setting(or = "0.1", min = 0, max = 0.9) double labelSmoothing) {
  /** Nothing left out: what inference and validation use. */
  public static final Regularization NONE = new Regularization(0, 0, 0, 0, 0, 0, 0);
}
