package dev.ieum.seq2seq;

import dev.ieum.core.text.TextCodec;
import dev.ieum.tokenizers.Detokenizer;
import dev.ieum.tokenizers.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts a line that is longer than any sentence a network was trained on into parts it can read.
 *
 * <p>Cuts fall after the last full stop within reach, else before the last word, else anywhere, so
 * that a line of any length gives a line of translation in linear time.
 */
final class SourceParts {
  /** Longest part, in tokens; a little more than what training sees. */
  static final int MAX_TOKENS = 120;

  private static final Set<String> ENDS = Set.of(".", "?", "!", "。", "？", "！", "…");

  private SourceParts() {}

  /** A part's ids, EOS at the end, and where it begins among the line's tokens. */
  record Part(int[] ids, int firstToken) {}

  /** Returns the parts of {@code line} in order; none for a blank line. */
  static List<Part> of(String line, TextCodec codec) {
    List<String> tokens = codec.tokenizer().tokenize(line).stream().map(Token::text).toList();
    List<Part> parts = new ArrayList<>();
    int begin = 0;
    while (begin < tokens.size()) {
      int end = end(tokens, begin);
      parts.add(new Part(codec.encode(tokens.subList(begin, end)), begin));
      begin = end;
    }
    return parts;
  }

  private static int end(List<String> tokens, int begin) {
    if (tokens.size() - begin <= MAX_TOKENS) {
      return tokens.size();
    }
    int limit = begin + MAX_TOKENS;
    int earliest = begin + MAX_TOKENS / 4;
    for (int i = limit; i > earliest; i--) {
      if (ENDS.contains(tokens.get(i - 1))) {
        return i;
      }
    }
    for (int i = limit; i > earliest; i--) {
      if (tokens.get(i).charAt(0) == Detokenizer.SPACE_MARK) {
        return i;
      }
    }
    return limit;
  }
}
