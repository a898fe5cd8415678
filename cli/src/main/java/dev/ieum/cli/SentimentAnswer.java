package dev.ieum.cli;

import dev.ieum.sentiment.Explanation;
import dev.ieum.sentiment.SentenceSentiment;
import dev.ieum.sentiment.Sentiment;
import java.util.List;
import java.util.Objects;

/**
 * All that is printed of a text. Immutable.
 *
 * @param sentiment what it says as a whole
 * @param explanation what each word did to that; empty unless asked for
 * @param sentences what each sentence says; empty unless asked for
 */
record SentimentAnswer(
    Sentiment sentiment,
    List<Explanation.Contribution> explanation,
    List<SentenceSentiment> sentences) {
  SentimentAnswer {
    Objects.requireNonNull(sentiment, "sentiment");
    explanation = List.copyOf(explanation);
    sentences = List.copyOf(sentences);
  }
}
