package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.text.Hangul;
import java.util.Arrays;

/**
 * What is seen around each place of a line without spaces: the characters, and Nori's morphemes.
 *
 * <p>Not thread-safe; use one per line.
 */
final class SpacingFeatures {
  static final int MOST = 40;

  private static final int REACH = 4;
  private static final char EDGE = '\u0002';

  private final char[] kinds;
  private final String[] surface;
  private final String[] tag;
  private final int[] morphemeAt;
  private final int[] begins;
  private final int morphemes;

  private final int[] features = new int[MOST];
  private int count;

  /** Analyses {@code line}, which has no spaces. */
  SpacingFeatures(String line, NoriPool nori) {
    kinds = new char[line.length() + 2 * REACH];
    Arrays.fill(kinds, EDGE);
    for (int i = 0; i < line.length(); i++) {
      kinds[i + REACH] = kind(line.charAt(i));
    }
    surface = new String[line.length() + 4];
    tag = new String[line.length() + 4];
    Arrays.fill(surface, "");
    Arrays.fill(tag, "");
    begins = new int[line.length() + 4];
    morphemeAt = new int[line.length()];
    int[] size = {2};
    nori.forEachToken(
        line,
        token -> {
          int at = size[0]++;
          surface[at] = token.term.toString();
          tag[at] =
              collapse(token.partOfSpeech.getLeftPOS().name())
                  + collapse(token.partOfSpeech.getRightPOS().name());
          begins[at] = token.offset.startOffset();
          Arrays.fill(morphemeAt, token.offset.startOffset(), token.offset.endOffset(), at);
        });
    morphemes = size[0];
  }

  /** Lucene 10's finer particles and endings are Lucene 9's here. */
  private static String collapse(String tag) {
    return tag.startsWith("E") || tag.startsWith("J") ? tag.substring(0, 1) : tag;
  }

  private static char kind(char c) {
    if (Hangul.isSyllable(c)) {
      return c;
    }
    if (Character.isDigit(c)) {
      return '0';
    }
    return c < 0x250 && Character.isLetter(c) ? 'a' : c;
  }

  /** The features of the place before char {@code at}; the array is used again by the next call. */
  int[] of(int at) {
    count = 0;
    characters(at + REACH);
    morphemes(at);
    return features;
  }

  int count() {
    return count;
  }

  private void characters(int at) {
    int id = 0;
    for (int left = 0; left <= 4; left++) {
      for (int right = 0; right <= 4; right++) {
        if (left + right > 0 && left + right <= 5) {
          int hash = ++id;
          for (int i = at - left; i < at + right; i++) {
            hash = hash * 0x01000193 + kinds[i];
          }
          add(hash);
        }
      }
    }
  }

  private void morphemes(int at) {
    int right = morphemeAt[at];
    int left = at == 0 ? 1 : morphemeAt[at - 1];
    if (left == right) {
      int inside = at - begins[right];
      add(hash(101, tag[right], "", inside));
      add(hash(102, surface[right], "", inside));
      add(hash(103, tag[right], tag[right - 1], inside));
      return;
    }
    add(hash(104, tag[left], tag[right], 0));
    add(hash(105, surface[left], tag[right], 0));
    add(hash(106, tag[left], surface[right], 0));
    add(hash(107, surface[left], surface[right], 0));
    add(hash(108, tag[left - 1] + "/" + tag[left], tag[right], 0));
    String next = right + 1 < morphemes ? tag[right + 1] : "";
    add(hash(109, tag[left], tag[right] + "/" + next, 0));
    add(hash(110, tag[left] + surface[left], tag[right] + "/" + next, 0));
    add(hash(111, tag[left - 1] + "/" + tag[left], tag[right] + surface[right], 0));
  }

  private static int hash(int id, String a, String b, int number) {
    return ((id * 31 + a.hashCode()) * 0x01000193 + b.hashCode()) * 31 + number;
  }

  private void add(int hash) {
    int mixed = hash * 0x9E3779B1;
    mixed ^= mixed >>> 15;
    mixed *= 0x85EBCA6B;
    features[count++] = mixed >>> (32 - SpacingModel.BITS);
  }
}
