package dev.ieum.core.bundle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** JSON as RFC 8259 has it, in UTF-8, with no name twice in an object; gson keeps the last. */
final class StrictJson {

  private StrictJson() {}

  /** Reads one object; {@code where} names the file in errors. */
  static JsonObject parseObject(String where, byte[] utf8) {
    InputStreamReader text =
        new InputStreamReader(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8.newDecoder());
    try (JsonReader reader = new JsonReader(text)) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = value(where, reader);
      if (element.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT) {
        return element.getAsJsonObject();
      }
      throw new ModelBundleException(where + ": is not one JSON object; fetch the model again");
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw new ModelBundleException(where + ": is not valid JSON; fetch the model again", e);
    }
  }

  private static JsonElement value(String where, JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(where, reader);
      case BEGIN_ARRAY -> {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
          array.add(value(where, reader));
        }
        reader.endArray();
        yield array;
      }
      case STRING -> new JsonPrimitive(reader.nextString());
      case NUMBER -> new JsonPrimitive(number(reader.nextString()));
      case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield JsonNull.INSTANCE;
      }
      case END_OBJECT, END_ARRAY, NAME, END_DOCUMENT ->
          throw new IllegalStateException("no value where one must stand");
    };
  }

  private static JsonObject object(String where, JsonReader reader) throws IOException {
    JsonObject object = new JsonObject();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (object.has(name)) {
        throw new ModelBundleException(
            "%s: '%s' stands twice; fetch the model again".formatted(where, name));
      }
      object.add(name, value(where, reader));
    }
    reader.endObject();
    return object;
  }

  private static Number number(String text) {
    if (!text.matches("-?[0-9]+")) {
      return Double.parseDouble(text);
    }
    BigInteger whole = new BigInteger(text);
    return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
  }
}
