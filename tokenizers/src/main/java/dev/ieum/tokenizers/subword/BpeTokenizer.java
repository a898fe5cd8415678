package dev.ieum.tokenizers.subword;

import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.text.NormalizedText;
import dev.ieum.tokenizers.text.TextNormalizer;
import dev.ieum.tokenizers.text.WhiteSpace;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Cuts words into the subwords of a {@link BpeModel}; no character is unknown to it.
 *
 * <p>Merges never reach over the words' ends. A character that the model does not know is spelt in
 * byte tokens, each with the offsets of the whole character; so is a U+2581 of the text, and a
 * U+2581 in a token is a space always. Thread-safe.
 */
public final class BpeTokenizer implements ReversibleTokenizer {
  private static final int CACHED_WORDS = 32_768;

  private final ReversibleTokenizer words;
  private final BpeModel model;
  private final BpeEncoder encoder;
  private final PieceCache cache = new PieceCache(CACHED_WORDS);

  /** Makes one that seeks the subwords of {@code model} inside the tokens of {@code words}. */
  public BpeTokenizer(ReversibleTokenizer words, BpeModel model) {
    this.words = Objects.requireNonNull(words, "words");
    this.model = Objects.requireNonNull(model, "model");
    this.encoder = new BpeEncoder(model);
  }

  /** The merges in use. */
  public BpeModel model() {
    return model;
  }

  @Override
  public List<Token> tokenize(String text) {
    return cut(text, 0, null);
  }

  /**
   * Returns one of the many ways to cut {@code text}: BPE-dropout (Provilkov, Emelianenko and Voita
   * 2020, algorithm 1), which shows a model in training words cut differently each time.
   *
   * @param dropout probability in [0, 1] that a merge is passed over; 0 is {@link
   *     #tokenize(String)}, 1 gives characters
   */
  public List<Token> tokenize(String text, double dropout, RandomGenerator random) {
    checkDropout(dropout);
    return cut(text, dropout, random);
  }

  @Override
  public List<Token> words(String text) {
    return words.tokenize(text);
  }

  @Override
  public List<String> subwords(String word, double dropout, RandomGenerator random) {
    checkDropout(dropout);
    return pieces(word, dropout, random).stream().map(BpeEncoder.Piece::text).toList();
  }

  /** Returns the file form of {@link #model}. */
  @Override
  public Optional<String> savedModel() {
    StringWriter text = new StringWriter();
    try {
      model.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException("a string could not be written", e);
    }
    return Optional.of(text.toString());
  }

  private static void checkDropout(double dropout) {
    if (!(dropout >= 0 && dropout <= 1)) {
      throw new IllegalArgumentException("dropout = %s; allowed: 0 to 1".formatted(dropout));
    }
  }

  private List<BpeEncoder.Piece> pieces(String word, double dropout, RandomGenerator random) {
    if (dropout > 0) {
      return encode(word, dropout, random);
    }
    return cache.get(word, key -> encode(key, 0, null));
  }

  private List<BpeEncoder.Piece> encode(String word, double dropout, RandomGenerator random) {
    return encoder.encode(
        ReversibleTokenizer.hasMark(word), ReversibleTokenizer.literal(word), dropout, random);
  }

  private List<Token> cut(String text, double dropout, RandomGenerator random) {
    List<Token> tokens = new ArrayList<>();
    for (Token word : words.tokenize(text)) {
      String source = text.substring(word.begin(), word.end());
      String literal = ReversibleTokenizer.literal(word.text());
      NormalizedText inside =
          source.equals(literal)
              ? NormalizedText.unchanged(source)
              : TextNormalizer.standard().normalize(source);
      // A word that shares a composed character with its neighbour cannot be told apart inside.
      boolean exact = inside.text().equals(literal);
      for (BpeEncoder.Piece piece : pieces(word.text(), dropout, random)) {
        int begin = word.begin();
        int end = word.end();
        if (piece.begin() == piece.end()) {
          end = begin; // the mark alone stands for no character
        } else if (exact) {
          end = begin + inside.end(piece.end());
          begin += inside.begin(piece.begin());
        }
        tokens.add(new Token(piece.text(), begin, end));
      }
    }
    return List.copyOf(tokens);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Bytes that spell no character, as a model may emit them, give U+FFFD.
   */
  @Override
  public String detokenize(List<String> tokens) {
    StringBuilder text = new StringBuilder();
    int[] bytes = new int[4];
    int count = 0;
    for (String token : tokens) {
      int value = ByteTokens.value(token);
      if (value >= 0) {
        if (count == bytes.length) {
          bytes = Arrays.copyOf(bytes, count * 2);
        }
        bytes[count++] = value;
        continue;
      }
      ByteTokens.decode(bytes, count, text);
      count = 0;
      text.append(token.replace(SPACE_MARK, ' '));
    }
    ByteTokens.decode(bytes, count, text);
    return WhiteSpace.collapse(text);
  }
}
