package dev.ieum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.ieum.server.TestServer.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IeumApiTest {
  private final TestServer server = TestServer.usual();

  private JsonObject first(String path, String json) {
    Reply reply = server.post(path, json);
    assertEquals(200, reply.status(), reply.response().body());
    return reply.object().getAsJsonArray("results").get(0).getAsJsonObject();
  }

  @Test
  void translate_nbestAndAlignment_areGivenIfAsked() {
    JsonObject plain = first("/v1/translate", "{\"texts\":[\"영화를 봤다\"]}");
    assertEquals(1, plain.getAsJsonArray("nbest").size());
    assertFalse(plain.has("alignment"));
    JsonObject rich =
        first(
            "/v1/translate",
            "{\"texts\":\"영화를 봤다\",\"source\":\"ko\",\"target\":\"en\",\"nbest\":3,\"alignment\":true}");
    assertEquals(3, rich.getAsJsonArray("nbest").size());
    assertFalse(rich.getAsJsonArray("alignment").isEmpty());
  }

  @Test
  void translate_tokens_areThoseThatAlignmentCounts() {
    JsonObject result =
        first("/v1/translate", "{\"texts\":\"영화를 봤다\",\"alignment\":true,\"tokens\":true}");
    int sources = result.getAsJsonArray("source_tokens").size();
    int targets = result.getAsJsonArray("target_tokens").size();
    for (JsonElement link : result.getAsJsonArray("alignment")) {
      assertTrue(link.getAsJsonArray().get(0).getAsInt() < sources, result.toString());
      assertTrue(link.getAsJsonArray().get(1).getAsInt() < targets, result.toString());
    }
    JsonObject last = result.getAsJsonArray("target_tokens").get(targets - 1).getAsJsonObject();
    assertEquals(result.get("translation").getAsString().length(), last.get("end").getAsInt());
  }

  @Test
  void translate_html_keepsTagsInEachOfNbest() {
    JsonObject result =
        first(
            "/v1/translate",
            "{\"texts\":[\"<p>영화를 <b>봤다</b></p><hr>\"],\"format\":\"html\",\"nbest\":3}");
    assertEquals(3, result.getAsJsonArray("nbest").size());
    for (JsonElement one : result.getAsJsonArray("nbest")) {
      String text = one.getAsJsonObject().get("translation").getAsString();
      assertTrue(text.matches("<p>.*<b>.+</b>.*</p><hr>"), text);
    }
  }

  @Test
  void sentiment_ofEitherLanguage_hasLabelAndScore() {
    assertEquals(
        "positive",
        first("/v1/sentiment", "{\"texts\":[\"정말 재미있어요\"]}").get("label").getAsString());
    assertEquals(
        "negative",
        first("/sentiment", "{\"texts\":[\"This is terrible\"],\"language\":\"en\"}")
            .get("label")
            .getAsString());
    assertTrue(first("/sentiment", "{\"texts\":[\" \"]}").get("label").isJsonNull());
  }

  @Test
  void sentiment_explained_hasWordsAndSentences() {
    JsonObject result =
        first("/v1/sentiment", "{\"texts\":[\"재미있어요. 길어요.\"],\"explain\":true,\"sentences\":true}");
    assertEquals(2, result.getAsJsonArray("sentences").size());
    assertFalse(result.getAsJsonArray("explanation").isEmpty());
  }

  @Test
  void tokenize_eachMode_givesItsPieces() {
    String text = "{\"texts\":\"영화를 봤다\",\"mode\":\"%s\"}";
    assertEquals(
        2, first("/tokenize", text.formatted("morphemes")).getAsJsonArray("eojeols").size());
    assertEquals(
        4, first("/v1/tokenize", text.formatted("subwords")).getAsJsonArray("tokens").size());
    assertFalse(first("/v1/tokenize", text.formatted("words")).getAsJsonArray("tokens").isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/translate|{\"texts\":\"x\",\"format\":\"html\",\"alignment\":true}|leave them out with html",
        "/v1/translate|{\"texts\":\"x\",\"format\":\"xml\"}|xml format is not supported",
        "/v1/next|{\"texts\":\"x\"}|no next model is served",
        "/v1/translate|{}|missing texts parameter",
        "/v1/translate|{\"texts\":\"x\",\"nbest\":6}|nbest parameter must be <= 5",
        "/v1/translate|{\"texts\":\"x\",\"alignment\":3}|neither true nor false",
        "/v1/translate|{\"texts\":\"x\",\"source\":\"ko\"}|missing target parameter",
        "/v1/translate|{\"texts\":\"x\",\"model\":\"y\"}|allowed: translation-ko-en",
        "/v1/sentiment|{\"texts\":\"x\",\"language\":\"zz\"}|no sentiment model",
        "/v1/tokenize|{\"texts\":\"x\",\"mode\":\"y\"}|allowed: morphemes, words, subwords",
        "/v1/tokenize|{\"texts\":\"x\",\"decompound\":\"y\"}|allowed: none, discard, mixed",
      })
  void operation_wrongParameter_is400AndSaysWhatIsAllowed(String path, String json, String words) {
    Reply reply = server.post(path, json);
    assertEquals(400, reply.status());
    assertTrue(reply.error().contains(words), reply.error());
  }

  @Test
  void page_isThere_andNamesNoOutsideAddress() {
    for (String path : List.of("/", "/page.js", "/style.css", "/docs")) {
      Reply reply = server.get(path);
      assertEquals(200, reply.status(), path);
      assertFalse(reply.response().body().matches("(?s).*(https?:)?//[a-z].*"), path);
    }
  }

  @Test
  void models_haveNameLicenceAndCard() {
    assertEquals(4, server.get("/v1/models").object().getAsJsonArray("models").size());
  }

  @Test
  void openApi_describesEveryPathThatIsThere_andDocsShowThem() {
    Set<String> described = StaticPages.openApi().getAsJsonObject("paths").keySet();
    String docs = server.get("/docs").response().body();
    List<String> missing = new ArrayList<>();
    for (String path : described) {
      if (server.get(path).status() == 404 || !docs.contains(path + "<")) {
        missing.add(path);
      }
    }
    assertEquals(List.of(), missing);
    Set<String> routes = new TreeSet<>(server.server().paths());
    routes.removeAll(described);
    routes.removeAll(StaticPages.routes().keySet());
    assertEquals(Set.of("/sentiment", "/tokenize"), routes);
    assertFalse(docs.contains("http:"), "an outside address");
    assertFalse(docs.contains("<script"), "a script");
  }

  @Test
  void description_answerThatItDoesNotAllow_isFound() {
    ApiDescription.check("GET", "/health", 200, "{\"status\":\"ok\"}");
    for (String wrong : List.of("{}", "{\"status\":\"ill\"}", "{\"status\":\"ok\",\"x\":1}")) {
      assertThrows(
          AssertionError.class, () -> ApiDescription.check("GET", "/health", 200, wrong), wrong);
    }
    assertThrows(AssertionError.class, () -> ApiDescription.check("GET", "/health", 500, "{}"));
  }

  @Test
  void metrics_holdNoTextOfUsers() {
    server.post("/v1/translate", "{\"texts\":[\"비밀스러운 문장\"],\"api_key\":\"secretkey\"}");
    server.get("/secretpath");
    String metrics = server.get("/metrics").response().body();
    for (String secret : List.of("비밀", "secretkey", "secretpath", "127.0.0.1")) {
      assertFalse(metrics.contains(secret), secret);
    }
    assertTrue(
        metrics.contains("ieum_requests_seconds_count{path=\"/v1/translate\",status=\"200\"}"));
    assertTrue(
        metrics.contains("ieum_texts_total{model=\"translation-ko-en\",task=\"translation\"}"));
  }

  @Test
  void answers_haveHeadersThatKeepPagesIn() {
    Map<String, List<String>> headers = server.get("/docs").response().headers().map();
    assertTrue(headers.get("content-security-policy").get(0).startsWith("default-src 'self'"));
    assertEquals(List.of("nosniff"), headers.get("x-content-type-options"));
  }
}
