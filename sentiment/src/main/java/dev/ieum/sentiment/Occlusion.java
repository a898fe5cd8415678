package dev.ieum.sentiment;

import dev.ieum.sentiment.Explanation.Contribution;
import dev.ieum.sentiment.TextParts.Part;
import dev.ieum.tokenizers.Token;
import java.util.ArrayList;
import java.util.List;

/** Explains a model's prediction by leaving out one word after the other. */
record Occlusion(EnsembleMember member) {
  private static final int READINGS = 512;

  /** Tokens {@code [from, to)} of a part that make one word. */
  private record Word(int part, int from, int to) {}

  List<Contribution> contributions(String text) {
    SentimentModel model = member.model();
    List<Part> parts = TextParts.of(text, model);
    float[][] whole = member.logits(parts.stream().map(Part::encoded).toList());
    double score = member.score(parts, whole);
    List<Word> words = words(parts, text);
    List<Contribution> contributions = new ArrayList<>(words.size());
    for (int first = 0; first < words.size(); first += READINGS) {
      List<Word> some = words.subList(first, Math.min(words.size(), first + READINGS));
      float[][] logits =
          member.logits(
              some.stream()
                  .map(w -> TextParts.without(parts.get(w.part), w.from, w.to, text, model))
                  .toList());
      for (int i = 0; i < some.size(); i++) {
        float[][] changed = whole.clone();
        changed[some.get(i).part] = logits[i];
        double weight = score - member.score(parts, changed);
        contributions.add(contribution(some.get(i), parts, text, weight));
      }
    }
    return contributions;
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
    List<Token> whole = member.model().codec().tokenizer().words(text);
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
