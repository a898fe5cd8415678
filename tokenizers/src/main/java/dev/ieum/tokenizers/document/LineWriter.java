package dev.ieum.tokenizers.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Writes words and marks, and breaks them into lines of about the same width. Not thread-safe. */
final class LineWriter {
  /** What would be a mark of Markdown, or of a speaker, at the beginning of a line. */
  private static final Pattern NO_BEGIN = Pattern.compile("(?:[-–+*#>=|~`:]|\\d+[.)]).*");

  private final StringBuilder out = new StringBuilder();
  private final List<Integer> blanks = new ArrayList<>(); // offsets of blanks between words
  private final List<Integer> widths = new ArrayList<>(); // of the words before each
  private final UnaryOperator<String> encode;
  private int width;

  LineWriter(UnaryOperator<String> encode) {
    this.encode = encode;
  }

  void words(String words) {
    String encoded = encode.apply(words.replaceAll("\\s+", " "));
    for (int i = 0; i < encoded.length(); i++) {
      if (encoded.charAt(i) == ' ') {
        blanks.add(out.length() + i);
        widths.add(width);
      }
      width++;
    }
    out.append(encoded);
  }

  void mark(String raw) {
    out.append(raw);
  }

  /** Returns what was written, with line breaks in place of blanks; fewer if there are fewer. */
  String broken(List<String> breaks) {
    List<Integer> chosen = new ArrayList<>();
    int from = 0;
    for (int line = 1; line <= breaks.size(); line++) {
      double ideal = (double) width * line / (breaks.size() + 1);
      int best = -1;
      for (int i = from; i < blanks.size(); i++) {
        if (!isBreakable(blanks.get(i))) {
          continue;
        }
        if (best >= 0 && Math.abs(widths.get(i) - ideal) >= Math.abs(widths.get(best) - ideal)) {
          break;
        }
        best = i;
      }
      if (best < 0) {
        break;
      }
      chosen.add(blanks.get(best));
      from = best + 1;
    }
    StringBuilder lines = new StringBuilder();
    int done = 0;
    for (int i = 0; i < chosen.size(); i++) {
      lines.append(out, done, chosen.get(i)).append(breaks.get(i));
      done = chosen.get(i) + 1;
    }
    return lines.append(out, done, out.length()).toString();
  }

  private boolean isBreakable(int blank) {
    String next = out.substring(blank + 1, Math.min(out.length(), blank + 12));
    return blank > 0
        && !next.isBlank()
        && out.charAt(blank - 1) != ' '
        && next.charAt(0) != ' '
        && !NO_BEGIN.matcher(next).matches();
  }
}
