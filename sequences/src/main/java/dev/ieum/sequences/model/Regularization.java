package dev.ieum.sequences.model;

import dev.ieum.core.config.Doc;
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
    @Doc("Share of events that are read as unknown, which also trains how unknown ones are read.")
        @Setting(or = "0.05", min = 0, max = 0.9)
        double eventDropout,
    @Doc("Dropout of embedded events, one mask per sequence.")
        @Setting(or = "0.2", min = 0, max = 0.9)
        double embeddingDropout,
    @Doc("Dropout between recurrent layers, one mask per sequence.")
        @Setting(or = "0.2", min = 0, max = 0.9)
        double layerDropout,
    @Doc("Dropout of hidden units in the recurrence.") @Setting(or = "0", min = 0, max = 0.9)
        double recurrentDropout,
    @Doc("Dropout of the vectors that are scored.") @Setting(or = "0.2", min = 0, max = 0.9)
        double outputDropout,
    @Doc(
            "Share of the probability of the next event spread over all; without effect where"
                + " events are sampled.")
        @Setting(or = "0", min = 0, max = 0.9)
        double labelSmoothing) {
  /** Nothing left out: what validation uses. */
  public static final Regularization NONE = new Regularization(0, 0, 0, 0, 0, 0);
}
