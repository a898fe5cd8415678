package dev.ieum.seq2seq.train;

/** Marks that end a sentence. Stateless. */
final class FinalMarks {
  /** Stands for no mark. */
  static final char NONE = 0;

  private static final String MARKS = ".?!";

  private FinalMarks() {}

  /** Returns the mark that a line ends with, or {@link #NONE}. */
  static char of(String line) {
    char last = line.isEmpty() ? NONE : line.charAt(line.length() - 1);
    return MARKS.indexOf(last) >= 0 ? last : NONE;
  }

  /** Returns a line without the marks at its end; a line of marks alone as it is. */
  static String without(String line) {
    int end = line.length();
    while (end > 0 && (MARKS.indexOf(line.charAt(end - 1)) >= 0 || line.charAt(end - 1) == ' ')) {
      end--;
    }
    return end == 0 ? line : line.substring(0, end);
  }
}
