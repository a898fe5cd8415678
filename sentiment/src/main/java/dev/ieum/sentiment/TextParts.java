package dev.ieum.sentiment;

import dev.ieum.core.text.TextCodec;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.sentiment.model.EncodedText;
import dev.ieum.sentiment.model.Ngrams;
import dev.ieum.tokenizers.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into as many parts as it takes for none to be longer than the network reads at once.
 */
final class TextParts {

  /**
   * A part.
   *
   * @param tokens its subwords, with their offsets in the text
   * @param encoded the same as numbers
   */
  record Part(List<Token> tokens, EncodedText encoded) {}

  private TextParts() {}

  /** Returns the parts of {@code text}; a text without tokens has one, the end sign alone. */
  static List<Part> of(String text, SentimentModel model) {
    List<Token> tokens = model.codec().tokenizer().tokenize(text);
    List<Part> parts = new ArrayList<>();
    for (int from = 0; from < Math.max(1, tokens.size()); from += model.maxLength()) {
      int to = Math.min(tokens.size(), from + model.maxLength());
      List<Token> own = tokens.subList(from, to);
      boolean whole = from == 0 && to == tokens.size();
      String words =
          whole ? text : text.substring(own.get(0).begin(), own.get(own.size() - 1).end());
      parts.add(new Part(own, encode(own, words, model.codec(), model.ngrams())));
    }
    return parts;
  }

  private static EncodedText encode(
      List<Token> tokens, String text, TextCodec codec, Ngrams ngrams) {
    return new EncodedText(
        codec.encode(tokens.stream().map(Token::text).toList()), ngrams.of(text));
  }

  /** Returns the part without its tokens {@code [from, to)}, as if they were not in the text. */
  static EncodedText without(Part part, int from, int to, String text, SentimentModel model) {
    int[] all = part.encoded().ids();
    int[] ids = new int[all.length - (to - from)];
    System.arraycopy(all, 0, ids, 0, from);
    System.arraycopy(all, to, ids, from, all.length - to);
    if (ids.length == 0) {
      ids = new int[] {Vocabulary.EOS};
    }
    List<Token> tokens = part.tokens();
    int begin = tokens.get(0).begin();
    int end = tokens.get(tokens.size() - 1).end();
    String left = text.substring(begin, tokens.get(from).begin());
    String right = text.substring(tokens.get(to - 1).end(), end);
    return new EncodedText(ids, model.ngrams().of(left + right));
  }
}
