package dev.ieum.datasets;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/** Reads a line of JSON lines: one object, strictly by RFC 8259, and nothing after it. */
public final class JsonLine {

  private JsonLine() {}

  /**
   * Returns the object that {@code text} is; its numbers keep their spelling.
   *
   * @param file what an error calls the file
   * @param line the line's number, from 1
   * @throws CorpusFormatException if the text is anything else
   */
  public static JsonObject parse(String text, String file, long line) {
    // JsonParser alone is lenient: it takes unquoted names and trailing text.
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = JsonParser.parseReader(reader);
      if (element.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT) {
        return element.getAsJsonObject();
      }
    } catch (JsonParseException | IOException e) {
      CorpusFormatException fault =
          new CorpusFormatException(file, line, "one JSON object", "malformed JSON");
      fault.initCause(e);
      throw fault;
    }
    throw new CorpusFormatException(file, line, "one JSON object", "something else");
  }
}
