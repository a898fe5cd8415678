package dev.ieum.cli.compare;

import dev.ieum.core.config.EnumWords;
import java.nio.file.Path;
import java.util.List;

/**
 * What a comparison does. Immutable.
 *
 * @param architectures in the order of the table
 * @param budget what is the same for all translation networks
 * @param parameters of each, where they are the same
 * @param minutes the whole is meant to take on two cores that do nothing else
 */
record Plan(
    Path directory,
    List<Architecture> architectures,
    Budget budget,
    long parameters,
    double minutes,
    int threads,
    long seed) {
  private static final double USUAL_MINUTES = 10;
  private static final long USUAL_UPDATES = 400;
  private static final long USUAL_TOY_UPDATES = 800;

  /** Updates a minute and architecture beyond {@value #USUAL_MINUTES}: nothing else grows then. */
  private static final double MORE_UPDATES = 100;

  private static final double SHARE_OF_TRANSLATION = 0.35;

  /** What is held equal. */
  enum Budget {
    /** Parameters and updates. */
    PARAMETERS,
    /** Seconds of training. */
    TIME,
    /** Updates. */
    UPDATES
  }

  private double share() {
    return Math.min(1, minutes / USUAL_MINUTES);
  }

  /** Returns the updates of a translation network; with a budget of time, at most. */
  long updates() {
    long updates =
        Math.max(
            20,
            Math.round(
                USUAL_UPDATES * share() + MORE_UPDATES * Math.max(0, minutes - USUAL_MINUTES)));
    return budget == Budget.TIME ? 20 * updates : updates;
  }

  /** Returns the updates in which a toy task must be learned. */
  long toyUpdates() {
    return Math.max(10, Math.round(USUAL_TOY_UPDATES * share()));
  }

  /** Returns the seconds that each translation network is trained with a budget of time. */
  double secondsOfTranslation() {
    return 60 * minutes * SHARE_OF_TRANSLATION / architectures.size();
  }

  /** Returns the numbers in a token's vector: more in larger networks, in steps of 8. */
  int embeddingSize() {
    return Math.max(16, (int) Math.round(128 * Math.sqrt(parameters / 1e6) / 8) * 8);
  }

  /** Returns the width of a network's layers. */
  int width(Architecture of) {
    return budget == Budget.PARAMETERS
        ? of.width(embeddingSize(), Pairs.VOCABULARY, parameters)
        : embeddingSize() * (of.isRecurrent() ? 1 : 4);
  }

  /** Returns what decides the figures. */
  String setup(String data) {
    return "architectures %s, budget %s, parameters %d, minutes %s, threads %d, seed %d, data %s"
        .formatted(
            String.join(",", architectures.stream().map(Architecture::word).toList()),
            EnumWords.of(budget),
            parameters,
            minutes,
            threads,
            seed,
            data);
  }
}
