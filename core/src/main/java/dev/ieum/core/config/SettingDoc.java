package dev.ieum.core.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is known of a setting. Immutable.
 *
 * @param key the dotted key; {@code []} stands behind the key of a list whose items are sections
 * @param allowed type, range or words
 * @param otherwise what an absent setting becomes: its default, {@code none} or {@code required};
 *     empty for a section, which only holds other settings
 * @param meaning one line; empty where the code that reads it says nothing
 */
public record SettingDoc(String key, String allowed, String otherwise, String meaning) {

  static String words(Object value) {
    if (value instanceof List<?> items) {
      return items.stream().map(SettingDoc::words).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Double number ? Range.plain(number) : value.toString();
  }
}
