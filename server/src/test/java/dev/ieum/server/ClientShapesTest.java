package dev.ieum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The requests, byte by byte, that programs in use send to a server of LibreTranslate. */
class ClientShapesTest {
  private static final String WEATHER = "이 단어는 무슨 뜻이에요?";
  private static final String ENGLISH = "What does this word mean?";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
  private static final String JSON = "Content-Type: application/json";

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonObject object(RawConnection.Reply reply) {
    assertEquals(200, reply.status(), reply.body());
    return JsonParser.parseString(reply.body()).getAsJsonObject();
  }

  /** As curl sends it: its own media type and agent, any media type accepted. */
  private static RawConnection.Reply curl(String type, String body) throws IOException {
    try (RawConnection connection = new RawConnection(TestServer.usual().uri("/"))) {
      return connection.ask(
          body,
          "POST /translate HTTP/1.1",
          "Host: localhost:5000",
          "User-Agent: curl/7.88.1",
          "Accept: */*",
          type);
    }
  }

  @Test
  void curl_formAsTypedAndEncoded_isTheSame() throws IOException {
    String rest = "&source=ko&target=en";
    for (String text : List.of(WEATHER, encoded(WEATHER))) { // -d and --data-urlencode
      assertEquals(
          ENGLISH, object(curl(FORM, "q=" + text + rest)).get("translatedText").getAsString());
    }
  }

  @Test
  void curl_multipart_isAnswered() throws IOException {
    String line = "------------------------d74496d66958873e";
    StringBuilder body = new StringBuilder();
    for (String[] field : new String[][] {{"q", WEATHER}, {"source", "auto"}, {"target", "en"}}) {
      body.append("--" + line + "\r\nContent-Disposition: form-data; name=\"" + field[0] + "\"")
          .append("\r\n\r\n" + field[1] + "\r\n");
    }
    body.append("--" + line + "--\r\n");
    assertEquals(
        ENGLISH,
        object(curl("Content-Type: multipart/form-data; boundary=" + line, body.toString()))
            .get("translatedText")
            .getAsString());
  }

  @Test
  void curl_largeBody_waitsToBeAskedForIt() throws IOException {
    String body = "{\"q\":\"" + WEATHER + "\",\"source\":\"ko\",\"target\":\"en\"}";
    try (RawConnection connection = new RawConnection(TestServer.usual().uri("/"))) {
      connection.send(
          "POST /translate HTTP/1.1\r\nHost: localhost:5000\r\nAccept: */*\r\n"
              + JSON
              + "\r\nExpect: 100-continue\r\n"
              + RawConnection.length(body)
              + "\r\n");
      assertEquals(100, connection.reply().status());
      connection.send(body);
      assertEquals(ENGLISH, object(connection.reply()).get("translatedText").getAsString());
    }
  }

  /** As Python's urllib sends it: a form, and no second request on the connection. */
  private static RawConnection.Reply urllib(TestServer server, String method, String form)
      throws IOException {
    try (RawConnection connection = new RawConnection(server.uri("/"))) {
      return connection.ask(
          form,
          method + " HTTP/1.1",
          "Accept-Encoding: identity",
          FORM,
          "Host: localhost:5000",
          "User-Agent: Python-urllib/3.11",
          "Connection: close");
    }
  }

  @Test
  void libretranslatepy_itsThreeCalls_areAnsweredWithAKeyAndWithout() throws IOException {
    ServerConfig config = ServerConfig.local(0).withApiKeys(Set.of("secret"));
    try (TestServer guarded = TestServer.of(config)) {
      for (TestServer server : List.of(TestServer.usual(), guarded)) {
        String key = server == guarded ? "&api_key=secret" : "";
        String q = "q=" + encoded(WEATHER);
        assertEquals(
            ENGLISH,
            object(urllib(server, "POST /translate", q + "&source=ko&target=en" + key))
                .get("translatedText")
                .getAsString());
        JsonArray detected =
            JsonParser.parseString(urllib(server, "POST /detect", q + key).body()).getAsJsonArray();
        assertEquals("ko", detected.get(0).getAsJsonObject().get("language").getAsString());
        // A GET with a body: empty, or the key.
        RawConnection.Reply languages =
            urllib(server, "GET /languages", key.isEmpty() ? "" : key.substring(1));
        assertEquals(200, languages.status());
        assertEquals(2, JsonParser.parseString(languages.body()).getAsJsonArray().size());
      }
    }
  }

  @Test
  void weblate_textsInOneRequest_getAsManyTranslations() throws IOException {
    for (String key : List.of("\"\"", "null")) { // its setting left empty
      try (RawConnection connection = new RawConnection(TestServer.usual().uri("/"))) {
        JsonArray translated =
            object(
                    connection.ask(
                        "{\"api_key\": %s, \"q\": [\"%s\", \"영화\"], \"source\": \"ko\", \"target\": \"en\"}"
                            .formatted(key, WEATHER),
                        "POST /translate HTTP/1.1",
                        "Host: localhost:5000",
                        "User-Agent: Weblate/5.14",
                        "Accept-Encoding: gzip, deflate",
                        "Accept: application/json",
                        "Connection: keep-alive",
                        JSON))
                .getAsJsonArray("translatedText");
        assertEquals(2, translated.size());
        assertEquals(ENGLISH, translated.get(0).getAsString());
        // Its list of languages, on the same connection.
        RawConnection.Reply languages =
            connection.ask("", "GET /languages HTTP/1.1", "Host: localhost:5000");
        assertEquals(200, languages.status());
        assertTrue(languages.body().contains("\"code\":\"ko\""), languages.body());
      }
    }
  }

  @Test
  void weblate_olderOnes_sendAForm() throws IOException {
    String form = "api_key=&q=" + encoded(WEATHER) + "&source=ko&target=en";
    assertEquals(ENGLISH, object(curl(FORM, form)).get("translatedText").getAsString());
  }
}
