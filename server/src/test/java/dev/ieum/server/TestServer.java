package dev.ieum.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.inference.ProductPrecision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A server with bundled models on a free port, and a client of it. */
final class TestServer implements AutoCloseable {
  static final String JSON = "application/json";
  static final String FORM = "application/x-www-form-urlencoded";

  private static TestServer usual;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final IeumServer server;

  /** What came back. */
  record Reply(int status, JsonElement json, HttpResponse<String> response) {
    JsonObject object() {
      return json.getAsJsonObject();
    }

    String error() {
      return object().get("error").getAsString();
    }
  }

  TestServer(ServerConfig config) {
    try {
      server = IeumServer.start(config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns one with the usual limits, which all tests share. */
  static synchronized TestServer usual() {
    if (usual == null) {
      usual = with(Limits.defaults());
    }
    return usual;
  }

  static TestServer with(Limits limits) {
    return of(ServerConfig.local(0).withLimits(limits));
  }

  static TestServer of(ServerConfig config) {
    return new TestServer(config).serving();
  }

  TestServer serving() {
    try {
      server.serve(
          ServedModels.open(
              List.of("translation-ko-en", "sentiment-ko", "sentiment-en", "forecast-temperature")
                  .stream()
                  .map(ModelSource::resolve)
                  .toList(),
              2,
              ProductPrecision.INT8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  IeumServer server() {
    return server;
  }

  URI uri(String path) {
    return URI.create(server.uri() + path);
  }

  CompletableFuture<Reply> send(String method, String path, String type, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", type)
            .timeout(Duration.ofSeconds(60))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .thenApply(
            response -> {
              boolean json =
                  response.headers().firstValue("Content-Type").orElse("").startsWith(JSON);
              ApiDescription.check(method, path, response.statusCode(), response.body());
              return new Reply(
                  response.statusCode(),
                  json ? JsonParser.parseString(response.body()) : new JsonObject(),
                  response);
            });
  }

  Reply post(String path, String json) {
    return send("POST", path, JSON, json).join();
  }

  /** Posts without a look at what comes back, for those who measure. */
  String plain(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", JSON)
            .method(json.isEmpty() ? "GET" : "POST", BodyPublishers.ofString(json))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  /** As {@link #plain}, without waiting: the status and what came back. */
  CompletableFuture<HttpResponse<String>> plainAsync(String path, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofString(json))
            .build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  Reply form(String path, String form) {
    return send("POST", path, FORM, form).join();
  }

  Reply get(String path) {
    return send("GET", path, JSON, "").join();
  }

  /** Returns how many translations are computed or wait, as the metrics say. */
  int waiting() {
    return get("/metrics")
        .response()
        .body()
        .lines()
        .filter(line -> line.startsWith("ieum_queue_length{task=\"translation\"}"))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  /** Returns a request that takes seconds. */
  static String longRequest(int texts) {
    String text = "\"어제 친구와 함께 본 영화가 생각보다 훨씬 재미있어서 다음 주에 다시 보기로 했습니다\",";
    return "{\"q\":[" + text.repeat(texts - 1) + "\"끝\"],\"source\":\"ko\",\"target\":\"en\"}";
  }

  @Override
  public void close() {
    server.close();
  }
}
