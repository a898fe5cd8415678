package dev.ieum.cli.train;

import dev.ieum.cli.console.UsageException;
import dev.ieum.core.config.NearestWord;
import dev.ieum.core.config.SettingDoc;
import dev.ieum.core.config.Settings;
import dev.ieum.sentiment.train.SentimentConfig;
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

  /** The tasks, as the setting {@code task} takes them. */
  static final List<String> TASKS = TrainingJob.TASKS;

  private SettingsReference() {}

  /**
   * A setting and its meaning.
   *
   * @param otherwise what an absent setting becomes; empty for a section
   * @param meaning one line
   */
  record Entry(String key, String allowed, String otherwise, String meaning) {
    String name() {
      return key.substring(key.lastIndexOf('.') + 1);
    }

    /** Says whether this is the section of {@code other} or belongs to it, too. */
    private boolean isBeside(Entry other) {
      String section = other.key().substring(0, other.key().lastIndexOf('.')).replace("[]", "");
      return (key.replace("[]", "") + ".").startsWith(section + ".");
    }

    List<String> lines() {
      String value =
          otherwise.isEmpty() ? allowed : "%s; default: %s".formatted(allowed, otherwise);
      return List.of(
          key,
          "  " + meaning,
          "  " + (otherwise.equals("required") ? allowed + "; required" : value));
    }
  }

  /** Returns the settings of {@code task}, section by section. */
  static List<Entry> of(String task) {
    Settings settings = Settings.of("settings", smallest(task));
    TrainingJob.read(settings, Path.of(""));
    List<Entry> entries = new ArrayList<>();
    for (SettingDoc doc : settings.taken()) {
      if (!doc.key().startsWith("labels.")) { // the classes, whose names are free
        insert(entries, new Entry(doc.key(), doc.allowed(), doc.otherwise(), doc.meaning()));
      }
    }
    return entries;
  }

  /** A setting stands behind the others of its section, whenever it was read. */
  private static void insert(List<Entry> entries, Entry entry) {
    int place = entries.size();
    while (entry.key().contains(".") && place > 0 && !entries.get(place - 1).isBeside(entry)) {
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
    for (String task : TASKS) {
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
          List<String> text = entry.lines();
          lines.add("%s (%s)".formatted(text.get(0), String.join(", ", tasks)));
          lines.addAll(text.subList(1, text.size()));
        });
    return lines;
  }

  private static boolean matches(String full, String key) {
    String plain = "." + full.replace("[]", "") + ".";
    return key.isEmpty() || plain.contains("." + key.replace("[]", "") + ".");
  }

  /** The page docs/settings.md. */
  static List<String> page() {
    List<String> lines = new ArrayList<>();
    lines.add("# Settings");
    lines.add("");
    lines.add(
        "What `ieum train CONFIG.yaml` reads. `ieum init TASK` writes a configuration to start");
    lines.add(
        "from, `ieum train --explain KEY` prints a line of this page, and `ieum train CONFIG.yaml");
    lines.add(
        "--dry-run` prints every value in force. A dot stands for a section and `[]` for each");
    lines.add("entry of a list. Unknown keys are errors. This page is generated from the code.");
    for (String task : TASKS) {
      lines.add("");
      lines.add("## task: " + task);
      lines.add("");
      lines.add("| key | allowed | default | meaning |");
      lines.add("| --- | --- | --- | --- |");
      for (Entry entry : of(task)) {
        lines.add(
            "| `%s` | %s | %s | %s |"
                .formatted(entry.key(), entry.allowed(), entry.otherwise(), entry.meaning()));
      }
    }
    return lines;
  }

  /** The least that is required, with every section that is not always read. */
  private static Map<String, Object> smallest(String task) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("task", task);
    settings.put("data", Map.of("train", List.of(Map.of("file", "train.tsv"))));
    if (task.equals(TranslationConfig.TASK)) {
      settings.put("source-language", "ko");
      settings.put("target-language", "en");
    } else if (task.equals(SentimentConfig.TASK)) {
      settings.put("language", "ko");
      settings.put("labels", Map.of("negative", List.of(), "positive", List.of()));
      settings.put("pretraining", Map.of());
      settings.put("data", Map.of("folds", 2, "train", List.of(Map.of("file", "train.tsv"))));
    }
    return settings;
  }
}
