package dev.ieum.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds every answer that a test gets to what openapi.json says of it. */
final class ApiDescription {
  private static final JsonObject API = StaticPages.openApi();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final Map<String, JsonSchema> CACHE = new ConcurrentHashMap<>();

  private ApiDescription() {}

  static void check(String method, String path, int code, String body) {
    JsonObject operations =
        API.getAsJsonObject("paths").getAsJsonObject(path.replaceFirst("\\?.*", ""));
    JsonElement operation =
        operations == null ? null : operations.get(method.toLowerCase(Locale.ROOT));
    if (operation == null) {
      return; // not found, or not allowed: no operation
    }
    JsonObject answers = operation.getAsJsonObject().getAsJsonObject("responses");
    String status = Integer.toString(code);
    if (!answers.has(status)) {
      throw new AssertionError(method + " " + path + ": status " + status + " is not described");
    }
    JsonObject content = answers.getAsJsonObject(status).getAsJsonObject("content");
    if (!content.has(TestServer.JSON)) {
      return;
    }
    JsonObject schema =
        content.getAsJsonObject(TestServer.JSON).getAsJsonObject("schema").deepCopy();
    schema.add("components", API.get("components"));
    Set<ValidationMessage> faults =
        CACHE
            .computeIfAbsent(schema.toString(), text -> SCHEMAS.getSchema(text))
            .validate(body, InputFormat.JSON);
    if (!faults.isEmpty()) {
      throw new AssertionError(method + " " + path + ": " + faults + " in " + body);
    }
  }
}
