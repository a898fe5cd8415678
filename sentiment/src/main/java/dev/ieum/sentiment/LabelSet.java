package dev.ieum.sentiment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.core.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes, most negative first, and how corpora write them. Immutable.
 *
 * @param names the classes
 * @param written what corpora write, and the class that each means
 */
public record LabelSet(List<String> names, Map<String, Integer> written) {

  /**
   * Checks the classes.
   *
   * @throws IllegalArgumentException when there are fewer than two
   */
  public LabelSet {
    names = List.copyOf(names);
    written = Map.copyOf(written);
    if (names.size() < 2) {
      throw new IllegalArgumentException(
          "labels = %s; allowed: two or more, as there is nothing to tell apart".formatted(names));
    }
  }

  /** Makes a set of classes that corpora write as they are called. */
  public static LabelSet of(List<String> names) {
    Map<String, Integer> written = new LinkedHashMap<>();
    names.forEach(name -> written.put(name, written.size()));
    return new LabelSet(names, written);
  }

  /**
   * Reads a section of classes, most negative first, each with what corpora write for it: {@code
   * negative: ["0"]}. A class may always be written by its name.
   */
  public static LabelSet read(Settings settings) {
    List<String> names = new ArrayList<>();
    Map<String, Integer> written = new LinkedHashMap<>();
    for (String name : settings.keys()) {
      for (String word : settings.takeStrings(name, List.of())) {
        if (written.put(word, names.size()) != null) {
          throw settings.error(name, "= " + word + " stands for two classes; give it to one");
        }
      }
      names.add(name);
    }
    for (int i = 0; i < names.size(); i++) {
      written.putIfAbsent(names.get(i), i);
    }
    settings.errorIf(
        names.size() < 2,
        "labels",
        "names %d classes; two or more are needed".formatted(names.size()));
    return new LabelSet(names, written);
  }

  /** Returns the classes as {@link #read} takes them. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    for (int i = 0; i < names.size(); i++) {
      int label = i;
      JsonArray words = new JsonArray();
      written.entrySet().stream()
          .filter(entry -> entry.getValue() == label)
          .map(Map.Entry::getKey)
          .sorted()
          .forEach(words::add);
      json.add(names.get(i), words);
    }
    return json;
  }

  /** Returns how many classes there are. */
  public int size() {
    return names.size();
  }

  /** Returns the number of the class that a corpus writes as {@code word}, if it is known. */
  public Optional<Integer> find(String word) {
    return Optional.ofNullable(written.get(word.strip()));
  }

  /**
   * Returns the signed score of {@code probabilities}: their mean when the classes stand at equal
   * distances from -1, the first, to 1, the last.
   */
  public double score(double[] probabilities) {
    double score = 0;
    for (int c = 0; c < probabilities.length; c++) {
      score += probabilities[c] * (2.0 * c / (probabilities.length - 1) - 1);
    }
    return score;
  }
}
