package dev.ieum.benchmarks;

import java.util.regex.Pattern;

/** Words, the one unit that models with different vocabularies share. Stateless. */
final class Words {
  private static final Pattern WORD = Pattern.compile("\\S+");

  private Words() {}

  /** Returns how many runs of characters other than white space there are. */
  static int count(String text) {
    return (int) WORD.matcher(text).results().count();
  }
}
