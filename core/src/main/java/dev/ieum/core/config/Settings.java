package dev.ieum.core.config;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The settings of a YAML file: read as records that declare them, or taken one by one.
 *
 * <p>The reader of a section takes each key once, with a default or as required, and ends with
 * {@link #requireAllTaken}: a key that nobody took is an error that suggests the nearest known one,
 * since a misspelled setting that silently trains for a day as the default is costly. {@link
 * #resolved} then holds every value in force, to be stored with the result. Not thread-safe; use
 * one per thread.
 *
 * <p>All {@code take} and {@code require} methods throw {@link ConfigException} with the file, the
 * line, the dotted key, its value and what is allowed. A {@code take} gives its default, or
 * nothing, when the key is absent; a {@code require} then fails.
 */
public final class Settings {
  private static final String A_TEXT = "a text";
  private static final String TEXTS = "a list of texts";
  private final String where;
  private final String prefix;
  private final Map<String, ConfigNode> values;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, Object> resolved = new LinkedHashMap<>();
  private final List<Settings> sections = new ArrayList<>();
  private final File file;

  /**
   * A setting that was read.
   *
   * @param key dotted, with {@code []} for each entry of a list
   * @param otherwise its default, "none", "required", or empty for a section
   */
  public record Taken(String key, String allowed, String otherwise) {}

  /** What all sections of a file share. Mutable. */
  private static final class File {
    final Map<String, Taken> taken = new LinkedHashMap<>();
    final Map<String, String> defaults = new LinkedHashMap<>();
    Path base = Path.of("");
    Settings root;
  }

  private Settings(String where, String prefix, Map<String, ConfigNode> values, File file) {
    this.where = where;
    this.prefix = prefix;
    this.values = values;
    this.file = file;
  }

  /**
   * Reads a YAML file.
   *
   * @param overrides values that win over the file's, by dotted key; typed like YAML scalars
   * @throws ConfigException when the file is missing, not UTF-8 or not strict YAML
   */
  public static Settings load(Path yaml, Map<String, String> overrides) {
    ConfigNode root = YamlReader.read(yaml);
    overrides.forEach((key, value) -> Overrides.apply(root, key, value));
    return root(root.where(), root);
  }

  /**
   * Reads YAML that comes with the program.
   *
   * @param values that win over those of the text, plain as in {@link #of(String, Map)}, by dotted
   *     key
   */
  public static Settings of(String name, String yaml, Map<String, ?> values) {
    ConfigNode root = YamlReader.read(name, yaml);
    values.forEach((key, value) -> Overrides.apply(root, key, ConfigNode.of(name, (Object) value)));
    return root(name, root);
  }

  /** Wraps plain values: strings, numbers, booleans, and lists and maps of them. */
  public static Settings of(String name, Map<String, ?> values) {
    return root(name, ConfigNode.of(name, (Object) values));
  }

  /** Wraps a JSON object, as a model bundle stores it. */
  public static Settings of(String name, JsonObject json) {
    return root(name, ConfigNode.of(name, json));
  }

  private static Settings root(String name, ConfigNode node) {
    File file = new File();
    file.root = new Settings(name, "", new SettingValue(name, node).entries(), file);
    return file.root;
  }

  /** Sets what relative paths start from; without it, the working directory. */
  public Settings relativeTo(Path base) {
    file.base = base;
    return this;
  }

  Path base() {
    return file.base;
  }

  /** Sets another default for a setting that a record declares, by its dotted key. */
  public Settings otherwise(Map<String, String> defaults) {
    file.defaults.putAll(defaults);
    return this;
  }

  String otherwise(String key, String declared) {
    return file.defaults.getOrDefault(prefix + key, declared);
  }

  /** Returns the value in force of a setting read before, by its dotted key in the whole file. */
  Object value(String dottedKey) {
    Object value = file.root.resolved;
    for (String key : dottedKey.split("\\.", -1)) {
      value = ((Map<?, ?>) value).get(key);
    }
    return Objects.requireNonNull(value, dottedKey);
  }

  /** Reads all settings that a record declares; see {@link Setting}. */
  public <R> R read(Class<R> type) {
    return read(type, Map.of());
  }

  /** As above, but for components that come from elsewhere, by name; each when its turn comes. */
  public <R> R read(Class<R> type, Map<String, Supplier<?>> given) {
    return RecordReader.read(this, type, given);
  }

  /** A record of settings that may contradict each other, checked when it has been read. */
  public interface Checked {

    /**
     * Checks them together.
     *
     * @param settings the section they were read from, for {@link Settings#error}
     * @throws ConfigException when they contradict each other
     */
    default void check(Settings settings) {}

    /**
     * Returns the keys that have no effect beside the other settings, each with the reason: it is
     * an error where a file has one, and none is stored with a result. An empty reason allows the
     * key in a file.
     */
    default Map<String, String> unused() {
      return Map.of();
    }
  }

  /** Returns the settings of a record that declares them, as {@link #read} takes them. */
  public static JsonObject toJson(Record record) {
    return RecordReader.toJson(record);
  }

  /** Returns a record with other values of some components, by their names. */
  public static <R extends Record> R with(R record, Map<String, ?> changes) {
    return RecordReader.with(record, changes);
  }

  /** Returns the keys that are present, in the order of the file. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** Tells whether the key is present; it counts as known from now on. */
  public boolean has(String key) {
    known.add(key);
    return values.containsKey(key);
  }

  /** Returns what is known of every setting taken so far; a list's items are {@code list[].key}. */
  public List<Taken> taken() {
    return List.copyOf(file.taken.values());
  }

  /** Takes a text; a number or boolean in the file is taken as it was written. */
  public String takeString(String key, String defaultValue) {
    return take(key, A_TEXT, defaultValue, SettingValue::text);
  }

  /** Takes a text. */
  public String requireString(String key) {
    return keep(key, required(key, A_TEXT).text());
  }

  /** Takes a text that may be absent. */
  public Optional<String> takeOptionalString(String key) {
    return find(key, A_TEXT, "none").map(setting -> keep(key, setting.text()));
  }

  /** Takes a path that may be absent, relative to the configuration. */
  public Optional<Path> takeOptionalPath(String key) {
    return takeOptionalString(key).map(file.base::resolve);
  }

  /** Takes a list of texts. */
  public List<String> takeStrings(String key, List<String> defaultValue) {
    return take(key, TEXTS, List.copyOf(defaultValue), list -> list.items(SettingValue::text));
  }

  /** Takes a list of sections; empty when the key is absent. */
  List<Settings> takeSections(String key) {
    List<SettingValue> items =
        find(key, "a list of sections", List.of())
            .map(list -> list.items(item -> item))
            .orElse(List.of());
    List<Settings> entries = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      entries.add(child(key + "[" + i + "]", items.get(i).node()));
    }
    keep(key, entries.stream().map(section -> section.resolved).toList());
    return List.copyOf(entries);
  }

  /** Takes a JSON object as it is. */
  JsonObject object(String key) {
    ConfigNode node = required(key, "an object").node();
    if (node.value() instanceof Map) {
      return new Gson().toJsonTree(node.plain()).getAsJsonObject();
    }
    throw error(key, "is not an object; allowed: an object");
  }

  /** Takes a section; an empty one when the key is absent or has nothing under it. */
  public Settings section(String key) {
    known.add(key);
    note(key, "a section", "");
    ConfigNode node = values.get(key);
    if (node == null || node.value() == ConfigNode.NOTHING) {
      node = ConfigNode.map(node == null ? where : node.where(), Map.of());
    }
    Settings section = child(key, node);
    keep(key, section.resolved);
    return section;
  }

  /**
   * Fails when a key, here or in a section taken from here, was never taken.
   *
   * @throws ConfigException with the line of the first such key and the nearest known one
   */
  public void requireAllTaken() {
    for (Map.Entry<String, ConfigNode> entry : values.entrySet()) {
      if (!known.contains(entry.getKey())) {
        String advice =
            NearestWord.find(entry.getKey(), known)
                .map(word -> "did you mean " + word + "?")
                .orElse(known.isEmpty() ? "remove it" : "allowed: " + String.join(", ", known));
        throw new ConfigException(
            "%s: unknown setting %s; %s"
                .formatted(entry.getValue().where(), prefix + entry.getKey(), advice));
      }
    }
    sections.forEach(Settings::requireAllTaken);
  }

  /**
   * Returns every value taken so far, defaults included, in the order taken: texts, numbers,
   * booleans and lists and maps of them. A view that grows as values are taken.
   */
  public Map<String, Object> resolved() {
    return Collections.unmodifiableMap(resolved);
  }

  /** Returns an error about a key of this section, for checks across several settings. */
  public ConfigException error(String key, String whatIsWrong) {
    ConfigNode node = values.get(key);
    return node == null
        ? new ConfigException("%s: %s%s %s".formatted(where, prefix, key, whatIsWrong))
        : new SettingValue(prefix + key, node).error(whatIsWrong);
  }

  /** Fails with {@link #error} if something is wrong. */
  public void errorIf(boolean wrong, String key, String whatIsWrong) {
    if (wrong) {
      throw error(key, whatIsWrong);
    }
  }

  private <T> T take(
      String key, String allowed, T defaultValue, Function<SettingValue, T> conversion) {
    return keep(key, find(key, allowed, defaultValue).map(conversion).orElse(defaultValue));
  }

  <T> T keep(String key, T value) {
    resolved.put(key, Objects.requireNonNull(value, key));
    return value;
  }

  /** Takes a setting back that has no effect; an error where the file has it, given a reason. */
  void drop(String key, String reason) {
    if (values.containsKey(key) && !reason.isEmpty()) {
      throw error(key, reason);
    }
    resolved.remove(key);
  }

  private void note(String key, String allowed, String otherwise) {
    String name = (prefix + key).replaceAll("\\[\\d+]", "[]");
    file.taken.putIfAbsent(name, new Taken(name, allowed, otherwise));
  }

  Optional<SettingValue> find(String key, String allowed, Object defaultValue) {
    known.add(key);
    note(key, allowed, SettingValue.words(defaultValue));
    ConfigNode node = values.get(key);
    if (node != null && node.value() == ConfigNode.NOTHING) {
      throw new ConfigException(
          "%s: %s%s has no value; give one or remove the line"
              .formatted(node.where(), prefix, key));
    }
    return Optional.ofNullable(node).map(present -> new SettingValue(prefix + key, present));
  }

  SettingValue required(String key, String allowed) {
    return find(key, allowed, "required")
        .orElseThrow(
            () ->
                new ConfigException(
                    "%s: %s%s is missing; allowed: %s".formatted(where, prefix, key, allowed)));
  }

  private Settings child(String key, ConfigNode node) {
    Map<String, ConfigNode> entries = new SettingValue(prefix + key, node).entries();
    Settings section = new Settings(node.where(), prefix + key + ".", entries, file);
    sections.add(section);
    return section;
  }
}
