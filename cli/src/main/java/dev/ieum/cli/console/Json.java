package dev.ieum.cli.console;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.ieum.server.json.ResultFields;
import java.math.BigDecimal;
import java.util.Map;

/** Writes JSON from maps, lists, texts and numbers. Stateless. */
public final class Json {
  private static final Gson LINE =
      new GsonBuilder()
          .disableHtmlEscaping()
          .serializeNulls()
          .serializeSpecialFloatingPointValues()
          .create();
  private static final Gson PRETTY = LINE.newBuilder().setPrettyPrinting().create();

  private Json() {}

  /** Returns an object of alternating names and values, in this order; it may be changed. */
  public static Map<String, Object> object(Object... namesAndValues) {
    return ResultFields.object(namesAndValues);
  }

  /** Returns {@code value} on one line. */
  public static String line(Object value) {
    return LINE.toJson(value);
  }

  /** Returns {@code value} on indented lines. */
  public static String pretty(Object value) {
    return PRETTY.toJson(value);
  }

  /**
   * Returns one object with the fields of both, which must be objects without a common field, as
   * text: nothing in them is spelled differently.
   */
  public static String joined(String first, String second) {
    String head = first.substring(0, first.lastIndexOf('}')).stripTrailing();
    String tail = second.substring(second.indexOf('{') + 1).stripLeading();
    boolean comma = !head.endsWith("{") && !tail.startsWith("}");
    return head + (comma ? "," : "") + tail;
  }

  /** Returns a number of a model rounded to four decimal places, which is what is significant. */
  public static BigDecimal rounded(double value) {
    return ResultFields.rounded(value);
  }
}
