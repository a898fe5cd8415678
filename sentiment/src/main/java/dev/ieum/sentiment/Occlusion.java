package dev.ieum.sentiment;

import dev.ieum.sentiment.Explanation.Contribution;
import dev.ieum.sentiment.TextParts.Part;
import dev.ieum.sentiment.model.EncodedText;
import dev.ieum.tokenizers.BpeTokenizer;
import dev.ieum.tokenizers.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Explains an answer by leaving out one word after the other. */
final class Occlusion {
  private static final int READINGS = 512;

  private final SentimentModel model;
  private final Function<List<EncodedText>, float[][]> scorer;
  private final Function<float[], Sentiment> answer;

  /** Tokens {@code [from, to)} of a part that make one word. */
  private record Word(int part, int from, int to) {}

  Occlusion(
      SentimentModel model,
      Function<List<EncodedText>, float[][]> scorer,
      Function<float[], Sentiment> answer) {
    this.model = model;
    this.scorer = scorer;
    this.answer = answer;
  }

  Explanation explain(String text) {
    List<Part> parts = TextParts.of(text, model);
    float[][] whole = scorer.apply(parts.stream().map(Part::encoded).toList());
    Sentiment sentiment = answer.apply(SentimentAnalyzer.mean(parts, whole, 0));
    List<Word> words = words(parts, text);
    List<Contribution> contributions = new ArrayList<>(words.size());
    for (int first = 0; first < words.size(); first += READINGS) {
      List<Word> some = words.subList(first, Math.min(words.size(), first + READINGS));
      float[][] logits =
          scorer.apply(
              some.stream()
                  .map(w -> TextParts.without(parts.get(w.part), w.from, w.to, text, model))
                  .toList());
      for (int i = 0; i < some.size(); i++) {
        float[][] changed = whole.clone();
        changed[some.get(i).part] = logits[i];
        double score = answer.apply(SentimentAnalyzer.mean(parts, changed, 0)).score();
        contributions.add(contribution(some.get(i), parts, text, sentiment.score() - score));
      }
    }
    return new Explanation(sentiment, contributions);
  }

  private static Contribution contribution(
      Word word, List<Part> parts, String text, double weight) {
    List<Token> tokens = parts.get(word.part).tokens();
    int begin = tokens.get(word.from).begin();
    int end = tokens.get(word.to - 1).end();
    return new Contribution(begin, end, text.substring(begin, end), weight);
  }

  /** Subwords that only together are a word stand or fall together. */
  private List<Word> words(List<Part> parts, String text) {
    List<Token> whole =
        model.codec().tokenizer() instanceof BpeTokenizer bpe
            ? bpe.words(text)
            : parts.stream().flatMap(part -> part.tokens().stream()).toList();
    List<Word> words = new ArrayList<>();
    int at = 0; // the word of the token in hand
    for (int p = 0; p < parts.size(); p++) {
      List<Token> tokens = parts.get(p).tokens();
      int from = 0;
      for (int t = 0; t < tokens.size(); t++) {
        int before = at;
        while (at + 1 < whole.size() && tokens.get(t).begin() >= whole.get(at).end()) {
          at++;
        }
        if (at > before && t > from) {
          words.add(new Word(p, from, t));
          from = t;
        }
      }
      if (from < tokens.size()) {
        words.add(new Word(p, from, tokens.size()));
      }
    }
    return words;
  }
}
