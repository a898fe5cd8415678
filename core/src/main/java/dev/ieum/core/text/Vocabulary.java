package dev.ieum.core.text;

import dev.ieum.core.bundle.ModelBundleException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
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
   * Reads one token a line, in id order.
   *
   * @param where the file's name, for messages
   * @throws ModelBundleException when the first four are not the special tokens or one occurs twice
   */
  public static Vocabulary read(Reader reader, String where) throws IOException {
    List<String> tokens = new ArrayList<>();
    try (BufferedReader lines = new BufferedReader(reader)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        tokens.add(line);
      }
    }
    if (tokens.size() < SPECIAL.size() || !tokens.subList(0, SPECIAL.size()).equals(SPECIAL)) {
      throw new ModelBundleException(
          "%s:1: expected the tokens %s on the first lines; fetch the bundle again"
              .formatted(where, SPECIAL));
    }
    try {
      return new Vocabulary(tokens);
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(where + ": " + e.getMessage(), e);
    }
  }

  /** Returns the tokens in id order, one a line, as {@link #read} takes them. */
  public String toText() {
    return String.join("\n", tokens) + "\n";
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
