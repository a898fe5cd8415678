package dev.ieum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.server.TestServer.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of LibreTranslate rely on; its own tests ask for most of it. */
class LibreTranslateApiTest {
  private static final String WEATHER = "이 단어는 무슨 뜻이에요?";
  private static final String ENGLISH = "What does this word mean?";

  private final TestServer server = TestServer.usual();

  @Test
  void translate_jsonString_givesString() {
    Reply reply =
        server.post(
            "/translate", "{\"q\":\"" + WEATHER + "\",\"source\":\"ko\",\"target\":\"en\"}");
    assertEquals(200, reply.status());
    assertEquals("{\"translatedText\":\"" + ENGLISH + "\"}", reply.response().body());
  }

  @Test
  void translate_form_ofEitherKindOrQuery_givesTheSame() {
    String query =
        "q=%EC%9D%B4+%EB%8B%A8%EC%96%B4%EB%8A%94+%EB%AC%B4%EC%8A%A8+%EB%9C%BB%EC%9D%B4%EC%97%90%EC%9A%94%3F";
    String rest = "&source=ko&target=en";
    String multipart =
        "--x\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\n"
            + WEATHER
            + "\r\n--x\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nko"
            + "\r\n--x\r\nContent-Disposition: form-data; name=\"target\"\r\n\r\nen\r\n--x--\r\n";
    for (Reply reply :
        new Reply[] {
          server.form("/translate", query + rest),
          server.form("/translate?" + query + rest, ""),
          server.send("POST", "/translate", "multipart/form-data; boundary=x", multipart).join(),
        }) {
      assertEquals(200, reply.status(), reply.response().body());
      assertEquals(ENGLISH, reply.object().get("translatedText").getAsString());
    }
  }

  @Test
  void translate_array_givesArrayInOrder() {
    Reply reply =
        server.post(
            "/translate",
            "{\"q\":[\"\",\"" + WEATHER + "\",\"😀\"],\"source\":\"ko\",\"target\":\"en\"}");
    assertEquals("{\"translatedText\":[\"\",\"" + ENGLISH + "\",\"😀\"]}", reply.response().body());
  }

  @Test
  void translate_lines_stayLines() {
    Reply reply =
        server.form(
            "/translate", "q=" + "%EC%98%81%ED%99%94%0D%0A%0D%0A%3F%0D%0A&source=ko&target=en");
    String text = reply.object().get("translatedText").getAsString();
    assertTrue(text.endsWith("\n\n?"), text);
  }

  @Test
  void translate_auto_tellsTheLanguageOfEachTextAsIntegers() {
    Reply one =
        server.post(
            "/translate", "{\"q\":\"" + WEATHER + "\",\"source\":\"auto\",\"target\":\"en\"}");
    assertTrue(
        one.response().body().contains("{\"confidence\":100,\"language\":\"ko\"}"),
        one.response().body());
    JsonArray detected =
        server
            .post(
                "/translate",
                "{\"q\":[\""
                    + WEATHER
                    + "\",\"This is English\"],\"source\":\"auto\",\"target\":\"en\"}")
            .object()
            .getAsJsonArray("detectedLanguage");
    assertEquals("ko", detected.get(0).getAsJsonObject().get("language").getAsString());
    assertEquals("en", detected.get(1).getAsJsonObject().get("language").getAsString());
  }

  @Test
  void translate_html_keepsTagsOfStringsArraysAndForms() {
    String html = "<p class=\\\"a\\\">이 <b>단어</b>는 무슨 뜻이에요?</p><pre>코드</pre><!-- 주석 -->";
    String expected = "<p class=\"a\">What does this <b>word</b> mean?</p><pre>코드</pre><!-- 주석 -->";
    String body = "{\"q\":%s,\"source\":\"auto\",\"target\":\"en\",\"format\":\"html\"}";
    JsonObject one = server.post("/translate", body.formatted("\"" + html + "\"")).object();
    assertEquals(expected, one.get("translatedText").getAsString());
    assertEquals("ko", one.getAsJsonObject("detectedLanguage").get("language").getAsString());
    JsonArray all =
        server
            .post("/translate", body.formatted("[\"<br>\",\"" + html + "\",\"3 &lt; 4\"]"))
            .object()
            .getAsJsonArray("translatedText");
    assertEquals("<br>", all.get(0).getAsString());
    assertEquals(expected, all.get(1).getAsString());
    assertEquals("3 &lt; 4", all.get(2).getAsString());
    String form =
        "q=%3Ci%3E%EC%9D%B4+%EB%8B%A8%EC%96%B4%EB%8A%94+%EB%AC%B4%EC%8A%A8+%EB%9C%BB%EC%9D%B4%EC%97%90%EC%9A%94%3F%3C%2Fi%3E";
    assertEquals(
        "<i>" + ENGLISH + "</i>",
        server
            .form("/translate", form + "&source=ko&target=en&format=html")
            .object()
            .get("translatedText")
            .getAsString());
  }

  @Test
  void translate_htmlAlternatives_areHtml() {
    JsonArray others =
        server
            .post(
                "/translate",
                "{\"q\":\"<b>"
                    + WEATHER
                    + "</b>\",\"source\":\"ko\",\"target\":\"en\",\"format\":\"html\","
                    + "\"alternatives\":2}")
            .object()
            .getAsJsonArray("alternatives");
    assertEquals(2, others.size());
    for (int i = 0; i < 2; i++) {
      String other = others.get(i).getAsString();
      assertTrue(other.startsWith("<b>") && other.endsWith("</b>"), other);
    }
  }

