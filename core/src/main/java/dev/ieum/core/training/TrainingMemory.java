package dev.ieum.core.training;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.nn.ParameterStore;
import java.util.Locale;
import java.util.function.Consumer;

/** Whether a network can be trained in the memory that Java may use. */
public final class TrainingMemory {
  /** Two moments of Adam, and a copy of both and of the weights while a checkpoint is written. */
  private static final long BYTES_PER_PARAMETER = 5L * Float.BYTES;

  /** A parameter's bytes are counted by an int. */
  private static final long LARGEST = Integer.MAX_VALUE / Float.BYTES;

  private TrainingMemory() {}

  /**
   * Counts a network's parameters before any is allocated.
   *
   * @param network declares it
   * @throws ConfigException when it is too large
   */
  public static void require(Consumer<ParameterStore> network) {
    require(network, Runtime.getRuntime().maxMemory());
  }

  static void require(Consumer<ParameterStore> network, long available) {
    ParameterStore counted = ParameterStore.counting();
    try {
      network.accept(counted);
      long bytes = Math.multiplyExact(counted.size(), BYTES_PER_PARAMETER);
      if (bytes > available) {
        throw new ConfigException(
            String.format(
                Locale.ROOT,
                "network: %,d parameters need %.1f GiB of memory to train; allowed: %.1f GiB; make"
                    + " its layers or vocabulary smaller, or give more by IEUM_OPTS=-Xmx%dg",
                counted.size(),
                gib(bytes),
                gib(available),
                (long) gib(bytes) + 2));
      }
    } catch (ArithmeticException e) {
      throw new ConfigException(
          "network: more than 2^63 bytes to train; make its layers smaller", e);
    }
    if (counted.largest() > LARGEST) {
      throw new ConfigException(
          String.format(
              Locale.ROOT,
              "network: a layer of %,d parameters; allowed: %,d; make it smaller",
              counted.largest(),
              LARGEST));
    }
  }

  private static double gib(long bytes) {
    return bytes / (double) (1L << 30);
  }
}
