package dev.ieum.cli.compare;

import dev.ieum.core.config.EnumWords;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/** What the table and the report say, in a language. Immutable. */
final class Texts {
  private final Properties texts = new Properties();
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
    String file = "texts_%s.properties".formatted(code());
    try (Reader reader =
        new InputStreamReader(Texts.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
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
