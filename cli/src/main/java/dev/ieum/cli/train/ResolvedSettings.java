package dev.ieum.cli.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settings in force, written as the YAML that would give them. */
final class ResolvedSettings {

  private ResolvedSettings() {}

  /** Returns the lines of {@code settings}: texts, numbers, booleans, lists and maps of them. */
  static List<String> lines(Map<String, ?> settings) {
    List<String> lines = new ArrayList<>();
    addMap(lines, settings, "");
    return lines;
  }

  private static void addMap(List<String> lines, Map<?, ?> map, String indent) {
    map.forEach((key, value) -> add(lines, indent + key + ":", value, indent));
  }

  private static void add(List<String> lines, String head, Object value, String indent) {
    if (value instanceof Map<?, ?> map) {
      if (!map.isEmpty()) {
        lines.add(head);
        addMap(lines, map, indent + "  ");
      }
    } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
      lines.add(head);
      list.forEach(entry -> addEntry(lines, entry, indent + "  "));
    } else if (value instanceof List<?> list) {
      lines.add(
          head
              + " ["
              + String.join(", ", list.stream().map(ResolvedSettings::scalar).toList())
              + "]");
    } else {
      lines.add(head + " " + scalar(value));
    }
  }

  /** A map in a list: its first key follows the hyphen. */
  private static void addEntry(List<String> lines, Object entry, String indent) {
    int first = lines.size();
    if (entry instanceof Map<?, ?> map) {
      addMap(lines, map, indent + "  ");
    } else {
      lines.add(indent + "  " + scalar(entry));
    }
    lines.set(first, indent + "- " + lines.get(first).substring(indent.length() + 2));
  }

  private static String scalar(Object value) {
    if (!(value instanceof CharSequence text)) {
      return String.valueOf(value);
    }
    // Quoted unless it is a plain word, so that no text is read back as a number or a boolean.
    boolean plain = text.toString().matches("(?!(?i:true|false|null)$)[A-Za-z][A-Za-z0-9_./-]*");
    return plain ? text.toString() : "'" + text.toString().replace("'", "''") + "'";
  }
}
