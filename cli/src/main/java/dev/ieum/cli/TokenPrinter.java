package dev.ieum.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.Tokenizer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints the tokens of a text. Thread-safe.
 *
 * @param tokenizer cuts the text
 */
record TokenPrinter(Tokenizer tokenizer) implements TextAnalysis {

  @Override
  public List<String> columns() {
    return List.of("token", "begin", "end");
  }

  @Override
  public String field() {
    return "tokens";
  }

  @Override
  public ResultPrinter.Result of(String line) {
    List<Token> tokens = tokenizer.tokenize(line);
    return new ResultPrinter.Result() {
      @Override
      public String text() {
        return tokens.stream()
            .map(token -> InputForm.lines(token.text()))
            .collect(Collectors.joining(" "));
      }

      @Override
      public JsonObject json() {
        return TextAnalysis.object(field(), TokenPrinter.json(tokens));
      }

      @Override
      public List<String> rows() {
        return tokens.stream()
            .map(t -> "%s\t%d\t%d".formatted(InputForm.cell(t.text()), t.begin(), t.end()))
            .toList();
      }
    };
  }

  private static JsonArray json(List<Token> tokens) {
    JsonArray array = new JsonArray();
    tokens.forEach(t -> array.add(TextAnalysis.span(t.text(), t.begin(), t.end())));
    return array;
  }
}
