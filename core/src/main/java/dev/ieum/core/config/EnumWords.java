package dev.ieum.core.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The words that stand for an enum's constants in files and on the command line: a constant's own
 * {@code toString} if it has one, else its name in lower case with hyphens ({@code TOP_K} is {@code
 * top-k}).
 */
public final class EnumWords {

  private EnumWords() {}

  /** Returns the word of a constant. */
  public static String of(Enum<?> constant) {
    String text = constant.toString();
    return text.equals(constant.name()) ? text.toLowerCase(Locale.ROOT).replace('_', '-') : text;
  }

  /** Returns the constant that a word stands for, if there is one. */
  public static <E extends Enum<E>> Optional<E> parse(Class<E> type, String word) {
    return find(type, word).map(type::cast);
  }

  /** As {@link #parse}, for a type that is known to be an enum when the program runs only. */
  static Optional<Object> find(Class<?> type, String word) {
    return Arrays.<Object>stream(type.getEnumConstants())
        .filter(constant -> of((Enum<?>) constant).equals(word))
        .findFirst();
  }

  /** Returns all words, separated by commas, for messages. */
  public static String allowed(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> of((Enum<?>) constant))
        .collect(Collectors.joining(", "));
  }
}
