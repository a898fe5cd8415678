package dev.ieum.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

/** Writes JSON objects, and joins them as text, so that nothing in them is spelt anew. */
final class JsonText {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private JsonText() {}

  /** Returns {@code object} on one line. */
  static String of(JsonObject object) {
    return GSON.toJson(object);
  }

  /** Returns one object with the fields of both, which must be objects without a common field. */
  static String joined(String first, String second) {
    String head = first.substring(0, first.lastIndexOf('}')).stripTrailing();
    String tail = second.substring(second.indexOf('{') + 1).stripLeading();
    boolean comma = !head.endsWith("{") && !tail.startsWith("}");
    return head + (comma ? "," : "") + tail;
  }
}
