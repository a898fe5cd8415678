package dev.ieum.cli.options;

import dev.ieum.cli.console.UsageException;
import dev.ieum.seq2seq.inference.DecodingConfig;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how a translation is searched for. */
public final class DecodingOptions {

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Hypotheses kept per sentence, 1 to 64. Default: the model's own.")
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
          "Drop hypotheses whose log-probability is this far below the best one; 0 keeps them all."
              + " Default: the model's own.")
  private Optional<Double> pruning = Optional.empty();

  @Option(
      names = "--raw",
      description =
          "Send each line through the network as it is: not cut into sentences, nothing carried"
              + " over, repetition not limited.")
  private boolean raw;

  @Option(
      names = "--no-repetition-limit",
      description = "Let a translation repeat words that its source does not repeat.")
  private boolean repetition;

  /** Returns the name of an option that is given, if one is. */
  public Optional<String> given() {
    return size.isPresent()
        ? Optional.of("--beam")
        : pruning.isPresent()
            ? Optional.of("--pruning")
            : fullVocabulary
                ? Optional.of("--full-vocabulary")
                : raw
                    ? Optional.of("--raw")
                    : repetition ? Optional.of("--no-repetition-limit") : Optional.empty();
  }

  /** Returns {@code own}, a model's settings, with the options given. */
  public DecodingConfig decoding(DecodingConfig own) {
    DecodingConfig decoding = fullVocabulary ? own.withFullVocabulary() : own;
    decoding = repetition ? decoding.withRepetition() : decoding;
    decoding = raw ? decoding.withRawText() : decoding;
    if (pruning.isPresent()) {
      decoding = decoding.withPruning(pruning.get());
    }
    if (size.isPresent()) {
      decoding = decoding.withBeamSize(UsageException.inRange("--beam", size.get(), 1, 64));
    }
    return decoding;
  }
}
