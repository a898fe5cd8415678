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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a line of JSON lines: one object, strictly by RFC 8259, and nothing after it. Stateless.
 */
public final class JsonLine {

  /** A pair of surrogates, a surrogate alone (group 1), or another escape. */
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\u[dD][89abAB]\\p{XDigit}{2}\\\\u[dD][c-fC-F]\\p{XDigit}{2}"
              + "|\\\\(u[dD][89a-fA-F]\\p{XDigit}{2})|\\\\.");

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
    return ESCAPE
        .matcher(text)
        .replaceAll(
            escape ->
                escape.group(1) == null ? Matcher.quoteReplacement(escape.group()) : "\\\\ufffd");
  }
}
