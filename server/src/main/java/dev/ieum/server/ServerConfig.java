package dev.ieum.server;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where a server listens, whom it serves and how it ends. Immutable.
 *
 * @param host the address to listen on, such as {@code 127.0.0.1}
 * @param port 0 takes a free one
 * @param limits what it takes on
 * @param apiKeys one of these must come with a request that computes; none: no keys are asked for
 * @param corsOrigins regular expressions of the origins whose pages may call; none: no other page
 * @param drainDelay on {@link IeumServer#drain}, new requests are still served for so long
 * @param drainTimeout and those under way get so long to end
 * @param accessLog takes a line of JSON for each request, without any text of users
 */
public record ServerConfig(
    String host,
    int port,
    Limits limits,
    Set<String> apiKeys,
    Set<String> corsOrigins,
    Duration drainDelay,
    Duration drainTimeout,
    Optional<Consumer<String>> accessLog) {
  public ServerConfig {
    apiKeys = Set.copyOf(apiKeys);
    corsOrigins = Set.copyOf(corsOrigins);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port = %d; allowed: 0 to 65535".formatted(port));
    }
  }

  /** Returns a server for this machine alone, on {@code port}. */
  public static ServerConfig local(int port) {
    return new ServerConfig(
        "127.0.0.1",
        port,
        Limits.defaults(),
        Set.of(),
        Set.of(),
        Duration.ZERO,
        Duration.ofSeconds(25),
        Optional.empty());
  }

  /** Returns this with other limits. */
  public ServerConfig withLimits(Limits other) {
    return new ServerConfig(
        host, port, other, apiKeys, corsOrigins, drainDelay, drainTimeout, accessLog);
  }

  /** Returns this with keys that are asked for. */
  public ServerConfig withApiKeys(Set<String> keys) {
    return new ServerConfig(
        host, port, limits, keys, corsOrigins, drainDelay, drainTimeout, accessLog);
  }
}