  @Test
  void translate_alternatives_onlyIfAskedWithoutTheBest() {
    String body = "{\"q\":%s,\"source\":\"ko\",\"target\":\"en\",\"alternatives\":%s}";
    JsonObject one = server.post("/translate", body.formatted("\"" + WEATHER + "\"", 3)).object();
    JsonArray others = one.getAsJsonArray("alternatives");
    assertFalse(others.isEmpty());
    assertTrue(others.size() <= 3);
    assertFalse(others.contains(one.get("translatedText")));
    JsonArray all =
        server
            .post("/translate", body.formatted("[\"" + WEATHER + "\",\"영화\"]", 2))
            .object()
            .getAsJsonArray("alternatives");
    assertEquals(2, all.size());
    assertTrue(all.get(0).isJsonArray());
    assertFalse(
        server.post("/translate", body.formatted("\"영화\"", 0)).object().has("alternatives"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source=ko&target=en|Invalid request: missing q parameter",
        "q=&source=ko&target=en|Invalid request: missing q parameter",
        "q=x&target=en|Invalid request: missing source parameter",
        "q=x&source=ko|Invalid request: missing target parameter",
        "q=x&source=zz&target=en|zz is not supported",
        "q=x&source=ko&target=zz|zz is not supported",
        "q=x&source=en&target=ko|Korean (ko) is not available as a target language from English (en)",
        "q=x&source=ko&target=en&format=xml|xml format is not supported",
        "q=x&source=ko&target=en&alternatives=abc|Invalid request: alternatives parameter is not a number",
        "q=x&source=ko&target=en&alternatives=5|Invalid request: alternatives parameter must be <= 4",
      })
  void translate_wrongForm_is400InLibreTranslatesWords(String form, String words) {
    Reply reply = server.form("/translate", form);
    assertEquals(400, reply.status());
    assertEquals(words, reply.error());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"not\"]|Invalid JSON format",
        "{\"q\":|Invalid JSON format",
        "{} {}|Invalid JSON format",
        "{\"q\":[],\"source\":\"ko\",\"target\":\"en\"}|Invalid request: missing q parameter",
        "{\"q\":7,\"source\":\"ko\",\"target\":\"en\"}|Invalid request: q parameter is not a string or an array of strings",
      })
  void translate_wrongJson_is400(String json, String words) {
    Reply reply = server.post("/translate", json);
    assertEquals(400, reply.status());
    assertEquals(words, reply.error());
  }

  @Test
  void translate_tooLong_is400WithBothNumbers() {
    String body = "{\"q\":\"%s\",\"source\":\"ko\",\"target\":\"en\"}";
    assertEquals(
        "Invalid request: request (5001) exceeds text limit (5000)",
        server.post("/translate", body.formatted("가".repeat(5001))).error());
    assertEquals(
        "Invalid request: request (257) exceeds text limit (256)",
        server.post("/translate", TestServer.longRequest(257)).error());
  }

  @Test
  void languages_haveCodesNamesAndTargets() {
    assertEquals(
        "[{\"code\":\"en\",\"name\":\"English\",\"targets\":[\"en\"]},"
            + "{\"code\":\"ko\",\"name\":\"Korean\",\"targets\":[\"en\",\"ko\"]}]",
        server.get("/languages").response().body());
  }

  @Test
  void detect_text_givesBestFirst() {
    assertEquals(
        "[{\"confidence\":100,\"language\":\"ko\"}]",
        server.post("/detect", "{\"q\":\"" + WEATHER + "\"}").response().body());
    assertEquals("Invalid request: missing q parameter", server.form("/detect", "").error());
    assertEquals(405, server.get("/detect").status());
  }

  @Test
  void frontendSettings_haveAllFields() {
    JsonObject settings = server.get("/frontend/settings").object();
    assertEquals(5000, settings.get("charLimit").getAsInt());
    assertFalse(settings.get("filesTranslation").getAsBoolean());
    assertEquals(
        "{\"source\":{\"code\":\"auto\",\"name\":\"Auto Detect\"},"
            + "\"target\":{\"code\":\"en\",\"name\":\"English\"}}",
        settings.get("language").toString());
  }

  @Test
  void filesAndSuggestions_are403() {
    assertEquals(403, server.form("/translate_file", "").status());
    assertEquals(
        "Files translation are disabled on this server.",
        server.form("/translate_file", "").error());
    assertEquals("Suggestions are disabled on this server.", server.form("/suggest", "").error());
  }

  @Test
  void health_get_isOk_post_is405() {
    assertEquals("{\"status\":\"ok\"}", server.get("/health").response().body());
    assertEquals(405, server.post("/health", "{}").status());
  }

  @Test
  void apiKeys_areAskedForWhereThereAreSome() {
    ServerConfig config = ServerConfig.local(0).withApiKeys(java.util.Set.of("secret"));
    try (TestServer guarded = TestServer.of(config)) {
      String form = "q=x&source=ko&target=en";
      assertEquals(
          "Please contact the server operator to get an API key",
          guarded.form("/translate", form).error());
      Reply wrong = guarded.form("/translate", form + "&api_key=guess");
      assertEquals(403, wrong.status());
      assertEquals("Invalid API key", wrong.error());
      assertEquals(200, guarded.form("/translate", form + "&api_key=secret").status());
      assertEquals(200, guarded.get("/languages").status());
      assertTrue(guarded.get("/frontend/settings").object().get("keyRequired").getAsBoolean());
    }
  }
}
