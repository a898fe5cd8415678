package dev.ieum.core.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tokens and their ids, fixed for good. Immutable.
 *
 * <p>The first four ids are the same in every vocabulary: PAD 0, UNK 1, BOS 2, EOS 3.
 */
public final class Vocabulary {
  /** Id of padding. */
  public static final int PAD = 0;

  /** Id of a token that the vocabulary lacks. */
  public static final int UNK = 1;

  /** Id that begins a target. */
  public static final int BOS = 2;

  /** Id that ends a target. */
  public static final int EOS = 3;

  private static final List<String> SPECIAL = List.of("<pad>", "<unk>", "<s>", "</s>");

  private final List<String> tokens;
  private final Map<String, Integer> ids;

  private Vocabulary(List<String> tokens) {
    this.tokens = Collections.unmodifiableList(tokens);
    this.ids = new HashMap<>(tokens.size() * 2);
    for (int i = 0; i < tokens.size(); i++) {
      if (ids.put(tokens.get(i), i) != null) {
        throw new IllegalArgumentException(
            "token '%s' = ids %d and earlier; allowed: once".formatted(tokens.get(i), i));
      }
    }
  }

  /**
   * Makes a vocabulary of the four special tokens and then {@code tokens}, in order.
   *
   * @throws IllegalArgumentException when a token occurs twice or is special
   */
  public static Vocabulary of(List<String> tokens) {
    List<String> all = new ArrayList<>(SPECIAL);
    all.addAll(tokens);
    return new Vocabulary(all);
  }

  /**
   * Makes a vocabulary of all its tokens in id order, as {@link #tokens()} gives them.
   *
   * @throws IllegalArgumentException when the first four are not the special tokens, or one occurs
   *     twice
   */
  public static Vocabulary ofAll(List<String> tokens) {
    if (tokens.size() < SPECIAL.size() || !tokens.subList(0, SPECIAL.size()).equals(SPECIAL)) {
      throw new IllegalArgumentException(
          "vocabulary = %s…; allowed: one that begins with %s"
              .formatted(tokens.subList(0, Math.min(SPECIAL.size(), tokens.size())), SPECIAL));
    }
    return new Vocabulary(new ArrayList<>(tokens));
  }

  /** Returns all tokens in id order, special ones included. */
  public List<String> tokens() {
    return tokens;
  }

  /** Returns how many ids there are, special ones included. */
  public int size() {
    return tokens.size();
  }

  /** Returns the id of {@code token}, or {@link #UNK}. */
  public int id(String token) {
    return ids.getOrDefault(token, UNK);
  }

  /** Returns the token of {@code id}. */
  public String token(int id) {
    return tokens.get(id);
  }

  /** Returns whether {@code id} is one of PAD, UNK, BOS and EOS. */
  public static boolean isSpecial(int id) {
    return id < SPECIAL.size();
  }
}
