package dev.ieum.cli.options;

import dev.ieum.cli.console.UsageException;
import dev.ieum.core.sampling.Sampling;
import dev.ieum.sequences.GenerationConfig;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that say how events and tokens are drawn. */
public final class SamplingOptions {
  /** The step between the seeds of several sequences: an odd number without a pattern. */
  private static final long SEED_STEP = 0x9E37_79B9_7F4A_7C15L;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the first result; the others follow from it. Default: 1.")
  private long seed;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "Below 1 likely events get likelier; 0 takes the likeliest. Default: 1; chat: 0.5.")
  private Optional<Double> temperature = Optional.empty();

  @Option(
      names = "--top-k",
      paramLabel = "K",
      defaultValue = "0",
      description = "Draw from the K likeliest events; 0 for all. Default: 0.")
  private int topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      defaultValue = "1",
      description = "Draw from the likeliest events that together have probability P. Default: 1.")
  private double topP;

  /** Returns the seed of result {@code i}, 0 for the first. */
  public long seed(long i) {
    return seed + i * SEED_STEP;
  }

  /**
   * Returns how a sequence is drawn.
   *
   * @param seed of the sequence
   * @param usual temperature unless one is given
   * @param maxLength events at most
   * @param stop events that end it
   * @throws UsageException when an option is out of range
   */
  public GenerationConfig config(long seed, double usual, int maxLength, Set<String> stop) {
    try {
      return new GenerationConfig(seed, sampling(usual), maxLength, stop);
    } catch (IllegalArgumentException e) {
      throw new UsageException("command line: " + e.getMessage());
    }
  }

  /**
   * Returns how an event or token is drawn.
   *
   * @param usual temperature unless one is given
   * @throws UsageException when an option is out of range
   */
  public Sampling sampling(double usual) {
    try {
      return new Sampling(temperature.orElse(usual), topK, topP);
    } catch (IllegalArgumentException e) {
      throw new UsageException("command line: " + e.getMessage());
    }
  }
}
