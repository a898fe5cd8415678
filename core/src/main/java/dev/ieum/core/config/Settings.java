package dev.ieum.core.config;

import com.google.gson.JsonObject;
import java.math.BigInteger;
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
 * line, the dotted key, its value and what is allowed.
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
    return new Settings(root.where(), "", entries(root));
  }

  /** Wraps plain values: strings, numbers, booleans, and lists and maps of them. */
  public static Settings of(String name, Map<String, ?> values) {
    return new Settings(name, "", entries(ConfigNode.of(name, (Object) values)));
  }

  /** Wraps a JSON object, as a model bundle stores it. */
  public static Settings of(String name, JsonObject json) {
    return new Settings(name, "", entries(ConfigNode.of(name, json)));
  }

  /** Tells whether the key is present; it counts as known from now on. */
  public boolean has(String key) {
    known.add(key);
    return values.containsKey(key);
  }

  public int takeInt(String key, int min, int max, int defaultValue) {
    return (int) takeLong(key, min, max, defaultValue);
  }

  public int requireInt(String key, int min, int max) {
    return (int) requireLong(key, min, max);
  }

  public long takeLong(String key, long min, long max, long defaultValue) {
    return keep(key, find(key).map(node -> integer(key, node, min, max)).orElse(defaultValue));
  }

  public long requireLong(String key, long min, long max) {
    return keep(key, integer(key, required(key, Range.of(min, max)), min, max));
  }

  /** Takes a finite number in {@code [min, max]}, or the default when the key is absent. */
  public double takeDouble(String key, double min, double max, double defaultValue) {
    return keep(key, find(key).map(node -> number(key, node, min, max)).orElse(defaultValue));
  }

  public double requireDouble(String key, double min, double max) {
    return keep(key, number(key, required(key, Range.of(min, max)), min, max));
  }

  public boolean takeBoolean(String key, boolean defaultValue) {
    return keep(key, find(key).map(node -> truth(key, node)).orElse(defaultValue));
  }

  public boolean requireBoolean(String key) {
    return keep(key, truth(key, required(key, "true, false")));
  }

  /** Takes a text; a number or boolean in the file is taken as it was written. */
  public String takeString(String key, String defaultValue) {
    return keep(key, find(key).map(node -> text(key, node)).orElse(defaultValue));
  }

  public String requireString(String key) {
    return keep(key, text(key, required(key, "a text")));
  }

  /** Takes a text that may be absent. */
  public Optional<String> takeOptionalString(String key) {
    return find(key).map(node -> keep(key, text(key, node)));
  }

  /**
   * Takes one of an enum's words: its {@code toString} if it has one of its own, else its name in
   * lower case with hyphens.
   */
  public <E extends Enum<E>> E takeEnum(String key, Class<E> type, E defaultValue) {
    E value = find(key).map(node -> constant(key, node, type)).orElse(defaultValue);
    keep(key, EnumWords.of(value));
    return value;
  }

  public <E extends Enum<E>> E requireEnum(String key, Class<E> type) {
    E value = constant(key, required(key, EnumWords.allowed(type)), type);
    keep(key, EnumWords.of(value));
    return value;
  }

  /** Takes a list of an enum's words. */
  public <E extends Enum<E>> List<E> takeEnums(String key, Class<E> type, List<E> defaultValue) {
    List<E> value = takeItems(key, defaultValue, item -> constant(key, item, type));
    keep(key, value.stream().map(EnumWords::of).toList());
    return value;
  }

  /** Takes a list of texts. */
  public List<String> takeStrings(String key, List<String> defaultValue) {
    return keep(key, takeItems(key, defaultValue, item -> text(key, item)));
  }

  public List<String> requireStrings(String key) {
    required(key, "a list of texts");
    return takeStrings(key, List.of());
  }

  /** Takes a list of numbers, each in {@code [min, max]}. */
  public List<Double> takeDoubles(String key, double min, double max, List<Double> defaultValue) {
    return keep(key, takeItems(key, defaultValue, item -> number(key, item, min, max)));
  }

  /** Takes a list of sections; empty when the key is absent. */
  public List<Settings> takeSections(String key) {
    List<ConfigNode> items = find(key).map(node -> items(key, node)).orElse(List.of());
    List<Settings> taken = new ArrayList<>();
    List<Object> maps = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Settings section = child(key + "[" + i + "]", items.get(i));
      taken.add(section);
      maps.add(section.resolved);
    }
    keep(key, maps);
    return List.copyOf(taken);
  }

  /** Takes a section; an empty one when the key is absent or has nothing under it. */
  public Settings section(String key) {
    known.add(key);
    ConfigNode node = values.getOrDefault(key, ConfigNode.map(where, Map.of()));
    Settings section =
        child(
            key,
            node.value() == ConfigNode.NOTHING ? ConfigNode.map(node.where(), Map.of()) : node);
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
        : error(key, node, whatIsWrong);
  }

  private ConfigException error(String key, ConfigNode node, String whatIsWrong) {
    return new ConfigException(
        "%s: %s%s = %s %s".formatted(node.where(), prefix, key, node.text(), whatIsWrong));
  }

  private <T> T keep(String key, T value) {
    resolved.put(key, Objects.requireNonNull(value, key));
    return value;
  }

  private Optional<ConfigNode> find(String key) {
    known.add(key);
    ConfigNode node = values.get(key);
    if (node != null && node.value() == ConfigNode.NOTHING) {
      throw new ConfigException(
          "%s: %s%s has no value; give one or remove the line"
              .formatted(node.where(), prefix, key));
    }
    return Optional.ofNullable(node);
  }

  private ConfigNode required(String key, String allowed) {
    return find(key)
        .orElseThrow(
            () ->
                new ConfigException(
                    "%s: %s%s is missing; allowed: %s".formatted(where, prefix, key, allowed)));
  }

  private long integer(String key, ConfigNode node, long min, long max) {
    if (node.value() instanceof Long value && value >= min && value <= max) {
      return value;
    }
    boolean whole = node.value() instanceof Long || node.value() instanceof BigInteger;
    throw error(
        key,
        node,
        (whole ? "is out of range" : "is not an integer") + "; allowed: " + Range.of(min, max));
  }

  private double number(String key, ConfigNode node, double min, double max) {
    boolean isNumber = node.value() instanceof Number;
    double value = isNumber ? ((Number) node.value()).doubleValue() : Double.NaN;
    if (value >= min && value <= max && Double.isFinite(value)) { // false for NaN
      return value;
    }
    throw error(
        key,
        node,
        (isNumber ? "is out of range" : "is not a number") + "; allowed: " + Range.of(min, max));
  }

  private boolean truth(String key, ConfigNode node) {
    if (node.value() instanceof Boolean value) {
      return value;
    }
    throw error(key, node, "is neither true nor false; allowed: true, false");
  }

  private String text(String key, ConfigNode node) {
    if (node.value() instanceof List || node.value() instanceof Map) {
      throw error(key, node, "is not a text; allowed: a text");
    }
    return node.text();
  }

  private <E extends Enum<E>> E constant(String key, ConfigNode node, Class<E> type) {
    String word = text(key, node);
    return EnumWords.parse(type, word)
        .orElseThrow(() -> error(key, node, "is unknown; allowed: " + EnumWords.allowed(type)));
  }

  private <T> List<T> takeItems(
      String key, List<T> defaultValue, Function<ConfigNode, T> conversion) {
    return find(key)
        .map(node -> items(key, node).stream().map(conversion).toList())
        .orElse(defaultValue);
  }

  @SuppressWarnings("unchecked") // a node's list holds nothing but nodes
  private List<ConfigNode> items(String key, ConfigNode node) {
    if (node.value() instanceof List<?> items) {
      return (List<ConfigNode>) items;
    }
    throw error(key, node, "is not a list; allowed: [item, …]");
  }

  private Settings child(String key, ConfigNode node) {
    if (!(node.value() instanceof Map)) {
      throw error(key, node, "is not a section; allowed: indented lines of the form key: value");
    }
    Settings section = new Settings(node.where(), prefix + key + ".", entries(node));
    sections.add(section);
    return section;
  }

  @SuppressWarnings("unchecked") // a node's map holds nothing but nodes by name
  private static Map<String, ConfigNode> entries(ConfigNode node) {
    return (Map<String, ConfigNode>) node.value();
  }
}
