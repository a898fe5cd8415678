package dev.ieum.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.ieum.server.Tasks.Task;
import dev.ieum.tokenizers.language.ScriptLanguageDetector;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Models over HTTP. The port opens at once, and says 503 until models are there.
 *
 * <pre>{@code
 * IeumServer server = IeumServer.start(ServerConfig.local(5000));
 * server.serve(ServedModels.open(sources, threads, ProductPrecision.INT8));
 * ...
 * server.drain();
 * server.close();
 * }</pre>
 *
 * <p>Translations and sentiment of all requests wait in the models' own queues ({@link
 * dev.ieum.core.inference.BatchQueue}) and are computed together. Thread-safe.
 */
public final class IeumServer implements AutoCloseable {
  private static final int NETWORK_THREADS = 64; // none of which computes or waits

  /** Less than this a second is no client that sends, but one that holds. */
  private static final int LEAST_BYTES_PER_SECOND = 100;

  /** Requests already on their way when draining begins get an answer. */
  private static final long LAST_REQUESTS_MILLIS = 100;

  private final ServerConfig config;
  private final Lifecycle lifecycle = new Lifecycle();
  private final Tasks tasks;
  private final ApiHandler handler;
  private final Server server;
  private final ServerConnector connector;
  private ServedModels models; // guarded by this
  private boolean closed; // likewise

