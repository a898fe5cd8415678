package dev.ieum.cli;

import dev.ieum.seq2seq.inference.DecodingConfig;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how a translation is searched for. */
final class DecodingOptions {

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Hypotheses kept per sentence, 1 to 64; else the model's own number.")
  private Optional<Integer> size = Optional.empty();

  @Option(
      names = "--full-vocabulary",
      description =
          "Score every target token, where the model would score a shortlist for each line.")
  private boolean fullVocabulary;

  @Option(
      names = "--pruning",
      paramLabel = "NATS",
      description =
          "How much less probable than the best one a hypothesis may become before it is given up;"
              + " 0 keeps the beam whole; else the model's own number.")
  private Optional<Double> pruning = Optional.empty();

  /** Returns the name of an option that is given, if one is. */
  Optional<String> given() {
    return size.isPresent()
        ? Optional.of("--beam")
        : pruning.isPresent()
            ? Optional.of("--pruning")
            : fullVocabulary ? Optional.of("--full-vocabulary") : Optional.empty();
  }

  /** Returns {@code own}, a model's settings, with what was asked for. */
  DecodingConfig decoding(DecodingConfig own) {
    DecodingConfig decoding = fullVocabulary ? own.withFullVocabulary() : own;
    if (pruning.isPresent()) {
      decoding = decoding.withPruning(pruning.get());
    }
    if (size.isPresent()) {
      decoding = decoding.withBeamSize(UsageException.inRange("--beam", size.get(), 1, 64));
    }
    return decoding;
  }
}
