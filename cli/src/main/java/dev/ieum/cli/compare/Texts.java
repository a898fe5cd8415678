package dev.ieum.cli.compare;

import dev.ieum.cli.console.Resource;
import dev.ieum.core.config.EnumWords;
import java.util.Optional;
import java.util.Properties;

/** What the table and the report say, in a language. Immutable. */
final class Texts {
  private final Properties texts;
  private final Language language;

  /** The languages that results are given in. */
  enum Language {
    /** English. */
    EN,
    /** Korean. */
    KO
  }

  Texts(Language language) {
    this.language = language;
    texts = Resource.properties(Texts.class, "texts_%s.properties".formatted(code()));
  }

  String code() {
    return EnumWords.of(language);
  }

  /** Returns a text; with values, where it has places for them. */
  String of(String key, Object... values) {
    String text = Optional.ofNullable(texts.getProperty(key)).orElseThrow();
    return values.length == 0 ? text : text.formatted(values);
  }
}
