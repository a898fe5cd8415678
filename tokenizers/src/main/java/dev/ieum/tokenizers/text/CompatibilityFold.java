package dev.ieum.tokenizers.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.BitSet;

/**
 * Reads what was written for another width, in one sign, or with invisible characters as the plain
 * text that it stands for: ３ as 3, ㎏ as kg, ① as 1, ㈜ as (주), … as three full stops.
 *
 * <p>Folded are the full-width forms, the enclosed and squared letters of Unicode's CJK blocks,
 * Roman numerals, ligatures and letters styled as mathematics (by NFKC, Unicode Standard Annex 15).
 * Read over are U+00AD, U+200B to U+200F, U+2060 to U+2064 and U+FEFF; U+200D stays where it joins
 * emoji. Signs such as ™, ½ and ² stay. Immutable and thread-safe; time is in proportion to length.
 */
public final class CompatibilityFold implements TextNormalizer {
  /** The only one; it has no settings. */
  public static final CompatibilityFold INSTANCE = new CompatibilityFold();

  private static final int JOINER = 0x200D;
  private static final int EMOJI_STYLE = 0xFE0F;

  private CompatibilityFold() {}

  @Override
  public NormalizedText normalize(String text) {
    return normalize(text, new BitSet());
  }

  /** Folds {@code text}, but leaves the chars at the offsets in {@code kept} as they are. */
  public NormalizedText normalize(String text, BitSet kept) {
    NormalizedText.Builder folded = null;
    int copied = 0;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      if (c >= 0xAD && !kept.get(at)) {
        String piece = fold(text, at, next, c);
        if (piece != null) {
          folded = folded == null ? new NormalizedText.Builder(text) : folded;
          folded.copy(copied, at).append(piece, at, next);
          copied = next;
        }
      }
      at = next;
    }
    return folded == null
        ? NormalizedText.unchanged(text)
        : folded.copy(copied, text.length()).build();
  }

  /** Returns what the character becomes, or null when it stays. */
  private static String fold(String text, int at, int next, int c) {
    if (c > 0xAD && c < 0x200B) {
      return null; // letters, among them nearly all of other writings
    }
    if (c == JOINER) {
      return joinsEmoji(text, at, next) ? null : "";
    }
    if (isIgnorable(c)) {
      return "";
    }
    boolean emoji = next < text.length() && text.charAt(next) == EMOJI_STYLE;
    return isCompatible(c) && !emoji
        ? Normalizer.normalize(Character.toString(c), Form.NFKC)
        : null;
  }

  private static boolean isIgnorable(int c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
  }

  private static boolean isCompatible(int c) {
    if (c < 0x2460) {
      return c == 0x2026 || c == 0x2025 || c == 0x2011 || (c >= 0x2160 && c <= 0x217F);
    }
    return c <= 0x24FF
        || (c >= 0x3200 && c <= 0x33FF && c != 0x3297 && c != 0x3299)
        || (c >= 0xFB00 && c <= 0xFB06)
        || (c >= 0xFF01 && c <= 0xFF5E)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x1D400 && c <= 0x1D7FF);
  }

  private static boolean joinsEmoji(String text, int at, int next) {
    if (at == 0 || next == text.length() || !isEmoji(text.codePointAt(next))) {
      return false;
    }
    int before = text.codePointBefore(at);
    if (before == EMOJI_STYLE && at > 1) {
      before = text.codePointBefore(at - 1);
    }
    return isEmoji(before);
  }

  private static boolean isEmoji(int c) {
    return Graphemes.isPictograph(c) && !isCompatible(c);
  }
}
