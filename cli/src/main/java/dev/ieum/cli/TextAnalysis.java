package dev.ieum.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** What {@code ieum tokenize} makes of a text. Implementations may be shared between threads. */
interface TextAnalysis {

  /** Returns the result of a text. */
  ResultPrinter.Result of(String text);

  /** Returns the columns of its rows. */
  List<String> columns();

  /** Returns the name of its field in JSON. */
  String field();

  /** Returns a JSON object of one field. */
  static JsonObject object(String field, JsonArray value) {
    JsonObject object = new JsonObject();
    object.add(field, value);
    return object;
  }

  /** Returns the object of a piece of a text. */
  static JsonObject span(String text, int begin, int end) {
    JsonObject object = new JsonObject();
    object.addProperty("text", text);
    object.addProperty("begin", begin);
    object.addProperty("end", end);
    return object;
  }
}
