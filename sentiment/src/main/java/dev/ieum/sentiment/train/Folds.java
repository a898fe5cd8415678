package dev.ieum.sentiment.train;

import dev.ieum.core.config.ConfigException;
import dev.ieum.sentiment.LabelSet;
import dev.ieum.sentiment.train.SentimentData.LabeledItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Deals labelled texts into folds, each with its share of every class. */
final class Folds {
  private Folds() {}

  /**
   * Returns the folds, which together hold every text once. A text that stands several times stays
   * in one fold, with the class it has where it stands first, so that no fold scores a text that
   * others were trained on.
   *
   * @param seed what the dealing follows from
   * @throws ConfigException when a class has fewer different texts than there are folds
   */
  static List<List<LabeledItem>> deal(
      List<LabeledItem> items, LabelSet labels, int count, long seed) {
    Map<String, List<LabeledItem>> same = new LinkedHashMap<>();
    items.forEach(item -> same.computeIfAbsent(item.text(), t -> new ArrayList<>()).add(item));
    List<List<LabeledItem>> folds = new ArrayList<>();
    for (int f = 0; f < count; f++) {
      folds.add(new ArrayList<>());
    }
    Random random = new Random(seed);
    for (int label = 0; label < labels.size(); label++) {
      int of = label;
      List<List<LabeledItem>> own =
          new ArrayList<>(
              same.values().stream().filter(texts -> texts.get(0).label() == of).toList());
      if (own.size() < count) {
        throw new ConfigException(
            "data.folds = %d, different texts of class %s = %d; allowed: no more folds than texts"
                .formatted(count, labels.names().get(label), own.size()));
      }
      Collections.shuffle(own, random);
      own.sort(Comparator.comparingInt(texts -> -texts.size())); // the large first, to even out
      deal(own, folds);
    }
    return folds;
  }

  /** Each to the fold with the fewest of this class, of equal ones to the smallest. */
  private static void deal(List<List<LabeledItem>> groups, List<List<LabeledItem>> folds) {
    int[] dealt = new int[folds.size()];
    for (List<LabeledItem> group : groups) {
      int least = 0;
      for (int f = 1; f < dealt.length; f++) {
        int fewer = Integer.compare(dealt[f], dealt[least]);
        boolean smaller = folds.get(f).size() < folds.get(least).size();
        least = fewer < 0 || (fewer == 0 && smaller) ? f : least;
      }
      folds.get(least).addAll(group);
      dealt[least] += group.size();
    }
  }
}
