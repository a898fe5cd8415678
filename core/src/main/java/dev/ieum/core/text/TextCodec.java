package dev.ieum.core.text;

import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Text to ids and back: a tokenizer and its vocabulary. Thread-safe.
 *
 * @param tokenizer cuts and joins
 * @param vocabulary numbers the tokens
 */
public record TextCodec(ReversibleTokenizer tokenizer, Vocabulary vocabulary) {

  /** Returns the ids of {@code tokens}, EOS appended. */
  public int[] encode(List<String> tokens) {
    int[] ids = new int[tokens.size() + 1];
    for (int i = 0; i < tokens.size(); i++) {
      ids[i] = vocabulary.id(tokens.get(i));
    }
    ids[tokens.size()] = Vocabulary.EOS;
    return ids;
  }

  /** Returns the ids of {@code text}, EOS appended; blank text is EOS alone. */
  public int[] encode(String text) {
    return encode(tokenizer.tokenize(text).stream().map(Token::text).toList());
  }

  /** Returns the text that {@code ids} spell; special ids are passed over. */
  public String decode(int[] ids) {
    return tokenizer.detokenize(tokens(ids));
  }

  /** Returns the tokens of {@code ids}; special ids are passed over. */
  public List<String> tokens(int[] ids) {
    List<String> tokens = new ArrayList<>(ids.length);
    for (int id : ids) {
      if (!Vocabulary.isSpecial(id)) {
        tokens.add(vocabulary.token(id));
      }
    }
    return tokens;
  }
}
