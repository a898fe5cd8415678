package dev.ieum.cli.train;

import dev.ieum.cli.console.Resource;
import dev.ieum.cli.console.UsageException;
import dev.ieum.core.config.NearestWord;
import dev.ieum.core.config.Settings;
import dev.ieum.sentiment.train.SentimentConfig;
import dev.ieum.seq2seq.train.TranslationConfig;
import dev.ieum.sequences.train.ForecastConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Every setting of a configuration with its range, default and meaning.
 *
 * <p>Ranges and defaults are those of the code that reads configurations: it is run on a small one
 * and asked what it took. Meanings are in {@code settings.properties}, by key, or by task and key;
 * so are the words for defaults that depend on other settings. Stateless.
 */
final class SettingsReference {

  private static final Properties TEXTS =
      Resource.properties(SettingsReference.class, "settings.properties");

  private SettingsReference() {}

  /**
   * A setting and its meaning.
   *
   * @param otherwise what an absent setting becomes; empty for a section
   * @param meaning one line
   */
  record Entry(String key, String allowed, String otherwise, String meaning) {

    /** Returns the last part of the key. */
    String name() {
      return key.substring(key.lastIndexOf('.') + 1);
    }
  }

  /** Returns the settings of {@code task}, section by section. */
  static List<Entry> of(String task) {
    Settings settings = Settings.of("settings", smallest(task), Map.of("task", task));
    TrainingJob.read(settings, Path.of(""));
    List<Entry> entries = new ArrayList<>();
    for (Settings.Taken taken : settings.taken()) {
      String key = taken.key();
      if (!key.startsWith("labels.")) { // the classes, whose names are free
        String otherwise = text(task, key + ".default", taken.otherwise());
        insert(entries, new Entry(key, taken.allowed(), otherwise, text(task, key, "")));
      }
    }
    return entries;
  }

  private static String text(String task, String key, String otherwise) {
    return TEXTS.getProperty(task + "/" + key, TEXTS.getProperty(key, otherwise));
  }

  /** A setting stands behind the others of its section, whenever it was read. */
  private static void insert(List<Entry> entries, Entry entry) {
    int place = entries.size();
    int dot = entry.key().lastIndexOf('.');
    String section = dot < 0 ? "" : entry.key().substring(0, dot).replace("[]", "") + ".";
    while (dot >= 0
        && place > 0
        && !(entries.get(place - 1).key().replace("[]", "") + ".").startsWith(section)) {
      place--;
    }
    entries.add(place, entry);
  }

  /**
   * Returns what is known of the settings whose key or section is {@code key}, of all tasks; of all
   * settings when it is empty.
   *
   * @throws UsageException when there is none
   */
  static List<String> explain(String key) {
    Map<Entry, List<String>> found = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    for (String task : TrainingJob.TASKS) {
      for (Entry entry : of(task)) {
        names.add(entry.key());
        names.add(entry.name());
        if (matches(entry.key(), key)) {
          found.computeIfAbsent(entry, any -> new ArrayList<>()).add(task);
        }
      }
    }
    if (found.isEmpty()) {
      throw new UsageException(
          "command line: --explain = %s; there is no such setting; %s"
              .formatted(
                  key,
                  NearestWord.find(key, names)
                      .map(word -> "did you mean " + word + "?")
                      .orElse("see all by --explain alone")));
    }
    List<String> lines = new ArrayList<>();
    found.forEach(
        (entry, tasks) -> {
          lines.add("%s (%s)".formatted(entry.key(), String.join(", ", tasks)));
          lines.add("  " + entry.meaning());
          lines.add("  " + entry.allowed() + otherwise(entry.otherwise()));
        });
    return lines;
  }

  private static String otherwise(String value) {
    return switch (value) {
      case "" -> "";
      case "required" -> "; required";
      default -> "; default: " + value;
    };
  }

  private static boolean matches(String full, String key) {
    String plain = "." + full.replace("[]", "") + ".";
    return key.isEmpty() || plain.contains("." + key.replace("[]", "") + ".");
  }

  /** The least that is required, with every section that is not always read. */
  private static String smallest(String task) {
    return switch (task) {
      case ForecastConfig.TASK -> "data: {target: value, train: [{file: train.tsv}]}";
      case TranslationConfig.TASK ->
          "{source-language: ko, target-language: en, data: {train: [{file: train.tsv}]}}";
      case SentimentConfig.TASK ->
          "{language: ko, labels: {negative: [], positive: []}, pretraining: {},"
              + " data: {folds: 2, train: [{file: train.tsv}]}}";
      default -> "data: {train: [{file: train.tsv}]}";
    };
  }
}
