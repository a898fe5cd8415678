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

/**
 * Parses a line of JSON lines: one object, strictly by RFC 8259, and nothing after it. Stateless.
 */
public final class JsonLine {

  private JsonLine() {}

  /**
   * Parses {@code text}; numbers keep their spelling.
   *
   * @param file the file's name in errors
   * @param line the line's number in errors, from 1
   * @throws CorpusFormatException if the text is anything else
   */
  public static JsonObject parse(String text, String file, long line) {
    // JsonParser alone is lenient: it takes unquoted names and trailing text.
    try (JsonReader reader = new JsonReader(new StringReader(paired(text)))) {
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

  /**
   * Returns {@code text} with U+FFFD for each escape of half a surrogate pair: RFC 8259 (section
   * 8.2) allows such escapes, and programs write them that cut strings anywhere.
   */
  private static String paired(String text) {
    StringBuilder paired = new StringBuilder(text);
    for (int i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', i + 2)) {
      int unit = escaped(text, i);
      if (unit >= 0xD800 && unit < 0xDC00 && isLow(escaped(text, i + 6))) {
        i += 6;
      } else if (unit >= 0xD800 && unit < 0xE000) {
        paired.replace(i + 2, i + 6, "fffd");
      }
    }
    return paired.toString();
  }

  private static boolean isLow(int unit) {
    return unit >= 0xDC00 && unit < 0xE000;
  }

  /** Returns the UTF-16 unit of the escape at {@code index}; -1 where there is none. */
  private static int escaped(String text, int index) {
    if (!text.startsWith("\\u", index) || index + 6 > text.length()) {
      return -1;
    }
    int unit = 0;
    for (int i = index + 2; i < index + 6; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      unit = 16 * unit + digit;
    }
    return unit;
  }
}
