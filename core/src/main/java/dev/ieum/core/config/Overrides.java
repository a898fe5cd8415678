package dev.ieum.core.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Puts values given on the command line over those of a file. */
final class Overrides {
  private static final String WHERE = "--set";

  private Overrides() {}

  /** Sets one dotted key, making the sections on its way that are missing. */
  static void apply(ConfigNode root, String dottedKey, String value) {
    apply(root, dottedKey, YamlReader.readValue(WHERE, value));
  }

  /** As above, with a value that has been read. */
  static void apply(ConfigNode root, String dottedKey, ConfigNode value) {
    String[] keys = dottedKey.split("\\.", -1);
    ConfigNode section = root;
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].isBlank()) {
        throw new ConfigException(
            "%s: %s = %s; allowed: section.key=value".formatted(WHERE, dottedKey, value.text()));
      }
      Map<String, ConfigNode> entries = entries(section, dottedKey, keys[i]);
      if (i == keys.length - 1) {
        entries.put(keys[i], value);
      } else {
        section =
            entries.compute(
                keys[i],
                (key, present) ->
                    present == null || present.value() == ConfigNode.NOTHING
                        ? ConfigNode.map(WHERE, new LinkedHashMap<>())
                        : present);
      }
    }
  }

  @SuppressWarnings("unchecked") // a node's map holds nothing but nodes by name
  private static Map<String, ConfigNode> entries(ConfigNode section, String dotted, String key) {
    if (section.value() instanceof Map) {
      return (Map<String, ConfigNode>) section.value();
    }
    throw new ConfigException(
        "%s: %s: %s is %s at %s, so it has no %s; set the whole value or edit the file"
            .formatted(
                WHERE,
                dotted,
                dotted.substring(0, dotted.lastIndexOf("." + key)),
                section.text().isEmpty() ? "empty" : section.text(),
                section.where(),
                key));
  }
}
