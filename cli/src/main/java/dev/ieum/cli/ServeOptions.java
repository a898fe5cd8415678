package dev.ieum.cli;

import dev.ieum.cli.console.UsageException;
import dev.ieum.server.Limits;
import dev.ieum.server.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say where {@code ieum serve} listens and what it takes on. */
final class ServeOptions {
  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on; 0.0.0.0 is all. Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--api-keys",
      paramLabel = "FILE",
      description = "Ask for one of these keys, a key a line.")
  private Optional<Path> apiKeys = Optional.empty();

  @Option(
      names = "--cors-origin",
      paramLabel = "ORIGIN",
      description = "Let pages of this origin call, such as https://example.org; can be repeated.")
  private Set<String> corsOrigins = Set.of();

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      defaultValue = "1048576",
      description = "Size of a request's body. Default: ${DEFAULT-VALUE}.")
  private int bodyBytes;

  @Option(
      names = "--max-characters",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Characters of a text. Default: ${DEFAULT-VALUE}.")
  private int characters;

  @Option(
      names = "--max-texts",
      paramLabel = "N",
      defaultValue = "256",
      description = "Texts in a request. Default: ${DEFAULT-VALUE}.")
  private int texts;

  @Option(
      names = "--max-alternatives",
      paramLabel = "N",
      defaultValue = "4",
      description = "Translations beside the best one. Default: ${DEFAULT-VALUE}.")
  private int alternatives;

  @Option(
      names = "--max-queue",
      paramLabel = "N",
      defaultValue = "4096",
      description = "Texts that wait, of all clients, for each task. Default: ${DEFAULT-VALUE}.")
  private int queuedTexts;

  @Option(
      names = "--max-wait",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "The same, as the time that they take. Default: ${DEFAULT-VALUE}.")
  private int queuedSeconds;

  @Option(
      names = "--request-timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "Time for the answer to a request. Default: ${DEFAULT-VALUE}.")
  private int requestSeconds;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Open connections; others wait. Default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(
      names = "--idle-timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "After so long without a byte a connection closes. Default: ${DEFAULT-VALUE}.")
  private int idleSeconds;

  @Option(
      names = "--max-header",
      paramLabel = "BYTES",
      defaultValue = "8192",
      description = "Size of a request's head. Default: ${DEFAULT-VALUE}.")
  private int headerBytes;

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      defaultValue = "0",
      description = "Requests of an address; 0 is without limit. Default: ${DEFAULT-VALUE}.")
  private int requestsPerMinute;

  @Option(
      names = "--drain-delay",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "After SIGTERM, serve on for so long while not ready any more. Default:"
              + " ${DEFAULT-VALUE}.")
  private int drainDelay;

  @Option(
      names = "--drain-timeout",
      paramLabel = "SECONDS",
      defaultValue = "25",
      description = "Then wait so long for accepted requests. Default: ${DEFAULT-VALUE}.")
  private int drainTimeout;

  @Option(
      names = "--access-log",
      description = "Print a line of JSON for each request on standard error, without its text.")
  private boolean accessLog;

  /**
   * Returns the configuration.
   *
   * @param log takes lines of the access log
   * @throws UsageException when an option is out of range
   */
  ServerConfig config(Consumer<String> log) throws IOException {
    int million = 1_000_000;
    Limits limits =
        new Limits(
            UsageException.inRange("--max-body", bodyBytes, 1000, 256 * million),
            UsageException.inRange("--max-characters", characters, 1, 10 * million),
            UsageException.inRange("--max-texts", texts, 1, million),
            UsageException.inRange("--max-alternatives", alternatives, 0, 63),
            UsageException.inRange("--max-queue", queuedTexts, 1, 10 * million),
            seconds("--max-wait", queuedSeconds, 1),
            seconds("--request-timeout", requestSeconds, 1),
            UsageException.inRange("--max-connections", connections, 1, million),
            seconds("--idle-timeout", idleSeconds, 1),
            UsageException.inRange("--max-header", headerBytes, 512, million),
            UsageException.inRange("--requests-per-minute", requestsPerMinute, 0, million));
    return new ServerConfig(
        host,
        UsageException.inRange("--port", port, 0, 65535),
        limits,
        keys(),
        corsOrigins.stream().map(Pattern::quote).collect(Collectors.toSet()),
        seconds("--drain-delay", drainDelay, 0),
        seconds("--drain-timeout", drainTimeout, 0),
        accessLog ? Optional.of(log) : Optional.empty());
  }

  private static Duration seconds(String option, int value, int least) {
    return Duration.ofSeconds(UsageException.inRange(option, value, least, 86_400));
  }

  private Set<String> keys() throws IOException {
    if (apiKeys.isEmpty()) {
      return Set.of();
    }
    try (Stream<String> lines = Files.lines(apiKeys.get())) {
      Set<String> keys =
          lines.map(String::strip).filter(key -> !key.isEmpty()).collect(Collectors.toSet());
      if (keys.isEmpty()) { // which would let everybody in
        throw new UsageException(
            "command line: --api-keys = %s; holds no key; write one a line"
                .formatted(apiKeys.get()));
      }
      return keys;
    }
  }
}
