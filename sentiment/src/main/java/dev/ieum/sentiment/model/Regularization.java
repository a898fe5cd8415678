package dev.ieum.sentiment.model;

import dev.ieum.core.config.CheckedSettings;
import dev.ieum.core.config.Doc;
import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.Encoder;
import java.util.Map;

/**
 * What training leaves out or blurs so that the texts are not learned by heart. Immutable.
 *
 * @param embeddingDropout locked dropout of embedded tokens
 * @param wordDropout share of positions blanked
 * @param layerDropout locked dropout between recurrent layers and before pooling; in a Transformer
 *     also dropout of what each part of a layer adds
 * @param outputDropout dropout of the pooled vector
 * @param recurrentDropout dropout of hidden units in the recurrence
 * @param ngramDropout share of n-grams left out
 * @param labelSmoothing share of the label's probability spread over all classes
 * @param attentionDropout dropout of a Transformer's attention weights
 */
public record Regularization(
    @Doc("Dropout of embedded tokens, one mask per sequence.")
        @Setting(or = "0.3", min = 0, max = 0.9)
        double embeddingDropout,
    @Doc("Share of positions blanked.") @Setting(or = "0.05", min = 0, max = 0.9)
        double wordDropout,
    @Doc(
            "Dropout between recurrent layers, one mask per sequence; of what each part of a"
                + " transformer's layer adds.")
        @Setting(or = "0.2", min = 0, max = 0.9)
        double layerDropout,
    @Doc("Dropout of the vector that the output layer reads.")
        @Setting(or = "0.3", min = 0, max = 0.9)
        double outputDropout,
    @Doc("Dropout of hidden units in the recurrence.") @Setting(or = "0", min = 0, max = 0.9)
        double recurrentDropout,
    @Doc("Share of n-grams left out.") @Setting(or = "0.3", min = 0, max = 0.9) double ngramDropout,
    @Doc("Share of the probability of the right answer spread over all answers.")
        @Setting(or = "0.05", min = 0, max = 0.9)
        double labelSmoothing,
    @Doc("Dropout of the attention weights of a transformer.")
        @Setting(or = "0", min = 0, max = 0.9)
        double attentionDropout)
    implements CheckedSettings {
  /** Nothing left out: what inference and validation use. */
  public static final Regularization NONE = new Regularization(0, 0, 0, 0, 0, 0, 0, 0);

  @Override
  public void check(Settings settings) {}

  /** Without what runs did not have before there were Transformers. */
  @Override
  public Map<String, String> unused() {
    return attentionDropout == 0 ? Map.of("attention-dropout", "") : Map.of();
  }

  /** Returns the rates of an encoder. */
  Encoder.Rates encoderRates() {
    return new Encoder.Rates(layerDropout, recurrentDropout, attentionDropout);
  }
}
