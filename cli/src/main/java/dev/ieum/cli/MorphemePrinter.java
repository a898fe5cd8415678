package dev.ieum.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.tokenizers.korean.Decompound;
import dev.ieum.tokenizers.korean.Eojeol;
import dev.ieum.tokenizers.korean.KoreanMorphology;
import dev.ieum.tokenizers.korean.Morpheme;
import dev.ieum.tokenizers.korean.PartOfSpeech;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Prints the morphemes of a Korean line: aligned columns for people, JSON or a table for programs.
 * Thread-safe.
 *
 * @param morphology analyses the line
 * @param decompound what becomes of morphemes made of parts
 */
record MorphemePrinter(KoreanMorphology morphology, Decompound decompound) implements TextAnalysis {

  @Override
  public List<String> columns() {
    return List.of(
        "eojeol",
        "morpheme",
        "tags",
        "dictionary_form",
        "korean",
        "english",
        "parts",
        "reading",
        "begin",
        "end");
  }

  @Override
  public String field() {
    return "eojeols";
  }

  @Override
  public ResultPrinter.Result of(String line) {
    List<Eojeol> eojeols = morphology.analyze(line, decompound);
    return new ResultPrinter.Result() {
      @Override
      public String text() {
        return aligned(eojeols);
      }

      @Override
      public JsonObject json() {
        return TextAnalysis.object(field(), MorphemePrinter.json(eojeols));
      }

      @Override
      public List<String> rows() {
        return MorphemePrinter.rows(eojeols);
      }
    };
  }

  private static String aligned(List<Eojeol> eojeols) {
    Table table = new Table();
    for (Eojeol eojeol : eojeols) {
      String first = eojeol.surface();
      for (Morpheme morpheme : eojeol.morphemes()) {
        table.row(
            first,
            morpheme.surface(),
            morpheme.tags(),
            morpheme.dictionaryForm(),
            gloss(morpheme, PartOfSpeech::korean),
            gloss(morpheme, PartOfSpeech::english),
            parts(morpheme),
            morpheme.reading().orElse(""));
        first = "";
      }
    }
    return table.lines().stream().map(row -> row + "\n").collect(Collectors.joining());
  }

  private static List<String> rows(List<Eojeol> eojeols) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < eojeols.size(); i++) {
      for (Morpheme morpheme : eojeols.get(i).morphemes()) {
        List<String> fields = new ArrayList<>();
        fields.add(Integer.toString(i + 1));
        fields.add(InputForm.cell(morpheme.surface()));
        fields.add(morpheme.tags());
        fields.add(morpheme.dictionaryForm());
        fields.add(gloss(morpheme, PartOfSpeech::korean));
        fields.add(gloss(morpheme, PartOfSpeech::english));
        fields.add(parts(morpheme));
        fields.add(morpheme.reading().orElse(""));
        fields.add(Integer.toString(morpheme.begin()));
        fields.add(Integer.toString(morpheme.end()));
        rows.add(String.join("\t", fields));
      }
    }
    return rows;
  }

  private static JsonArray json(List<Eojeol> eojeols) {
    JsonArray array = new JsonArray();
    for (Eojeol eojeol : eojeols) {
      JsonArray morphemes = new JsonArray();
      eojeol.morphemes().forEach(morpheme -> morphemes.add(json(morpheme)));
      JsonObject entry = TextAnalysis.span(eojeol.surface(), eojeol.begin(), eojeol.end());
      entry.add("morphemes", morphemes);
      array.add(entry);
    }
    return array;
  }

  private static JsonObject json(Morpheme morpheme) {
    JsonObject object = TextAnalysis.span(morpheme.surface(), morpheme.begin(), morpheme.end());
    object.addProperty("tag", morpheme.tag().name());
    object.addProperty("korean", morpheme.tag().korean());
    object.addProperty("english", morpheme.tag().english());
    object.addProperty("dictionary_form", morpheme.dictionaryForm());
    object.addProperty("kind", LowerCase.word(morpheme.kind()));
    JsonArray parts = new JsonArray();
    for (Morpheme.Part part : morpheme.parts()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("form", part.form());
      entry.addProperty("tag", part.tag().name());
      entry.addProperty("dictionary_form", part.dictionaryForm());
      parts.add(entry);
    }
    object.add("parts", parts);
    morpheme.reading().ifPresent(reading -> object.addProperty("reading", reading));
    return object;
  }

  /** What the tags are called, in the tags' order. */
  private static String gloss(Morpheme morpheme, Function<PartOfSpeech, String> name) {
    return morpheme.partsOrSelf().stream()
        .map(part -> name.apply(part.tag()))
        .collect(Collectors.joining(" + "));
  }

  private static String parts(Morpheme morpheme) {
    return morpheme.parts().stream().map(Morpheme.Part::form).collect(Collectors.joining(" + "));
  }
}
