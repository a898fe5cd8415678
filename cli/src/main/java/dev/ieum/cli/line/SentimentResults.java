package dev.ieum.cli.line;

import dev.ieum.cli.console.Json;
import dev.ieum.cli.line.ResultPrinter.Result;
import dev.ieum.cli.options.OutputFormat;
import dev.ieum.sentiment.Explanation;
import dev.ieum.sentiment.Sentiment;
import dev.ieum.server.json.ResultFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code ieum sentiment} prints of a text. Immutable.
 *
 * @param labels the classes of the model
 * @param explain whether explanations are printed
 * @param perSentence whether sentences are printed
 * @param abstain whether a label of low confidence is printed as {@value #UNCERTAIN}
 */
record SentimentResults(
    List<String> labels, boolean explain, boolean perSentence, boolean abstain) {

  /** What is printed in place of a label of low confidence. */
  static final String UNCERTAIN = "uncertain";

  /** The fields that are null where there is no result. */
  static final List<String> NULLS = ResultFields.SENTIMENT;

  /**
   * Returns the names of the fields or columns that results take.
   *
   * @param errors whether the field of errors is among them
   */
  List<String> names(OutputFormat format, boolean errors) {
    List<String> names = new ArrayList<>();
    if (format == OutputFormat.TSV) {
      if (perSentence) {
        names.addAll(List.of("begin", "end", "sentence"));
      }
      names.addAll(List.of("label", "score"));
      names.addAll(labels);
      if (explain) {
        names.add("explanation");
      }
      return names;
    }
    names.addAll(NULLS);
    if (explain) {
      names.add("explanation");
    }
    if (perSentence) {
      names.add("sentences");
    }
    if (errors) {
      names.add(ResultPrinter.ERROR);
    }
    return names;
  }

  /**
   * Returns the result of a text; a blank text has no label.
   *
   * @param explanation the sentiment of the text as a whole, and what each word contributes, which
   *     is empty unless explanations are printed
   * @param sentences the sentiment of each sentence; empty unless they are printed
   */
  Result result(boolean blank, Explanation explanation, List<Sentiment.Sentence> sentences) {
    int columns = names(OutputFormat.TSV, false).size();
    return new Result(
        () -> blank ? "" : text(explanation, sentences),
        () -> json(blank, explanation, sentences),
        () -> blank ? List.of(Collections.nCopies(columns, "")) : rows(explanation, sentences));
  }

  private String text(Explanation explanation, List<Sentiment.Sentence> sentences) {
    if (perSentence) {
      return sentences.stream()
          .map(sentence -> labelAndScore(sentence.sentiment()))
          .collect(Collectors.joining("\t"));
    }
    return labelAndScore(explanation.sentiment()) + (explain ? "\t" + weights(explanation) : "");
  }

  private String labelAndScore(Sentiment sentiment) {
    return label(sentiment) + "\t" + Json.rounded(sentiment.score());
  }

  private String label(Sentiment sentiment) {
    boolean doubted = abstain && sentiment.readable() && !sentiment.confident();
    return doubted ? UNCERTAIN : sentiment.label();
  }

  private static String weights(Explanation explanation) {
    return explanation.contributions().stream()
        .map(part -> "%s:%+.4f".formatted(InputForm.cell(part.text()), part.weight()))
        .collect(Collectors.joining(" "));
  }

  private Map<String, Object> json(
      boolean blank, Explanation explanation, List<Sentiment.Sentence> sentences) {
    Map<String, Object> object = Json.object();
    if (blank) {
      NULLS.forEach(name -> object.put(name, null));
    } else {
      Sentiment sentiment = explanation.sentiment();
      object.putAll(ResultFields.sentiment(label(sentiment), sentiment));
    }
    if (explain) {
      object.put("explanation", ResultFields.explanation(explanation.contributions()));
    }
    if (perSentence) {
      object.put(
          "sentences",
          sentences.stream().map(s -> ResultFields.sentence(label(s.sentiment()), s)).toList());
    }
    return object;
  }

  private List<List<Object>> rows(Explanation explanation, List<Sentiment.Sentence> sentences) {
    if (!perSentence) {
      List<Object> row = row(explanation.sentiment());
      if (explain) {
        row.add(weights(explanation));
      }
      return List.of(row);
    }
    if (sentences.isEmpty()) {
      return List.of(row(explanation.sentiment(), "", "", ""));
    }
    return sentences.stream().map(s -> row(s.sentiment(), s.begin(), s.end(), s.text())).toList();
  }

  private List<Object> row(Sentiment sentiment, Object... before) {
    List<Object> row = new ArrayList<>(List.of(before));
    row.addAll(List.of(label(sentiment), Json.rounded(sentiment.score())));
    labels.forEach(label -> row.add(Json.rounded(sentiment.probabilities().get(label))));
    return row;
  }
}
