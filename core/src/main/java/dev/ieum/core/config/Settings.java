package dev.ieum.core.config;

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

/**
 * The settings of a YAML file, taken one by one with their type and range.
 *
 * <p>Whoever reads a section takes each key once, with a default or as required, and ends with
 * {@link #requireAllTaken}: a key that nobody took is an error that suggests the nearest known one,
 * since a misspelt setting that silently trains for a day as the default is the costliest slip.
 * {@link #resolved} then holds every value in force, to be stored with the result. Not thread-safe;
 * use one per thread.
 *
 * <p>All {@code take} and {@code require} methods throw {@link ConfigException} with the file, the
 * line, the dotted key, its value and what is allowed. A {@code take} gives its default, or
 * nothing, when the key is absent; a {@code require} then fails.
 */
public final class Settings {
  private final String where;
  private final String prefix;
  private final Map<String, ConfigNode> values;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, Object> resolved = new LinkedHashMap<>();
  private final List<Settings> sections = new ArrayList<>();

  private Settings(String where, String prefix, Map<String, ConfigNode> values) {
    this.where = where;
    this.prefix = prefix;
    this.values = values;
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

  /** Wraps plain values: strings, numbers, booleans, and lists and maps of them. */
  public static Settings of(String name, Map<String, ?> values) {
    return root(name, ConfigNode.of(name, (Object) values));
  }

  /** Wraps a JSON object, as a model bundle stores it. */
  public static Settings of(String name, JsonObject json) {
    return root(name, ConfigNode.of(name, json));
  }

  private static Settings root(String name, ConfigNode node) {
    return new Settings(name, "", new Setting(name, node).entries());
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

  /** Takes an integer in {@code [min, max]}. */
  public int takeInt(String key, int min, int max, int defaultValue) {
    return (int) takeLong(key, min, max, defaultValue);
  }

  /** Takes an integer in {@code [min, max]}. */
  public int requireInt(String key, int min, int max) {
    return (int) requireLong(key, min, max);
  }

  /** Takes an integer in {@code [min, max]}. */
  public long takeLong(String key, long min, long max, long defaultValue) {
    return keep(key, find(key).map(setting -> setting.integer(min, max)).orElse(defaultValue));
  }

  /** Takes an integer in {@code [min, max]}. */
  public long requireLong(String key, long min, long max) {
    return keep(key, required(key, Range.of(min, max)).integer(min, max));
  }

  /** Takes a finite number in {@code [min, max]}. */
  public double takeDouble(String key, double min, double max, double defaultValue) {
    return keep(key, find(key).map(setting -> setting.number(min, max)).orElse(defaultValue));
  }

  /** Takes a finite number in {@code [min, max]}. */
  public double requireDouble(String key, double min, double max) {
    return keep(key, required(key, Range.of(min, max)).number(min, max));
  }

  /** Takes {@code true} or {@code false}. */
  public boolean takeBoolean(String key, boolean defaultValue) {
    return keep(key, find(key).map(Setting::truth).orElse(defaultValue));
  }

  /** Takes {@code true} or {@code false}. */
  public boolean requireBoolean(String key) {
    return keep(key, required(key, "true, false").truth());
  }

  /** Takes a text; a number or boolean in the file is taken as it was written. */
  public String takeString(String key, String defaultValue) {
    return keep(key, find(key).map(Setting::text).orElse(defaultValue));
  }

  /** Takes a text. */
  public String requireString(String key) {
    return keep(key, required(key, "a text").text());
  }

  /** Takes a text that may be absent. */
  public Optional<String> takeOptionalString(String key) {
    return find(key).map(setting -> keep(key, setting.text()));
  }

  /** Takes one of an enum's {@link EnumWords words}. */
  public <E extends Enum<E>> E takeEnum(String key, Class<E> type, E defaultValue) {
    return keepWord(key, find(key).map(setting -> setting.constant(type)).orElse(defaultValue));
  }

  /** Takes one of an enum's {@link EnumWords words}. */
  public <E extends Enum<E>> E requireEnum(String key, Class<E> type) {
    return keepWord(key, required(key, EnumWords.allowed(type)).constant(type));
  }

  /** Takes a list of an enum's {@link EnumWords words}. */
  public <E extends Enum<E>> List<E> takeEnums(String key, Class<E> type, List<E> defaultValue) {
    List<E> value = takeList(key, defaultValue, item -> item.constant(type));
    keep(key, value.stream().map(EnumWords::of).toList());
    return value;
  }

  /** Takes a list of texts. */
  public List<String> takeStrings(String key, List<String> defaultValue) {
    return keep(key, takeList(key, defaultValue, Setting::text));
  }

  /** Takes a list of texts. */
  public List<String> requireStrings(String key) {
    required(key, "a list of texts");
    return takeStrings(key, List.of());
  }

  /** Takes a list of finite numbers, each in {@code [min, max]}. */
  public List<Double> takeDoubles(String key, double min, double max, List<Double> defaultValue) {
    return keep(key, takeList(key, defaultValue, item -> item.number(min, max)));
  }

  /** Takes a list of sections; empty when the key is absent. */
  public List<Settings> takeSections(String key) {
    List<Setting> items = find(key).map(Setting::items).orElse(List.of());
    List<Settings> taken = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      taken.add(child(key + "[" + i + "]", items.get(i).node()));
    }
    keep(key, taken.stream().map(section -> section.resolved).toList());
    return List.copyOf(taken);
  }

  /** Takes a section; an empty one when the key is absent or has nothing under it. */
  public Settings section(String key) {
    known.add(key);
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
        : new Setting(prefix + key, node).error(whatIsWrong);
  }

  private <T> T keep(String key, T value) {
    resolved.put(key, Objects.requireNonNull(value, key));
    return value;
  }

  private <E extends Enum<E>> E keepWord(String key, E value) {
    keep(key, EnumWords.of(value));
    return value;
  }

  private Optional<Setting> find(String key) {
    known.add(key);
    ConfigNode node = values.get(key);
    if (node != null && node.value() == ConfigNode.NOTHING) {
      throw new ConfigException(
          "%s: %s%s has no value; give one or remove the line"
              .formatted(node.where(), prefix, key));
    }
    return Optional.ofNullable(node).map(present -> new Setting(prefix + key, present));
  }

  private Setting required(String key, String allowed) {
    return find(key)
        .orElseThrow(
            () ->
                new ConfigException(
                    "%s: %s%s is missing; allowed: %s".formatted(where, prefix, key, allowed)));
  }

  private <T> List<T> takeList(String key, List<T> defaultValue, Function<Setting, T> conversion) {
    return find(key)
        .map(setting -> setting.items().stream().map(conversion).toList())
        .orElse(List.copyOf(defaultValue));
  }

  private Settings child(String key, ConfigNode node) {
    Map<String, ConfigNode> entries = new Setting(prefix + key, node).entries();
    Settings section = new Settings(node.where(), prefix + key + ".", entries);
    sections.add(section);
    return section;
  }
}
