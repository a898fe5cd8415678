package dev.ieum.server;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Files that are served as they are, and the page made of the API's description. */
final class StaticPages {
  private static final String HTML = "text/html; charset=utf-8";
  private static final Map<String, String> FILES =
      Map.of(
          "/openapi.json",
          ErrorPages.JSON,
          "/page.js",
          "text/javascript; charset=utf-8",
          "/style.css",
          "text/css; charset=utf-8",
          "/icon.svg",
          "image/svg+xml");

  private StaticPages() {}

  static Map<String, Route> routes() {
    Map<String, Route> routes = new HashMap<>();
    FILES.forEach((path, type) -> put(routes, path, type, bytes(path.substring(1))));
    put(routes, "/", HTML, bytes("index.html"));
    put(routes, "/docs", HTML, ApiDocs.html(openApi()).getBytes(StandardCharsets.UTF_8));
    return routes;
  }

  private static void put(Map<String, Route> routes, String path, String type, byte[] bytes) {
    Answer answer = Answer.of(type, bytes);
    routes.put(path, new Route.Page(() -> answer));
  }

  /** Returns the description of the API. */
  static JsonObject openApi() {
    return JsonParser.parseString(new String(bytes("openapi.json"), StandardCharsets.UTF_8))
        .getAsJsonObject();
  }

  private static byte[] bytes(String name) {
    try (InputStream in = StaticPages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
