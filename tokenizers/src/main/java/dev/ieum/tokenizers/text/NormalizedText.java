package dev.ieum.tokenizers.text;

import java.util.Arrays;
import java.util.Objects;

/**
 * A text after normalisation, and where each of its characters stood in the text as given.
 *
 * <p>Immutable. All offsets are UTF-16. Several characters may come from one source range (a
 * composition exclusion such as U+0958) and one character from a longer range (a syllable written
 * in three jamo, a run of white space).
 */
public final class NormalizedText {
  private final String original;
  private final String text;
  // Source range of each char; both null when the text is the original.
  private final int[] begins;
  private final int[] ends;

  private NormalizedText(String original, String text, int[] begins, int[] ends) {
    this.original = original;
    this.text = text;
    this.begins = begins;
    this.ends = ends;
  }

  /** Returns {@code text} as its own normal form. */
  public static NormalizedText unchanged(String text) {
    return new NormalizedText(Objects.requireNonNull(text, "text"), text, null, null);
  }

  /** The text as given. */
  public String original() {
    return original;
  }

  /** The text after normalisation. */
  public String text() {
    return text;
  }

  /** Whether nothing was changed. */
  public boolean isUnchanged() {
    return begins == null;
  }

  /**
   * Returns where in the original the character at {@code offset} begins.
   *
   * @param offset in {@code [0, text().length()]}; the last means the end of the last character
   */
  public int begin(int offset) {
    Objects.checkIndex(offset, text.length() + 1);
    if (begins == null) {
      return offset;
    }
    return offset < begins.length ? begins[offset] : end(offset);
  }

  /**
   * Returns where in the original the character before {@code offset} ends.
   *
   * @param offset in {@code [0, text().length()]}; 0 gives 0
   */
  public int end(int offset) {
    Objects.checkIndex(offset, text.length() + 1);
    if (ends == null || offset == 0) {
      return offset;
    }
    return ends[offset - 1];
  }

  /** Returns the result of {@code step} on this text, with offsets into this one's original. */
  public NormalizedText then(TextNormalizer step) {
    NormalizedText next = step.normalize(text);
    if (next.isUnchanged()) {
      return this;
    }
    if (isUnchanged()) {
      return next;
    }
    int length = next.text.length();
    int[] begin = new int[length];
    int[] end = new int[length];
    for (int i = 0; i < length; i++) {
      begin[i] = begin(next.begins[i]);
      end[i] = end(next.ends[i]);
    }
    return new NormalizedText(original, next.text, begin, end);
  }

  @Override
  public String toString() {
    return text;
  }

  /** Collects a normalised text char by char. Not thread-safe; use one per text. */
  public static final class Builder {
    private final String original;
    private final StringBuilder text;
    private int[] begins;
    private int[] ends;

    /** Begins an empty normal form of {@code original}. */
    public Builder(String original) {
      this.original = Objects.requireNonNull(original, "original");
      this.text = new StringBuilder(original.length());
      this.begins = new int[original.length() + 8];
      this.ends = new int[original.length() + 8];
    }

    /** Adds {@code piece}, all of which came from {@code [begin, end)} of the original. */
    public Builder append(CharSequence piece, int begin, int end) {
      Objects.checkFromToIndex(begin, end, original.length());
      for (int i = 0; i < piece.length(); i++) {
        add(piece.charAt(i), begin, end);
      }
      return this;
    }

    /** Copies {@code [begin, end)} of the original, each char standing for itself. */
    public Builder copy(int begin, int end) {
      Objects.checkFromToIndex(begin, end, original.length());
      for (int i = begin; i < end; i++) {
        add(original.charAt(i), i, i + 1);
      }
      return this;
    }

    /** Adds the normal form of the piece of the original that begins at {@code begin}. */
    Builder append(NormalizedText piece, int begin) {
      for (int i = 0; i < piece.text.length(); i++) {
        add(piece.text.charAt(i), begin + piece.begin(i), begin + piece.end(i + 1));
      }
      return this;
    }

    /** How many chars the normal form has so far. */
    public int length() {
      return text.length();
    }

    void add(char c, int begin, int end) {
      int at = text.length();
      if (at == begins.length) {
        begins = Arrays.copyOf(begins, at * 2);
        ends = Arrays.copyOf(ends, at * 2);
      }
      begins[at] = begin;
      ends[at] = end;
      text.append(c);
    }

    /** Returns what was collected. */
    public NormalizedText build() {
      int length = text.length();
      return new NormalizedText(
          original, text.toString(), Arrays.copyOf(begins, length), Arrays.copyOf(ends, length));
    }
  }
}
