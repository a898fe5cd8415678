package dev.ieum.cli.line;

import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.Table;
import dev.ieum.cli.line.ResultPrinter.Result;
import dev.ieum.server.json.ResultFields;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.korean.KoreanMorphology;
import dev.ieum.tokenizers.korean.KoreanMorphology.Decompound;
import dev.ieum.tokenizers.korean.KoreanMorphology.Eojeol;
import dev.ieum.tokenizers.korean.Morpheme;
import dev.ieum.tokenizers.korean.PartOfSpeech;
import dev.ieum.tokenizers.sentence.SentenceSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What {@code ieum tokenize} prints of a text: tokens, sentences or morphemes. Thread-safe.
 *
 * @param field the field of the results in JSON
 * @param columns their columns in a table
 * @param function analyzes a text
 */
record TextResults(String field, List<String> columns, Function<String, Result> function) {

  /** Returns the tokens of texts, separated by spaces. */
  static TextResults tokens(Tokenizer tokenizer) {
    return pieces(
        "token",
        tokenizer::tokenize,
        pieces ->
            pieces.stream()
                .map(piece -> InputForm.oneLine(piece.text()))
                .collect(Collectors.joining(" ")));
  }

  /** Returns the sentences of texts, one per line. */
  static TextResults sentences(SentenceSplitter splitter) {
    return pieces(
        "sentence",
        text ->
            splitter.split(text).stream()
                .map(s -> new Token(s.text(), s.begin(), s.end()))
                .toList(),
        pieces ->
            pieces.stream()
                .map(piece -> InputForm.cell(piece.text()) + "\n")
                .collect(Collectors.joining()));
  }

  private static TextResults pieces(
      String name, Function<String, List<Token>> split, Function<List<Token>, String> printed) {
    return new TextResults(
        name + "s",
        List.of(name, "begin", "end"),
        text -> {
          List<Token> pieces = split.apply(text);
          return new Result(
              () -> printed.apply(pieces),
              () -> Json.object(name + "s", ResultFields.tokens(pieces)),
              () -> pieces.stream().map(p -> List.of(p.text(), p.begin(), p.end())).toList());
        });
  }

  /** Returns the morphemes of Korean texts, in aligned columns for people. */
  static TextResults morphemes(KoreanMorphology morphology, Decompound decompound) {
    return new TextResults(
        "eojeols",
        List.of(
            "eojeol morpheme tags dictionary_form korean english parts reading begin end"
                .split(" ")),
        text -> {
          List<Eojeol> eojeols = morphology.analyze(text, decompound);
          return new Result(
              () -> aligned(eojeols),
              () -> Json.object("eojeols", ResultFields.eojeols(eojeols)),
              () -> rows(eojeols));
        });
  }

  private static String aligned(List<Eojeol> eojeols) {
    Table table = new Table();
    for (Eojeol eojeol : eojeols) {
      String first = eojeol.surface();
      for (Morpheme morpheme : eojeol.morphemes()) {
        List<String> row = new ArrayList<>(List.of(first));
        row.addAll(cells(morpheme));
        table.row(row);
        first = "";
      }
    }
    return table.lines().stream().map(row -> row + "\n").collect(Collectors.joining());
  }

  private static List<List<Object>> rows(List<Eojeol> eojeols) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < eojeols.size(); i++) {
      for (Morpheme morpheme : eojeols.get(i).morphemes()) {
        List<Object> row = new ArrayList<>(List.of(i + 1));
        row.addAll(cells(morpheme));
        row.addAll(List.of(morpheme.begin(), morpheme.end()));
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<String> cells(Morpheme morpheme) {
    return List.of(
        morpheme.surface(),
        morpheme.tags(),
        morpheme.dictionaryForm(),
        gloss(morpheme, PartOfSpeech::korean),
        gloss(morpheme, PartOfSpeech::english),
        morpheme.parts().stream().map(Morpheme.Part::form).collect(Collectors.joining(" + ")),
        morpheme.reading().orElse(""));
  }

  /** Returns what the tags are called, in the tags' order. */
  private static String gloss(Morpheme morpheme, Function<PartOfSpeech, String> name) {
    return morpheme.partsOrSelf().stream()
        .map(part -> name.apply(part.tag()))
        .collect(Collectors.joining(" + "));
  }
}
