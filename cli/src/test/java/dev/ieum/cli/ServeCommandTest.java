package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ieum.cli.line.SentimentCommand;
import dev.ieum.cli.line.TranslateCommand;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.server.IeumServer;
import dev.ieum.server.ServedModels;
import dev.ieum.server.ServerConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server answers what the command line prints, and ends as it should. */
class ServeCommandTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static IeumServer server;

  @BeforeAll
  static void start() throws IOException {
    server = IeumServer.start(ServerConfig.local(0));
    server.serve(
        ServedModels.open(
            List.of(
                ModelSource.resolve(TranslateCommand.DEFAULT_MODEL),
                ModelSource.resolve(SentimentCommand.DEFAULT_MODEL),
                ModelSource.resolve("forecast-temperature")),
            2,
            ProductPrecision.INT8));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static CompletableFuture<HttpResponse<String>> post(String uri, JsonObject body) {
    return CLIENT.sendAsync(
        HttpRequest.newBuilder(URI.create(uri))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonObject texts(String name, List<String> lines) {
    JsonArray array = new JsonArray();
    lines.forEach(array::add);
    JsonObject body = new JsonObject();
    body.add(name, array);
    return body;
  }

  private static List<String> sample(String name) throws IOException {
    try (Stream<String> lines =
        Files.lines(ArchitectureTest.root().resolve("samples").resolve(name))) {
      return lines.filter(line -> !line.isBlank()).toList();
    }
  }

  private static void assertSameRecords(String path, JsonObject body, CliRun run) {
    assertEquals("", run.err());
    assertTrue(printed(run).size() > 5);
    assertEquals(printed(run), results(server.uri() + path, body));
  }

  private static List<JsonElement> printed(CliRun run) {
    return run.outLines().stream().map(JsonParser::parseString).toList();
  }

  private static List<JsonElement> results(String uri, JsonObject body) {
    HttpResponse<String> reply = post(uri, body).join();
    assertEquals(200, reply.statusCode(), reply.body());
    return JsonParser.parseString(reply.body())
        .getAsJsonObject()
        .getAsJsonArray("results")
        .asList();
  }

  /** Models of these kinds are not opened when none is named. */
  @Test
  void open_modelThatTheServerHasNoUseFor_isRefused() throws IOException {
    ModelSource answers = ModelSource.resolve(TinyAnswers.bundle().toString());
    assertFalse(ServedModels.serves(ModelBundle.open(answers).manifest()));
    String message =
        assertThrows(
                ModelBundleException.class,
                () -> ServedModels.open(List.of(answers), 1, ProductPrecision.INT8))
            .getMessage();
    assertTrue(message.contains("the server does not serve it"), message);
    for (String name :
        List.of("translation-ko-en", "sentiment-ko", "next-chess", "forecast-temperature")) {
      ModelSource source = ModelSource.resolve(name);
      assertTrue(ServedModels.serves(ModelBundle.open(source).manifest()), name);
    }
  }

  @Test
  void translate_records_areThoseOfTheCommandLine() throws IOException {
    List<String> lines = sample("everyday.ko.txt");
    JsonObject body = texts("texts", lines);
    body.addProperty("nbest", 3);
    body.addProperty("alignment", true);
    String[] command = {"translate", "--format", "jsonl", "--nbest", "3", "--alignment"};
    assertSameRecords("/v1/translate", body, CliRun.withInput(String.join("\n", lines), command));
  }

  @Test
  void translate_texts_areThoseOfTheCommandLine() throws IOException {
    List<String> lines = sample("everyday.ko.txt");
    JsonObject body = texts("q", lines);
    body.addProperty("source", "ko");
    body.addProperty("target", "en");
    List<String> translated = new ArrayList<>();
    JsonParser.parseString(post(server.uri() + "/translate", body).join().body())
        .getAsJsonObject()
        .getAsJsonArray("translatedText")
        .forEach(text -> translated.add(text.getAsString()));
    assertEquals(CliRun.withInput(String.join("\n", lines), "translate").outLines(), translated);
  }

  @Test
  void sentiment_records_areThoseOfTheCommandLine() throws IOException {
    List<String> lines = sample("reviews.ko.txt");
    JsonObject body = texts("texts", lines);
    String input = String.join("\n", lines);
    assertSameRecords(
        "/v1/sentiment", body, CliRun.withInput(input, "sentiment", "--format", "jsonl"));
    body.addProperty("explain", true);
    body.addProperty("sentences", true);
    String[] command = {"sentiment", "--format", "jsonl", "--explain", "--per-sentence"};
    assertSameRecords("/v1/sentiment", body, CliRun.withInput(input, command));
  }

  @Test
  void tokenize_records_areThoseOfTheCommandLine() throws IOException {
    List<String> lines = sample("everyday.ko.txt");
    String input = String.join("\n", lines);
    JsonObject body = texts("texts", lines);
    String[] morphemes = {"tokenize", "--pos", "--decompound", "mixed", "--format", "jsonl"};
    body.addProperty("decompound", "mixed");
    assertSameRecords("/v1/tokenize", body, CliRun.withInput(input, morphemes));
    body.remove("decompound");
    body.addProperty("mode", "words");
    assertSameRecords(
        "/v1/tokenize", body, CliRun.withInput(input, "tokenize", "--format", "jsonl"));
    body.addProperty("mode", "subwords");
    String[] subwords = {"tokenize", "--format", "jsonl", "--model", "translation-ko-en"};
    assertSameRecords("/v1/tokenize", body, CliRun.withInput(input, subwords));
  }

  @Test
  void next_records_areThoseOfTheCommandLine() throws IOException {
    Path bundle = TinySequences.bundle();
    List<String> lines = List.of("a x", "b x", "c", "a x a", "x", "unknown b");
    JsonObject body = texts("texts", lines);
    body.addProperty("top", 3);
    String[] command = {
      "next", "--model", bundle.toString(), "--top", "3", "--format", "jsonl",
    };
    CliRun run = CliRun.withInput(String.join("\n", lines), command);
    try (IeumServer own = IeumServer.start(ServerConfig.local(0))) {
      own.serve(
          ServedModels.open(
              List.of(ModelSource.resolve(bundle.toString())), 2, ProductPrecision.INT8));
      assertEquals(printed(run), results(own.uri() + "/v1/next", body));
    }
  }

  @Test
  void forecast_records_areThoseOfTheCommandLine() throws IOException {
    String table = String.join("\n", sample("temperature.csv"));
    JsonObject body = texts("texts", List.of(table));
    body.addProperty("levels", "0.05,0.5,0.95");
    CliRun run =
        CliRun.withInput(
            table,
            "forecast",
            "--model",
            "forecast-temperature",
            "--levels",
            "0.05,0.5,0.95",
            "--format",
            "jsonl");
    JsonObject result = results(server.uri() + "/v1/forecast", body).get(0).getAsJsonObject();
    assertEquals(printed(run), result.getAsJsonArray("forecast").asList());
  }

  @Test
  void serve_terminatedUnderLoad_answersWhatItAcceptedAndEndsWithZero() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ieum.cli.Ieum",
                "serve",
                "--port",
                "0",
                "--model",
                TranslateCommand.DEFAULT_MODEL)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String uri = out.readLine();
      assertTrue(uri.matches("http://127\\.0\\.0\\.1:\\d+"), uri);
      JsonObject body = texts("q", sample("everyday.ko.txt"));
      body.addProperty("source", "ko");
      body.addProperty("target", "en");
      List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        replies.add(post(uri + "/translate", body));
      }
      while (!waiting(uri)) {
        Thread.sleep(1);
      }
      process.toHandle().destroy(); // SIGTERM, without closing the streams
      for (CompletableFuture<HttpResponse<String>> reply : replies) {
        assertTrue(List.of(200, 503).contains(reply.join().statusCode()));
      }
      assertTrue(replies.stream().anyMatch(reply -> reply.join().statusCode() == 200));
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "did not end");
      assertEquals(0, process.exitValue());
      assertEquals(null, out.readLine());
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean waiting(String uri) throws Exception {
    String metrics =
        CLIENT
            .send(
                HttpRequest.newBuilder(URI.create(uri + "/metrics")).build(),
                BodyHandlers.ofString())
            .body();
    return metrics
        .lines()
        .anyMatch(line -> line.matches("ieum_queue_length.task=.translation.. [1-9].*"));
  }

  @Test
  void serve_wrongOptions_areOneLineAndTwo(@TempDir Path directory) throws IOException {
    Path empty = Files.writeString(directory.resolve("keys.txt"), "\n");
    for (String[] command :
        new String[][] {
          {"serve", "--port", "70000"},
          {"serve", "--max-queue", "0"},
          {"serve", "--model", "nothing"},
          {"serve", "--api-keys", empty.toString()},
          {"serve", "--api-keys", directory.resolve("none").toString()},
        }) {
      CliRun run = CliRun.of(command);
      assertEquals(2, run.exitCode(), run.err());
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }

  @Test
  void serve_portThatIsTaken_isOneLineAndOne() {
    CliRun run = CliRun.of("serve", "--port", Integer.toString(server.uri().getPort()));
    assertEquals(1, run.exitCode(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("cannot listen"), run.err());
  }
}
