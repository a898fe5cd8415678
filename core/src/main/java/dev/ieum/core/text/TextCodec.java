package dev.ieum.core.text;

import dev.ieum.tokenizers.Detokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Text to ids and back: a tokenizer and its vocabulary. Thread-safe.
 *
 * @param tokenizer splits text into tokens
 * @param detokenizer joins tokens into text
 * @param vocabulary numbers the tokens
 */
public record TextCodec(Tokenizer tokenizer, Detokenizer detokenizer, Vocabulary vocabulary) {

  /** Makes one of a tokenizer that is reversible. */
  public <T extends Tokenizer & Detokenizer> TextCodec(T tokenizer, Vocabulary vocabulary) {
    this(tokenizer, tokenizer, vocabulary);
  }

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

  /** Returns the ids of words that {@link Tokenizer#words} has split, EOS appended. */
  public int[] encodeWords(List<String> words) {
    return encodeWords(words, 0, null, Integer.MAX_VALUE);
  }

  /**
   * Returns the ids of words that {@link Tokenizer#words} has split, with subword dropout.
   *
   * @param dropout probability in [0, 1] that a merge of subwords is skipped ({@link
   *     Tokenizer#subwords})
   * @param random where the dropout's chance comes from; may be null when {@code dropout} is 0
   * @param limit most tokens; those after it are left out, and EOS follows
   */
  public int[] encodeWords(List<String> words, double dropout, RandomGenerator random, int limit) {
    List<String> tokens = new ArrayList<>(words.size() * 2);
    words.forEach(word -> tokens.addAll(tokenizer.subwords(word, dropout, random)));
    return encode(tokens.subList(0, Math.min(tokens.size(), limit)));
  }

  /** Returns the text that {@code ids} spell; special ids are skipped. */
  public String decode(int[] ids) {
    return detokenizer.detokenize(tokens(ids));
  }

  /** Returns the tokens of {@code ids}; special ids are skipped. */
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
