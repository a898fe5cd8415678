package dev.ieum.seq2seq.train;

import dev.ieum.tokenizers.text.Hangul;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Errors of typing. Stateless. */
final class TypingNoise {
  private static final double SPACE_LOST = 0.4;

  /** Vowels that stand beside each other on the Korean keyboard of two sets, in pairs. */
  private static final String NEIGHBOURS = "ㅐㅔㅔㅐㅗㅓㅓㅗㅓㅏㅏㅓㅏㅣㅣㅏㅜㅠㅠㅜㅜㅡㅡㅜㅛㅕㅕㅛㅕㅑㅑㅕ";

  private TypingNoise() {}

  /** Returns a line that lacks some of its spaces, at least one if there is one. */
  static String withoutSpaces(String line, RandomGenerator random) {
    List<Integer> spaces = new ArrayList<>();
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == ' ') {
        spaces.add(i);
      }
    }
    if (spaces.isEmpty()) {
      return line;
    }
    int sure = spaces.get(random.nextInt(spaces.size()));
    StringBuilder noisy = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      boolean lost = line.charAt(i) == ' ' && (random.nextDouble() < SPACE_LOST || i == sure);
      if (!lost) {
        noisy.append(line.charAt(i));
      }
    }
    return noisy.toString();
  }

  /**
   * Returns a line with one error: two letters in the other order, a letter left out or typed
   * twice, or the vowel of a Korean syllable mistaken for its neighbour.
   */
  static String withError(String line, RandomGenerator random) {
    List<Integer> places = new ArrayList<>();
    for (int i = 1; i < line.length(); i++) {
      if (isLetter(line.charAt(i)) && isLetter(line.charAt(i - 1))) {
        places.add(i);
      }
    }
    if (places.isEmpty()) {
      return line;
    }
    int at = places.get(random.nextInt(places.size()));
    char letter = line.charAt(at);
    String before = line.substring(0, at);
    String after = line.substring(at + 1);
    return switch (random.nextInt(4)) {
      case 0 -> line.substring(0, at - 1) + letter + line.charAt(at - 1) + after;
      case 1 -> before + after;
      case 2 -> before + letter + letter + after;
      default -> before + neighbour(letter, random) + after;
    };
  }

  private static boolean isLetter(char c) {
    return Character.isLetter(c) && !Character.isSurrogate(c);
  }

  private static char neighbour(char letter, RandomGenerator random) {
    if (!Hangul.isSyllable(letter)) {
      return letter;
    }
    char vowel = Hangul.nucleusLetter(letter);
    List<Character> others = new ArrayList<>();
    for (int i = 0; i < NEIGHBOURS.length(); i += 2) {
      if (NEIGHBOURS.charAt(i) == vowel) {
        others.add(NEIGHBOURS.charAt(i + 1));
      }
    }
    if (others.isEmpty()) {
      return letter;
    }
    int nucleus = Hangul.nucleus(others.get(random.nextInt(others.size())));
    return Hangul.withNucleus(letter, nucleus);
  }
}
