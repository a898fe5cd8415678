package dev.ieum.tokenizers.entity;

import java.util.BitSet;
import java.util.List;

/** Decides whether a sentence holds anything to translate. Stateless and thread-safe. */
public final class PassThrough {
  private PassThrough() {}

  /**
   * Whether {@code sentence} is its own translation: outside of its entities it has no letter, or
   * none of the source language's writing (Hangul for ko, Latin for en and de; for any other
   * language all letters count). Its entities may still be rendered ({@link EntityRendering}).
   *
   * @param entities those of {@code sentence}
   * @param source the language translated from, a code of ISO 639-1
   */
  public static boolean applies(String sentence, List<Entity> entities, String source) {
    BitSet covered = Entity.cover(entities);
    for (int at = covered.nextClearBit(0); at < sentence.length(); ) {
      int c = sentence.codePointAt(at);
      if (Character.isLetter(c) && isOf(source, c)) {
        return false;
      }
      at = covered.nextClearBit(at + Character.charCount(c));
    }
    return true;
  }

  private static boolean isOf(String language, int letter) {
    Character.UnicodeScript script = Character.UnicodeScript.of(letter);
    return switch (language) {
      case "ko" -> script == Character.UnicodeScript.HANGUL;
      case "en", "de" -> script == Character.UnicodeScript.LATIN;
      default -> true;
    };
  }
}
