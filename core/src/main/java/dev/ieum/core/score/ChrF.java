package dev.ieum.core.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * chrF (Popović 2015) and chrF++ (Popović 2017) with one reference: the F-score of n-grams of
 * characters, white space left out, and for chrF++ of words too.
 *
 * <p>Precision and recall are averaged over the orders that occur on both sides, as sacreBLEU does;
 * figures and signature equal its. Immutable.
 *
 * @param characterOrder the longest n-grams of characters
 * @param wordOrder the longest n-grams of words; 0 is chrF, 2 is chrF++
 * @param beta how many times recall weighs as much as precision
 * @param lowercase whether case is ignored
 */
public record ChrF(int characterOrder, int wordOrder, int beta, boolean lowercase)
    implements Metric {
  /** The ASCII punctuation that is cut off a word's end or, failing that, its beginning. */
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  public ChrF {
    if (characterOrder < 1 || wordOrder < 0 || beta < 1) {
      throw new IllegalArgumentException(
          "characterOrder = %d, wordOrder = %d, beta = %d; allowed: at least 1, 0, 1"
              .formatted(characterOrder, wordOrder, beta));
    }
  }

  /** Character 1- to 6-grams, recall weighing twice as much as precision. */
  public ChrF(int wordOrder, boolean lowercase) {
    this(6, wordOrder, 2, lowercase);
  }

  @Override
  public String name() {
    return "chrF" + beta + "+".repeat(wordOrder);
  }

  @Override
  public String signature() {
    return "%s|nrefs:1|case:%s|eff:yes|nc:%d|nw:%d|space:no|%s"
        .formatted(name(), lowercase ? "lc" : "mixed", characterOrder, wordOrder, Score.VERSION);
  }

  /** Returns hypothesis count, reference count and matches for each order, characters first. */
  @Override
  public int[] statistics(String hypothesis, String reference) {
    List<Map<String, Integer>> ngrams = ngrams(hypothesis);
    List<Map<String, Integer>> expected = ngrams(reference);
    int[] row = new int[3 * ngrams.size()];
    for (int i = 0; i < ngrams.size(); i++) {
      // n-grams of an order that the reference is too short for are no mistakes
      row[3 * i] = expected.get(i).isEmpty() ? 0 : Segments.total(ngrams.get(i));
      row[3 * i + 1] = Segments.total(expected.get(i));
      row[3 * i + 2] = Segments.matches(ngrams.get(i), expected.get(i));
    }
    return row;
  }

  private List<Map<String, Integer>> ngrams(String segment) {
    String text = lowercase ? Segments.lowerCase(segment) : segment;
    List<Map<String, Integer>> ngrams = Segments.characterNgrams(text, characterOrder);
    List<String> words = wordOrder > 0 ? withPunctuationApart(text) : List.of();
    for (int order = 1; order <= wordOrder; order++) {
      ngrams.add(Segments.wordNgrams(words, order));
    }
    return ngrams;
  }

  private static List<String> withPunctuationApart(String text) {
    List<String> words = new ArrayList<>();
    for (String word : Segments.words(text)) {
      int last = word.length() - 1;
      if (word.codePointCount(0, word.length()) == 1) {
        words.add(word);
      } else if (PUNCTUATION.indexOf(word.charAt(last)) >= 0) {
        words.add(word.substring(0, last));
        words.add(word.substring(last));
      } else if (PUNCTUATION.indexOf(word.charAt(0)) >= 0) {
        words.add(word.substring(0, 1));
        words.add(word.substring(1));
      } else {
        words.add(word);
      }
    }
    return words;
  }

  @Override
  public Score score(long[] summed) {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int i = 0; i < summed.length; i += 3) {
      if (summed[i] > 0 && summed[i + 1] > 0) {
        precision += (double) summed[i + 2] / summed[i];
        recall += (double) summed[i + 2] / summed[i + 1];
        orders++;
      }
    }
    double value = 0;
    if (precision + recall > 0) {
      precision /= orders;
      recall /= orders;
      double factor = beta * beta;
      value = 100 * ((1 + factor) * precision * recall / (factor * precision + recall));
    }
    return new Score(name(), value, signature(), "");
  }
}
