package dev.ieum.server;

import com.google.gson.JsonObject;
import dev.ieum.server.json.ResultJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests to what answers their paths, and their answers back.
 *
 * <p>Heads are read on the one thread that all connections share, and refusals and pages are
 * answered there: under overload they wait neither for bodies nor for other threads. Bodies are
 * parsed, and texts cut into tokens and put in the models' queues, on the threads given. Neither
 * ever waits.
 */
final class ApiHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cache-Control",
          "no-store");

  private final ServerConfig config;
  private final Lifecycle lifecycle;
  private final Tasks tasks;
  private final Metrics metrics;
  private final ParameterReader reader;
  private final RateLimit rate;
  private volatile Map<String, Route> routes;

  ApiHandler(
      ServerConfig config,
      Lifecycle lifecycle,
      Tasks tasks,
      Map<String, Route> routes,
      Executor threads) {
    super(InvocationType.NON_BLOCKING);
    this.config = config;
    this.lifecycle = lifecycle;
    this.tasks = tasks;
    this.routes = routes;
    metrics = tasks.metrics();
    reader = new ParameterReader(config.limits().bodyBytes(), threads);
    rate = new RateLimit(config.limits().requestsPerMinute());
  }

  Map<String, Route> routes() {
    return routes;
  }

  void routes(Map<String, Route> all) {
    routes = all;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long begin = System.nanoTime();
    String path = Request.getPathInContext(request);
    Route route = routes.get(path);
    String known = route == null ? "other" : path;
    HEADERS.forEach(response.getHeaders()::put);
    CompletableFuture<Answer> answer;
    try {
      answer =
          route instanceof Route.Operation operation
              ? compute(request, operation)
              : CompletableFuture.completedFuture(page(request, route));
    } catch (RuntimeException e) {
      Answer refusal = failed(e, known);
      observe(request, known, refusal.status(), begin);
      write(response, refusal, UnreadBody.discard(request, config.limits().bodyBytes(), callback));
      return true;
    }
    CompletableFuture<Void> unused =
        answer
            .exceptionally(failure -> failed(failure, known))
            .thenAccept(
                done -> {
                  observe(request, known, done.status(), begin);
                  write(response, done, callback);
                });
    return true;
  }

  private Answer page(Request request, Route route) {
    if (!(route instanceof Route.Page page)) {
      if (lifecycle.phase() == Lifecycle.Phase.STARTING) {
        lifecycle.begin(); // which says that it may be there soon
      }
      throw ApiException.of(404, "Not found; see /docs");
    }
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      throw ApiException.wrongMethod("GET");
    }
    return page.answer().get();
  }

  private CompletableFuture<Answer> compute(Request request, Route.Operation operation) {
    if (!request.getMethod().equals("POST")) {
      throw ApiException.wrongMethod("POST");
    }
    lifecycle.begin();
    try {
      rate.count(Request.getRemoteAddr(request));
      operation.task().ifPresent(tasks::requireRoom);
      reader.requireLength(request);
    } catch (ApiException e) {
      lifecycle.end(); // nobody waits for what is left of it
      throw e;
    }
    Request.addCompletionListener(request, failure -> lifecycle.end());
    request.addIdleTimeoutListener(timeout -> false); // the deadline ends it
    Limits limits = config.limits();
    long deadline = Call.deadline(limits.request());
    return reader
        .read(request)
        .orTimeout(limits.request().toNanos(), TimeUnit.NANOSECONDS)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(whileReading(failure)))
        .thenCompose(
            parameters -> {
              requireKey(request, parameters);
              Call call = new Call(parameters, limits, deadline);
              request.addFailureListener(failure -> call.abandon());
              return operation.function().apply(call);
            })
        .thenApply(json -> Answer.of(200, json));
  }

  private static Throwable whileReading(Throwable failure) {
    Throwable cause = cause(failure);
    return cause instanceof TimeoutException
        ? ApiException.of(408, "Request timeout: its body did not come; send it without pauses")
        : cause;
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private void requireKey(Request request, Parameters parameters) {
    if (config.apiKeys().isEmpty()) {
      return;
    }
    Optional<String> bearer =
        Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION))
            .filter(value -> value.startsWith("Bearer "))
            .map(value -> value.substring("Bearer ".length()).strip());
    String key = parameters.string("api_key").or(() -> bearer).orElse("");
    if (key.isEmpty()) {
      throw ApiException.of(403, "Please contact the server operator to get an API key");
    }
    boolean known = false;
    for (String one : config.apiKeys()) { // all of them, so that time tells nothing
      known |=
          MessageDigest.isEqual(
              one.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
    }
    if (!known) {
      throw ApiException.of(403, "Invalid API key");
    }
  }

  private Answer failed(Throwable failure, String path) {
    Throwable cause = cause(failure);
    if (cause instanceof ApiException e) {
      return Answer.of(e);
    }
    if (cause instanceof TimeoutException || cause instanceof CancellationException) {
      return Answer.of(
          ApiException.of(
              504,
              "Cannot answer within %s s; send fewer or shorter texts at once"
                  .formatted(config.limits().request().toMillis() / 1000.0)));
    }
    if (cause instanceof HttpException e) {
      return Answer.of(ApiException.of(e.getCode(), "Invalid request: its body is damaged"));
    }
    if (cause instanceof java.io.IOException) { // the client has gone; nobody reads this
      return Answer.of(ApiException.badRequest("Invalid request: its body is not whole"));
    }
    // Messages of exceptions may hold text of users.
    StackTraceElement[] trace = cause.getStackTrace();
    LOG.error("{}: {} at {}", path, cause.getClass().getName(), trace.length == 0 ? "?" : trace[0]);
    return Answer.of(ApiException.of(500, "Cannot answer: the server failed; see its log"));
  }

  private void observe(Request request, String path, int status, long begin) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    metrics.request(path, status, seconds);
    config
        .accessLog()
        .ifPresent(
            log -> {
              JsonObject line = new JsonObject();
              line.addProperty("time", Instant.now().toString());
              line.addProperty("method", known(request.getMethod()));
              line.addProperty("path", path);
              line.addProperty("status", status);
              line.addProperty("milliseconds", Math.round(seconds * 1e4) / 10.0);
              log.accept(ResultJson.text(line));
            });
  }

  private static String known(String method) {
    return method.equals("GET") || method.equals("POST") || method.equals("HEAD")
        ? method
        : "other";
  }

  private void write(Response response, Answer answer, Callback callback) {
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
    answer.headers().forEach(response.getHeaders()::put);
    if (lifecycle.phase().compareTo(Lifecycle.Phase.LEAVING) >= 0) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }
}
