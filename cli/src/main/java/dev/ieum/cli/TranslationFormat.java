package dev.ieum.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.seq2seq.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a translation as one of the output formats. Immutable.
 *
 * @param format which one
 * @param alignment whether alignments are written
 */
record TranslationFormat(OutputFormat format, boolean alignment) {
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  /** Returns {@code translation} of line {@code id}, without a line feed at the end. */
  String print(long id, Translation translation) {
    return switch (format) {
      case TEXT -> translation.text();
      case JSONL -> JSON.toJson(json(id, translation));
      case TSV -> rows(id, translation);
    };
  }

  private JsonObject json(long id, Translation translation) {
    JsonObject object = new JsonObject();
    object.addProperty("id", id);
    object.addProperty("source", translation.source());
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

  private String rows(long id, Translation translation) {
    List<String> rows = new ArrayList<>();
    for (Translation.Candidate candidate : translation.nbest()) {
      List<String> fields =
          new ArrayList<>(
              List.of(
                  Long.toString(id),
                  field(translation.source()),
                  field(candidate.text()),
                  FourPlaces.text(candidate.logProbability())));
      if (alignment) {
        // Alignments belong to the best translation; the others have none to show.
        fields.add(rows.isEmpty() ? links(translation.alignment()) : "");
      }
      rows.add(String.join("\t", fields));
    }
    return String.join("\n", rows);
  }

  private static String links(List<Translation.Alignment> alignment) {
    return alignment.stream()
        .map(
            link ->
                "%d-%d:%s"
                    .formatted(link.source(), link.target(), FourPlaces.text(link.probability())))
        .collect(Collectors.joining(" "));
  }

  /** A table has no way to hold a tab. */
  private static String field(String text) {
    return text.replace('\t', ' ');
  }
}
