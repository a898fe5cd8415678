package dev.ieum.server;

import com.google.gson.JsonElement;
import dev.ieum.server.json.ResultJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What goes back to a client. The bytes are not copied. */
record Answer(int status, String type, byte[] body, Map<String, String> headers) {
  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer of(String type, byte[] body) {
    return new Answer(200, type, body, Map.of());
  }

  static Answer of(int status, JsonElement json) {
    return new Answer(
        status, ErrorPages.JSON, ResultJson.text(json).getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static Answer of(ApiException e) {
    Answer answer = of(e.status(), ResultJson.error(e.getMessage()));
    return new Answer(answer.status, answer.type, answer.body, e.headers());
  }
}
