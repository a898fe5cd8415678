package dev.ieum.tokenizers.subword;

import dev.ieum.tokenizers.Detokenizer;
import dev.ieum.tokenizers.ReversibleTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ids of symbols, starting with the characters. Not thread-safe while symbols are added. */
final class Symbols {
  static final int UNKNOWN = -1;

  private final List<String> symbols = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();

  Symbols(List<String> alphabet) {
    alphabet.forEach(this::add);
  }

  /** Returns the id of {@code symbol}, adding it if it is new. */
  int add(String symbol) {
    Integer id = ids.putIfAbsent(symbol, symbols.size());
    if (id != null) {
      return id;
    }
    symbols.add(symbol);
    return symbols.size() - 1;
  }

  int id(String symbol) {
    return ids.getOrDefault(symbol, UNKNOWN);
  }

  String symbol(int id) {
    return symbols.get(id);
  }

  int size() {
    return symbols.size();
  }

  /** Returns the ids of the characters of a word, its mark first if it has one. */
  int[] characters(boolean mark, String literal) {
    int[] characters = new int[literal.length() + 1];
    int size = 0;
    if (mark) {
      characters[size++] = id(ReversibleTokenizer.MARK);
    }
    for (int i = 0; i < literal.length(); ) {
      int c = literal.codePointAt(i);
      // A mark of the text must not look like a space.
      characters[size++] = c == Detokenizer.SPACE_MARK ? UNKNOWN : id(Character.toString(c));
      i += Character.charCount(c);
    }
    return Arrays.copyOf(characters, size);
  }
}
