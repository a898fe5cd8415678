package dev.ieum.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.ieum.sentiment.Explanation;
import dev.ieum.sentiment.SentenceSentiment;
import dev.ieum.sentiment.Sentiment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes what texts say as one of the output formats. Immutable.
 *
 * @param format which one
 * @param labels the classes of the model
 * @param explain whether explanations are written
 * @param perSentence whether sentences are written
 * @param abstain whether an answer that is not to be trusted is called {@value #UNCERTAIN}
 */
record SentimentFormat(
    OutputFormat format,
    List<String> labels,
    boolean explain,
    boolean perSentence,
    boolean abstain) {

  /** The label of an answer that is not to be trusted. */
  static final String UNCERTAIN = "uncertain";

  private static final String LABEL = "label";
  private static final String PROBABILITIES = "probabilities";
  private static final String SCORE = "score";
  private static final String EXPLANATION = "explanation";
  private static final String SENTENCES = "sentences";

  SentimentFormat {
    labels = List.copyOf(labels);
  }

  /** Returns the names of the fields or columns that results take. */
  static Set<String> names(
      OutputFormat format, List<String> labels, boolean explain, boolean perSentence, OnError bad) {
    Set<String> names = new LinkedHashSet<>();
    if (format == OutputFormat.TSV) {
      if (perSentence) {
        names.addAll(List.of("begin", "end", "sentence"));
      }
      names.addAll(List.of(LABEL, SCORE));
      names.addAll(labels);
      if (explain) {
        names.add(EXPLANATION);
      }
      return names;
    }
    names.addAll(List.of(LABEL, PROBABILITIES, SCORE));
    if (explain) {
      names.add(EXPLANATION);
    }
    if (perSentence) {
      names.add(SENTENCES);
    }
    if (bad == OnError.NULL) {
      names.add(ResultPrinter.ERROR);
    }
    return names;
  }

  /** Returns what stands in place of results for a record that has none. */
  static List<String> nulls() {
    return List.of(LABEL, PROBABILITIES, SCORE);
  }

  /**
   * Returns the result of a text; a blank text has no label.
   *
   * @param sentiment what the text as a whole says
   * @param explanation what each word did; empty unless asked for
   * @param sentences what each sentence says; empty unless asked for
   */
  ResultPrinter.Result result(
      boolean blank,
      Sentiment sentiment,
      List<Explanation.Contribution> explanation,
      List<SentenceSentiment> sentences) {
    Answer answer = new Answer(sentiment, explanation, sentences);
    return new ResultPrinter.Result() {
      @Override
      public String text() {
        return blank ? "" : SentimentFormat.this.text(answer);
      }

      @Override
      public JsonObject json() {
        return SentimentFormat.this.json(answer, blank);
      }

      @Override
      public List<String> rows() {
        return blank ? List.of("\t".repeat(columns() - 1)) : SentimentFormat.this.rows(answer);
      }
    };
  }

  private record Answer(
      Sentiment sentiment,
      List<Explanation.Contribution> explanation,
      List<SentenceSentiment> sentences) {}

  private int columns() {
    return names(format, labels, explain, perSentence, OnError.STOP).size();
  }

  private String text(Answer answer) {
    if (perSentence) {
      return answer.sentences().stream()
          .map(sentence -> labelAndScore(sentence.sentiment()))
          .collect(Collectors.joining("\t"));
    }
    return labelAndScore(answer.sentiment())
        + (explain ? "\t" + weights(answer.explanation()) : "");
  }

  private String labelAndScore(Sentiment sentiment) {
    return label(sentiment) + "\t" + FourPlaces.text(sentiment.score());
  }

  private String label(Sentiment sentiment) {
    return abstain && !sentiment.confident() ? UNCERTAIN : sentiment.label();
  }

  private static String weights(List<Explanation.Contribution> explanation) {
    return explanation.stream()
        .map(
            part ->
                String.format(Locale.ROOT, "%s:%+.4f", InputForm.cell(part.text()), part.weight()))
        .collect(Collectors.joining(" "));
  }

  private JsonObject json(Answer answer, boolean blank) {
    JsonObject object = new JsonObject();
    if (blank) {
      nulls().forEach(name -> object.add(name, JsonNull.INSTANCE));
    } else {
      addTo(object, answer.sentiment());
    }
    if (explain) {
      JsonArray parts = new JsonArray();
      for (Explanation.Contribution part : answer.explanation()) {
        JsonObject entry = span(part.begin(), part.end(), part.text());
        entry.addProperty("weight", FourPlaces.of(part.weight()));
        parts.add(entry);
      }
      object.add(EXPLANATION, parts);
    }
    if (perSentence) {
      JsonArray sentences = new JsonArray();
      for (SentenceSentiment sentence : answer.sentences()) {
        JsonObject entry = span(sentence.begin(), sentence.end(), sentence.text());
        addTo(entry, sentence.sentiment());
        sentences.add(entry);
      }
      object.add(SENTENCES, sentences);
    }
    return object;
  }

  private static JsonObject span(int begin, int end, String text) {
    JsonObject entry = new JsonObject();
    entry.addProperty("begin", begin);
    entry.addProperty("end", end);
    entry.addProperty("text", text);
    return entry;
  }

  private void addTo(JsonObject object, Sentiment sentiment) {
    object.addProperty(LABEL, label(sentiment));
    JsonObject probabilities = new JsonObject();
    sentiment
        .probabilities()
        .forEach((label, p) -> probabilities.addProperty(label, FourPlaces.of(p)));
    object.add(PROBABILITIES, probabilities);
    object.addProperty(SCORE, FourPlaces.of(sentiment.score()));
  }

  private List<String> rows(Answer answer) {
    if (!perSentence) {
      String explained = explain ? "\t" + weights(answer.explanation()) : "";
      return List.of(cells(answer.sentiment()) + explained);
    }
    if (answer.sentences().isEmpty()) {
      return List.of("\t\t\t" + cells(answer.sentiment()));
    }
    List<String> rows = new ArrayList<>();
    for (SentenceSentiment sentence : answer.sentences()) {
      rows.add(
          "%d\t%d\t%s\t%s"
              .formatted(
                  sentence.begin(),
                  sentence.end(),
                  InputForm.cell(sentence.text()),
                  cells(sentence.sentiment())));
    }
    return rows;
  }

  private String cells(Sentiment sentiment) {
    return labelAndScore(sentiment)
        + labels.stream()
            .map(label -> "\t" + FourPlaces.text(sentiment.probabilities().get(label)))
            .collect(Collectors.joining());
  }
}
