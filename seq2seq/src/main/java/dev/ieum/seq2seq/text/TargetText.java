package dev.ieum.seq2seq.text;

import dev.ieum.seq2seq.text.Output.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A translation that is edited, and what its parts looked at. Not thread-safe. */
final class TargetText {
  private static final String CLOSING = ".?!…,;:\"'”’)]」』。？！";

  private String text;
  private List<Piece> pieces;

  TargetText(String text, List<Piece> pieces) {
    this.text = text;
    this.pieces = new ArrayList<>(pieces);
  }

  String text() {
    return text;
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** Puts {@code with} in the place of {@code [begin, end)}; it looked at {@code source}. */
  void replace(int begin, int end, String with, int source) {
    int shift = with.length() - (end - begin);
    List<Piece> edited = new ArrayList<>(pieces.size() + 1);
    float weight = 0;
    for (Piece piece : pieces) {
      if (piece.begin() < begin) {
        edited.add(
            new Piece(piece.begin(), Math.min(piece.end(), begin), piece.source(), piece.weight()));
      }
      if (piece.begin() < end && piece.end() > begin) {
        weight = Math.max(weight, piece.weight());
      }
    }
    if (!with.isEmpty() && !pieces.isEmpty()) {
      edited.add(new Piece(begin, begin + with.length(), source, weight));
    }
    for (Piece piece : pieces) {
      if (piece.end() > end || (piece.end() == end && piece.begin() >= end)) {
        int from = Math.max(piece.begin(), end);
        edited.add(new Piece(from + shift, piece.end() + shift, piece.source(), piece.weight()));
      }
    }
    text = text.substring(0, begin) + with + text.substring(end);
    pieces = edited;
  }

  /** Takes {@code [begin, end)} out, and a blank before it, or at the start the one behind it. */
  void remove(int begin, int end) {
    boolean before = begin > 0 && text.charAt(begin - 1) == ' ';
    boolean behind = begin == 0 && end < text.length() && text.charAt(end) == ' ';
    replace(before ? begin - 1 : begin, behind ? end + 1 : end, "", 0);
  }

  /** Puts a word before the marks at the end. */
  void insertAtEnd(String word, int source) {
    int at = text.length();
    while (at > 0 && CLOSING.indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    boolean blank = at > 0 && text.charAt(at - 1) != ' ';
    replace(at, at, blank ? " " + word : word, source);
  }

  /** Rewrites the text from left to right, such as into capitals. */
  void map(UnaryOperator<String> change) {
    String before = text;
    text = change.apply(before);
    if (text.length() != before.length()) {
      pieces.replaceAll(
          piece ->
              new Piece(
                  Math.min(
                      text.length(), change.apply(before.substring(0, piece.begin())).length()),
                  Math.min(text.length(), change.apply(before.substring(0, piece.end())).length()),
                  piece.source(),
                  piece.weight()));
    }
  }

  /** Returns the piece with most weight among those that looked into {@code [begin, end)}. */
  Optional<Piece> lookingAt(int begin, int end) {
    return pieces.stream()
        .filter(piece -> piece.source() >= begin && piece.source() < end)
        .max((a, b) -> Float.compare(a.weight(), b.weight()));
  }
}
