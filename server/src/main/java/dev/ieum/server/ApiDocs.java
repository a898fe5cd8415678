package dev.ieum.server;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;

/** Makes a page of an OpenAPI description: one section for each operation, no script. */
final class ApiDocs {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private ApiDocs() {}

  static String html(JsonObject api) {
    JsonObject info = api.getAsJsonObject("info");
    String title = escape(info.get("title").getAsString());
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>" + title + "</title>\n")
        .append("<link rel=\"icon\" href=\"icon.svg\">\n")
        .append("<link rel=\"stylesheet\" href=\"style.css\">\n</head>\n<body>\n<main>\n")
        .append("<h1>" + title + "</h1>\n<p>")
        .append(escape(info.get("description").getAsString()))
        .append(" <a href=\"openapi.json\">openapi.json</a></p>\n");
    for (Map.Entry<String, JsonElement> path : api.getAsJsonObject("paths").entrySet()) {
      for (Map.Entry<String, JsonElement> operation :
          path.getValue().getAsJsonObject().entrySet()) {
        section(html, path.getKey(), operation.getKey(), operation.getValue().getAsJsonObject());
      }
    }
    html.append("<h2>Schemas</h2>\n");
    api.getAsJsonObject("components")
        .getAsJsonObject("schemas")
        .entrySet()
        .forEach(
            schema ->
                html.append("<h3 id=\"" + escape(schema.getKey()) + "\">")
                    .append(escape(schema.getKey()) + "</h3>\n")
                    .append(code(schema.getValue())));
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void section(
      StringBuilder html, String path, String method, JsonObject operation) {
    html.append("<section>\n<h2><code>" + method.toUpperCase(Locale.ROOT) + " ")
        .append(escape(path) + "</code></h2>\n<p>")
        .append(escape(operation.get("summary").getAsString()) + "</p>\n");
    if (operation.has("requestBody")) {
      html.append("<h3>Request</h3>\n").append(code(operation.get("requestBody")));
    }
    html.append("<h3>Answers</h3>\n").append(code(operation.get("responses")));
    html.append("</section>\n");
  }

  private static String code(JsonElement json) {
    return "<pre tabindex=\"0\">" + escape(GSON.toJson(json)) + "</pre>\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
