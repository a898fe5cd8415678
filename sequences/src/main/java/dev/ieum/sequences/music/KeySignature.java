package dev.ieum.sequences.music;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which notes a key raises or lowers. Immutable.
 *
 * @param sharps how many notes are raised, in the order FCGDAEB; below 0: lowered, in that of
 *     BEADGCF
 */
record KeySignature(int sharps) {
  private static final String ORDER = "FCGDAEB";
  private static final Pattern KEY =
      Pattern.compile("([A-G])([#b]?)\\s*(m(?!aj|ix)|min|maj|mix|dor|phr|lyd|loc|ion|aeo)?.*");

  /** Reads the key of a header such as {@code F#m} or {@code D dorian}; none: no key. */
  static Optional<KeySignature> parse(String text) {
    String key = text.strip();
    if (key.isEmpty() || key.toLowerCase(Locale.ROOT).startsWith("none")) {
      return Optional.of(new KeySignature(0));
    }
    Matcher matcher = KEY.matcher(key.substring(0, 1) + key.substring(1).toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int sharps = ORDER.indexOf(matcher.group(1)) - 1;
    sharps += matcher.group(2).equals("#") ? 7 : matcher.group(2).equals("b") ? -7 : 0;
    String mode = matcher.group(3) == null ? "maj" : matcher.group(3);
    sharps +=
        switch (mode) {
          case "m", "min", "aeo" -> -3;
          case "mix" -> -1;
          case "dor" -> -2;
          case "phr" -> -4;
          case "lyd" -> 1;
          case "loc" -> -5;
          default -> 0;
        };
    return Math.abs(sharps) <= 7 ? Optional.of(new KeySignature(sharps)) : Optional.empty();
  }

  /** Returns by how many semitones a note of a letter from A to G is raised. */
  int shift(char letter) {
    int place = ORDER.indexOf(letter);
    if (place < sharps) {
      return 1;
    }
    return 6 - place < -sharps ? -1 : 0;
  }
}
