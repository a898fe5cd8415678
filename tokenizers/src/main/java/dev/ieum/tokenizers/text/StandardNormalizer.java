package dev.ieum.tokenizers.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NFC and the white space law, with offsets. Immutable.
 *
 * <p>A run of more than 30 combining marks is left as it stands: putting marks in order takes the
 * square of their number, and no writing has such runs (Unicode Standard Annex 15, Stream-Safe Text
 * Format).
 *
 * <p>The JDK composes but does not say what became of which character. So a text that is not NFC is
 * cut where composition cannot reach across, each chunk is composed alone, and the chunks' sum is
 * compared with the JDK's answer for the whole; should a newer Unicode version compose across such
 * a cut, the text is cut at white space only and offsets are coarser there.
 */
final class StandardNormalizer implements TextNormalizer {
  static final StandardNormalizer INSTANCE = new StandardNormalizer();

  /** More combining marks than are put in order. */
  static final Pattern LONG_RUN = Pattern.compile("\\p{M}{31,}+");

  private StandardNormalizer() {}

  @Override
  public NormalizedText normalize(String text) {
    NormalizedText composed = compose(text);
    return isCollapsed(composed.text()) ? composed : composed.then(StandardNormalizer::collapse);
  }

  private static NormalizedText compose(String text) {
    if (isPlain(text)) {
      return NormalizedText.unchanged(text);
    }
    Matcher run = LONG_RUN.matcher(text);
    if (!run.find()) {
      return composeShortRuns(text);
    }
    NormalizedText.Builder builder = new NormalizedText.Builder(text);
    int done = 0;
    do {
      builder.append(composeShortRuns(text.substring(done, run.start())), done);
      builder.copy(run.start(), run.end());
      done = run.end();
    } while (run.find());
    NormalizedText composed = builder.append(composeShortRuns(text.substring(done)), done).build();
    return composed.text().equals(text) ? NormalizedText.unchanged(text) : composed;
  }

  private static NormalizedText composeShortRuns(String text) {
    if (Normalizer.isNormalized(text, Form.NFC)) {
      return NormalizedText.unchanged(text);
    }
    String expected = Normalizer.normalize(text, Form.NFC);
    NormalizedText fine = composeByChunk(text, false);
    return fine.text().equals(expected) ? fine : composeByChunk(text, true);
  }

  /** Whether all characters are such that nothing composes: Latin-1, Hangul syllables. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(int c) {
    return c < 0x300 || (c >= 0xAC00 && c <= 0xD7A3);
  }

  private static NormalizedText composeByChunk(String text, boolean wholeWords) {
    NormalizedText.Builder builder = new NormalizedText.Builder(text);
    int begin = 0;
    while (begin < text.length()) {
      int end = begin + Character.charCount(text.codePointAt(begin));
      while (end < text.length()) {
        int next = text.codePointAt(end);
        if (wholeWords ? WhiteSpace.is(next) : !joinsLeft(next)) {
          break;
        }
        end += Character.charCount(next);
      }
      composeChunk(builder, text, begin, end);
      begin = end;
    }
    return builder.build();
  }

  /** Whether composition or reordering may reach from {@code c} to what stands before it. */
  private static boolean joinsLeft(int c) {
    if (isPlain(c)) {
      return false;
    }
    if ((c >= 0x1161 && c <= 0x1175) || (c >= 0x11A8 && c <= 0x11C2)) {
      return true; // the vowels and codas of Hangul
    }
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  /** What a chunk and its normal form share at the ends keeps its own offsets. */
  private static void composeChunk(
      NormalizedText.Builder builder, String text, int begin, int end) {
    String chunk = text.substring(begin, end);
    String composed = Normalizer.normalize(chunk, Form.NFC);
    if (composed.equals(chunk)) {
      builder.copy(begin, end);
      return;
    }
    int shared = Math.min(chunk.length(), composed.length());
    int head = 0;
    while (head < shared && chunk.charAt(head) == composed.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < shared - head
        && chunk.charAt(chunk.length() - 1 - tail)
            == composed.charAt(composed.length() - 1 - tail)) {
      tail++;
    }
    // Halves of a pair are no characters: two pairs that share one share nothing.
    if (Graphemes.splitsPair(chunk, head) || Graphemes.splitsPair(composed, head)) {
      head--;
    }
    if (Graphemes.splitsPair(chunk, chunk.length() - tail)
        || Graphemes.splitsPair(composed, composed.length() - tail)) {
      tail--;
    }
    builder
        .copy(begin, begin + head)
        .append(composed.substring(head, composed.length() - tail), begin + head, end - tail)
        .copy(end - tail, end);
  }

  private static boolean isCollapsed(String text) {
    boolean space = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (WhiteSpace.is(c)) {
        if (space || c != ' ') {
          return false;
        }
        space = true;
      } else {
        space = false;
      }
    }
    return text.isEmpty() || !space;
  }

  private static NormalizedText collapse(String text) {
    NormalizedText.Builder builder = new NormalizedText.Builder(text);
    int space = -1;
    for (int i = 0; i < text.length(); i++) {
      if (WhiteSpace.is(text.charAt(i))) {
        space = space < 0 ? i : space;
        continue;
      }
      if (space >= 0 && builder.length() > 0) {
        builder.append(" ", space, i);
      }
      space = -1;
      builder.copy(i, i + 1);
    }
    return builder.build();
  }
}