  private IeumServer(ServerConfig config) {
    this.config = config;
    tasks = new Tasks(config.limits());
    QueuedThreadPool threads = new QueuedThreadPool(NETWORK_THREADS, 8);
    threads.setName("ieum-http");
    threads.setDaemon(true);
    handler = new ApiHandler(config, lifecycle, tasks, pages(), threads);
    server = new Server(threads);
    // One thread accepts connections and reads heads: what it refuses waits for no other thread.
    connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http(config.limits())));
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setIdleTimeout(config.limits().idle().toMillis());
    connector.setAcceptQueueSize(config.limits().connections());
    server.addConnector(connector);
    NetworkConnectionLimit limit =
        new NetworkConnectionLimit(config.limits().connections(), connector);
    limit.setEndPointIdleTimeout(1000); // those that do nothing make room
    server.addBean(limit);
    server.setErrorHandler(new ErrorPages());
    server.setHandler(
        new MinimumDataRateHandler(crossOrigin(config, handler), LEAST_BYTES_PER_SECOND, 0));
  }

  private static HttpConfiguration http(Limits limits) {
    HttpConfiguration http = new HttpConfiguration();
    http.setRequestHeaderSize(limits.headerBytes());
    http.setSendServerVersion(false);
    return http;
  }

  private static Handler crossOrigin(ServerConfig config, Handler handler) {
    if (config.corsOrigins().isEmpty()) {
      return handler;
    }
    CrossOriginHandler cross = new CrossOriginHandler();
    cross.setAllowedOriginPatterns(config.corsOrigins());
    cross.setHandler(handler);
    return cross;
  }

  /**
   * Opens the port.
   *
   * @throws IOException when it cannot be had
   */
  public static IeumServer start(ServerConfig config) throws IOException {
    IeumServer server = new IeumServer(config);
    try {
      server.server.start();
    } catch (IOException e) {
      server.close();
      throw new IOException(
          "--host = %s, --port = %d: cannot listen (%s); give another, or end the program that has it"
              .formatted(config.host(), config.port(), reason(e)),
          e);
    } catch (Exception e) {
      server.close();
      throw new IllegalStateException(e);
    }
    return server;
  }

  private static String reason(IOException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }

  /** Answers with {@code opened} from now on, which closes with this server. */
  public synchronized void serve(ServedModels opened) {
    if (closed || models != null) {
      opened.close();
      throw new IllegalStateException("this server is closed or has models; open another");
    }
    models = opened;
    Map<String, Route> routes = pages();
    LibreTranslateApi libre = new LibreTranslateApi(opened, tasks, new ScriptLanguageDetector());
    IeumApi own = new IeumApi(opened, tasks);
    ForecastApi forecasts = new ForecastApi(opened, tasks);
    routes.put("/translate", new Route.Operation(libre::translate, Task.TRANSLATION));
    routes.put("/detect", new Route.Operation(libre::detect, Optional.empty()));
    routes.put("/languages", json(libre::languages));
    routes.put(
        "/frontend/settings",
        json(() -> libre.settings(config.limits(), !config.apiKeys().isEmpty())));
    routes.put("/translate_file", off("Files translation are disabled on this server."));
    routes.put("/suggest", off("Suggestions are disabled on this server."));
    routes.put("/v1/translate", new Route.Operation(own::translate, Task.TRANSLATION));
    routes.put("/v1/sentiment", new Route.Operation(own::sentiment, Task.SENTIMENT));
    routes.put("/v1/next", new Route.Operation(own::next, Task.NEXT));
    routes.put("/v1/forecast", new Route.Operation(forecasts::forecast, Task.FORECAST));
    routes.put("/v1/tokenize", new Route.Operation(own::tokenize, Task.TOKENIZATION));
    routes.put("/sentiment", routes.get("/v1/sentiment"));
    routes.put("/tokenize", routes.get("/v1/tokenize"));
    routes.put("/v1/models", json(own::models));
    tasks.metrics().models(opened.bundles());
    handler.routes(Map.copyOf(routes));
    lifecycle.enter(Lifecycle.Phase.READY);
  }

  private static Route json(Supplier<JsonElement> json) {
    return new Route.Page(() -> Answer.of(200, json.get()));
  }

  private static Route off(String message) {
    return new Route.Operation(
        call -> {
          throw ApiException.of(403, message);
        },
        Optional.empty());
  }

  private Map<String, Route> pages() {
    Map<String, Route> routes = new HashMap<>(StaticPages.routes());
    routes.put("/health", status("ok"));
    routes.put("/health/live", status("ok"));
    routes.put(
        "/health/ready",
        new Route.Page(
            () -> {
              Lifecycle.Phase phase = lifecycle.phase();
              boolean ready = phase == Lifecycle.Phase.READY;
              return Answer.of(
                  ready ? 200 : 503,
                  health(
                      ready ? "ok" : phase == Lifecycle.Phase.STARTING ? "starting" : "draining"));
            }));
    routes.put(
        "/metrics", new Route.Page(() -> Answer.of(Metrics.CONTENT_TYPE, tasks.metrics().text())));
    return routes;
  }

  private static Route status(String word) {
    return new Route.Page(() -> Answer.of(200, health(word)));
  }

  private static JsonObject health(String word) {
    JsonObject object = new JsonObject();
    object.addProperty("status", word);
    return object;
  }

  /**
   * Returns which threads may handle requests: the one that all connections share, if all is well.
   */
  Invocable.InvocationType invocationType() {
    return server.getInvocationType();
  }

  Tasks tasks() {
    return tasks;
  }

  Set<String> paths() {
    return handler.routes().keySet();
  }

  /** Returns where it listens. */
  public URI uri() {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return URI.create("http://" + host + ":" + connector.getLocalPort());
  }

  /**
   * Ends gracefully: is no longer ready, serves on for the delay, then refuses new requests (503)
   * and waits until all that were accepted are answered, or until the time is up.
   *
   * @return whether all were answered
   */
  public boolean drain() throws InterruptedException {
    lifecycle.enter(Lifecycle.Phase.LEAVING);
    Thread.sleep(Math.max(LAST_REQUESTS_MILLIS, config.drainDelay().toMillis()));
    lifecycle.enter(Lifecycle.Phase.DRAINING);
    boolean idle = lifecycle.awaitIdle(config.drainTimeout().toNanos());
    Thread.sleep(LAST_REQUESTS_MILLIS); // for the last refusals
    return idle;
  }

  /** Closes the port, and the models; what is under way and was not drained is lost. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    lifecycle.enter(Lifecycle.Phase.DRAINING);
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server does not stop", e);
    } finally {
      tasks.close();
      synchronized (this) {
        if (models != null) {
          models.close();
        }
      }
    }
  }
}
