package dev.ieum.tokenizers.spec;

import dev.ieum.tokenizers.CharacterTokenizer;
import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.WhitespaceTokenizer;
import dev.ieum.tokenizers.english.EnglishTokenizer;
import dev.ieum.tokenizers.english.OpenNlpTokenizer;
import dev.ieum.tokenizers.korean.JamoTokenizer;
import dev.ieum.tokenizers.korean.NoriTokenizer;
import dev.ieum.tokenizers.korean.UserDictionary;
import dev.ieum.tokenizers.subword.ByteTokenizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How text is cut into words, inside which subwords may be sought. */
public enum WordKind {
  /** {@link WhitespaceTokenizer}. */
  WHITESPACE,
  /** {@link OpenNlpTokenizer}. */
  OPENNLP,
  /** {@link EnglishTokenizer}. */
  ENGLISH,
  /** {@link NoriTokenizer}. */
  NORI,
  /** {@link CharacterTokenizer}. */
  CHARACTER,
  /** {@link JamoTokenizer}. */
  JAMO,
  /** {@link ByteTokenizer}. */
  BYTE;

  /** Returns whether subwords may be sought inside its words: not when those are parts of signs. */
  public boolean holdsSubwords() {
    return this != JAMO && this != BYTE;
  }

  /** The name in files and options. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the kind named {@code key}.
   *
   * @throws TokenizerException when there is none
   */
  public static WordKind of(String key) {
    for (WordKind kind : values()) {
      if (kind.key().equals(key)) {
        return kind;
      }
    }
    throw new TokenizerException(
        "tokenizer: words = %s; allowed: %s"
            .formatted(
                key, Arrays.stream(values()).map(WordKind::key).collect(Collectors.joining(", "))));
  }

  /**
   * Makes the tokenizer of this kind.
   *
   * @throws TokenizerException when the kind takes no user dictionary and {@code dictionary} is not
   *     empty, or its model is not on the class path
   */
  public ReversibleTokenizer open(UserDictionary dictionary) {
    if (this != NORI && !dictionary.isEmpty()) {
      throw new TokenizerException(
          "tokenizer: words = %s; a user dictionary needs nori".formatted(key()));
    }
    return switch (this) {
      case WHITESPACE -> new WhitespaceTokenizer();
      case OPENNLP -> new OpenNlpTokenizer();
      case ENGLISH -> new EnglishTokenizer();
      case NORI -> new NoriTokenizer(dictionary);
      case CHARACTER -> new CharacterTokenizer();
      case JAMO -> new JamoTokenizer();
      case BYTE -> new ByteTokenizer();
    };
  }

  /** Makes the tokenizer of this kind, with no user dictionary. */
  public ReversibleTokenizer open() {
    return open(UserDictionary.EMPTY);
  }
}
