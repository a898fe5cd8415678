package dev.ieum.core.text;

import dev.ieum.core.config.Settings;
import dev.ieum.tokenizers.spec.WordKind;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The setting that says how a model's text is cut before subwords are learned. Stateless. */
public final class WordSetting {
  private WordSetting() {}

  /**
   * Takes it.
   *
   * @throws dev.ieum.core.config.ConfigException when it names none, or one without subwords: said
   *     here, before anything is trained that no bundle could hold
   */
  public static WordKind take(Settings settings, String key, WordKind usual) {
    WordKind words = settings.takeEnum(key, WordKind.class, usual);
    if (!words.holdsSubwords()) {
      String allowed =
          Arrays.stream(WordKind.values())
              .filter(WordKind::holdsSubwords)
              .map(WordKind::key)
              .collect(Collectors.joining(", "));
      throw settings.error(key, "holds no subwords; allowed: " + allowed);
    }
    return words;
  }
}
