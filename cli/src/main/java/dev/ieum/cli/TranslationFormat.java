package dev.ieum.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.seq2seq.Translation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a translation as one of the output formats. Immutable.
 *
 * @param format which one
 * @param alignment whether alignments are written
 */
record TranslationFormat(OutputFormat format, boolean alignment) {

  /** Returns the names of the fields or columns that results take. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(nulls());
    if (format == OutputFormat.JSONL) {
      names.addAll(List.of("nbest", ResultPrinter.ERROR));
    }
    if (alignment) {
      names.add("alignment");
    }
    return names;
  }

  /** Returns what stands in place of results for a record that has none. */
  static List<String> nulls() {
    return List.of("translation", "log_probability");
  }

  /** Returns the result of a text. */
  ResultPrinter.Result result(Translation translation) {
    return new ResultPrinter.Result() {
      @Override
      public String text() {
        return translation.text().replaceAll("\\R", " ");
      }

      @Override
      public JsonObject json() {
        return TranslationFormat.this.json(translation);
      }

      @Override
      public List<String> rows() {
        return TranslationFormat.this.rows(translation);
      }
    };
  }

  private JsonObject json(Translation translation) {
    JsonObject object = new JsonObject();
    object.addProperty("translation", translation.text());
    object.addProperty("log_probability", FourPlaces.of(translation.logProbability()));
    JsonArray nbest = new JsonArray();
    for (Translation.Candidate candidate : translation.nbest()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("translation", candidate.text());
      entry.addProperty("log_probability", FourPlaces.of(candidate.logProbability()));
      nbest.add(entry);
    }
    object.add("nbest", nbest);
    if (alignment) {
      JsonArray links = new JsonArray();
      for (Translation.Alignment link : translation.alignment()) {
        JsonArray triple = new JsonArray();
        triple.add(link.source());
        triple.add(link.target());
        triple.add(FourPlaces.of(link.probability()));
        links.add(triple);
      }
      object.add("alignment", links);
    }
    return object;
  }

  private List<String> rows(Translation translation) {
    List<String> rows = new ArrayList<>();
    for (Translation.Candidate candidate : translation.nbest()) {
      String row =
          InputForm.cell(candidate.text()) + "\t" + FourPlaces.text(candidate.logProbability());
      // Alignments belong to the best translation; the others have none to show.
      String links = rows.isEmpty() ? links(translation.alignment()) : "";
      rows.add(alignment ? row + "\t" + links : row);
    }
    return rows;
  }

  private static String links(List<Translation.Alignment> alignment) {
    return alignment.stream()
        .map(
            link ->
                "%d-%d:%s"
                    .formatted(link.source(), link.target(), FourPlaces.text(link.probability())))
        .collect(Collectors.joining(" "));
  }
}
