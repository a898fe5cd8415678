package dev.ieum.cli;

import dev.ieum.seq2seq.DecodingConfig;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --beam}. */
final class BeamOption {

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Hypotheses kept per sentence, 1 to 64; else the model's own number.")
  private Optional<Integer> size = Optional.empty();

  /** Says whether a beam was asked for. */
  boolean isGiven() {
    return size.isPresent();
  }

  /** Returns {@code own}, a model's settings, with the beam that was asked for. */
  DecodingConfig decoding(DecodingConfig own) {
    return size.map(n -> own.withBeamSize(UsageException.inRange("--beam", n, 1, 64))).orElse(own);
  }
}
