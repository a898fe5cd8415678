package dev.ieum.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.Tokenizer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints the tokens of a line. Thread-safe.
 *
 * @param tokenizer cuts the line
 * @param format how the tokens are written
 */
record TokenPrinter(Tokenizer tokenizer, OutputFormat format) implements LinePrinter {

  @Override
  public String print(long id, String line) {
    List<Token> tokens = tokenizer.tokenize(line);
    return switch (format) {
      case TEXT -> tokens.stream().map(Token::text).collect(Collectors.joining(" "));
      case JSONL -> json(id, line, tokens);
      case TSV -> rows(id, tokens);
    };
  }

  private static String json(long id, String line, List<Token> tokens) {
    JsonArray array = new JsonArray();
    for (Token token : tokens) {
      array.add(span(token.text(), token.begin(), token.end()));
    }
    JsonObject object = line(id, line);
    object.add("tokens", array);
    return object.toString();
  }

  /** Returns the object of a line, which says which one it is. */
  static JsonObject line(long id, String line) {
    JsonObject object = new JsonObject();
    object.addProperty("id", id);
    object.addProperty("text", line);
    return object;
  }

  /** Returns the object of a piece of a line. */
  static JsonObject span(String text, int begin, int end) {
    JsonObject object = new JsonObject();
    object.addProperty("text", text);
    object.addProperty("begin", begin);
    object.addProperty("end", end);
    return object;
  }

  private static String rows(long id, List<Token> tokens) {
    return tokens.stream()
        .map(t -> "%d\t%s\t%d\t%d\n".formatted(id, t.text(), t.begin(), t.end()))
        .collect(Collectors.joining());
  }
}
