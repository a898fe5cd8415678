package dev.ieum.cli.line;

import dev.ieum.cli.console.Json;
import dev.ieum.cli.line.ResultPrinter.Result;
import dev.ieum.cli.options.OutputFormat;
import dev.ieum.seq2seq.Translation;
import dev.ieum.server.json.ResultFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code ieum translate} prints of a translation. Immutable.
 *
 * @param alignment whether alignments are printed
 */
record TranslationResults(boolean alignment) {

  /** The fields that are null, and columns that are empty, where there is no result. */
  static final List<String> NULLS = List.of("translation", "log_probability");

  /** Returns the names of the fields or columns that results take. */
  List<String> names(OutputFormat format) {
    List<String> names = new ArrayList<>(NULLS);
    if (format == OutputFormat.JSONL) {
      names.addAll(List.of("nbest", ResultPrinter.ERROR));
    }
    if (alignment) {
      names.add("alignment");
    }
    return names;
  }

  /** Returns the result of a text. */
  Result result(Translation translation) {
    return new Result(
        () -> translation.text().replaceAll("\\R", " "),
        () -> ResultFields.translation(translation, alignment),
        () -> rows(translation));
  }

  private List<List<Object>> rows(Translation translation) {
    // Alignments belong to the best translation; the others have none to show.
    String links =
        translation.alignment().stream()
            .map(
                link ->
                    "%d-%d:%s"
                        .formatted(link.source(), link.target(), Json.rounded(link.probability())))
            .collect(Collectors.joining(" "));
    List<List<Object>> rows = new ArrayList<>();
    for (Translation.Candidate candidate : translation.nbest()) {
      BigDecimal logProbability = Json.rounded(candidate.logProbability());
      rows.add(
          alignment
              ? List.of(candidate.text(), logProbability, rows.isEmpty() ? links : "")
              : List.of(candidate.text(), logProbability));
    }
    return rows;
  }
}
