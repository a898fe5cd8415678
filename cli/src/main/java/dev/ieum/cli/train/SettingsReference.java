package dev.ieum.cli.train;

import dev.ieum.cli.console.UsageException;
import dev.ieum.core.config.NearestWord;
import dev.ieum.core.config.SettingDoc;
import dev.ieum.core.config.Settings;
import dev.ieum.seq2seq.train.TranslationConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every setting of a configuration with its range, default and meaning.
 *
 * <p>All are those of the code that reads configurations: it is run on a small one and asked what
 * it took. Stateless.
 */
final class SettingsReference {

  private SettingsReference() {}

  /** Returns the last part of a key. */
  static String name(SettingDoc setting) {
    return setting.key().substring(setting.key().lastIndexOf('.') + 1);
  }

  /** Returns the settings of {@code task}, section by section. */
  static List<SettingDoc> of(String task) {
    Settings settings = Settings.of("settings", smallest(task));
    TrainingJob.read(settings, Path.of(""));
    List<SettingDoc> entries = new ArrayList<>();
    for (SettingDoc doc : settings.taken()) {
      if (!doc.key().startsWith("labels.")) { // the classes, whose names are free
        insert(entries, doc);
      }
    }
    return entries;
  }

  /** A setting stands behind the others of its section, whenever it was read. */
  private static void insert(List<SettingDoc> entries, SettingDoc entry) {
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
    Map<SettingDoc, List<String>> found = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    for (String task : TrainingJob.TASKS) {
      for (SettingDoc entry : of(task)) {
        names.add(entry.key());
        names.add(name(entry));
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
  private static Map<String, Object> smallest(String task) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("task", task);
    settings.put("data", Map.of("train", List.of(Map.of("file", "train.tsv"))));
    if (task.equals(TranslationConfig.TASK)) {
      settings.put("source-language", "ko");
      settings.put("target-language", "en");
    } else {
      settings.put("language", "ko");
      settings.put("labels", Map.of("negative", List.of(), "positive", List.of()));
      settings.put("pretraining", Map.of());
      settings.put("data", Map.of("folds", 2, "train", List.of(Map.of("file", "train.tsv"))));
    }
    return settings;
  }
}
