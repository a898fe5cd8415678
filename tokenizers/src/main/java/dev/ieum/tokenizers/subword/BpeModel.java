package dev.ieum.tokenizers.subword;

import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.text.WhiteSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A trained byte pair encoding: the characters it knows and the merges in the order learnt.
 *
 * <p>Sennrich, Haddow and Birch 2016, with a mark before a word in place of one after it, and 256
 * byte tokens for all other characters. Immutable.
 *
 * <p>File form, UTF-8: {@code ieum-bpe 1}; {@code alphabet N} and N lines of one character; {@code
 * merges M} and M lines of two symbols with a space between them.
 *
 * @param alphabet single code points, U+2581 among them; never a control or format character, so
 *     that the file can be read
 * @param merges each of two symbols that the alphabet or earlier merges give
 */
public record BpeModel(List<String> alphabet, List<Merge> merges) {
  private static final String HEADER = "ieum-bpe 1";

  /**
   * Two symbols that become one.
   *
   * @param left the first symbol
   * @param right the second symbol
   */
  public record Merge(String left, String right) {
    /** The new symbol. */
    public String symbol() {
      return left + right;
    }
  }

  /**
   * Checks that the merges can be made from the alphabet.
   *
   * @throws TokenizerException when they cannot
   */
  public BpeModel {
    alphabet = List.copyOf(alphabet);
    merges = List.copyOf(merges);
    Checker checker = new Checker();
    alphabet.forEach(checker::addCharacter);
    checker.finishAlphabet();
    merges.forEach(checker::addMerge);
  }

  /** Returns the vocabulary: 256 byte tokens, the alphabet, new symbols in the order learnt. */
  public List<String> tokens() {
    Set<String> tokens = new LinkedHashSet<>(ByteTokens.all());
    tokens.addAll(alphabet);
    merges.forEach(merge -> tokens.add(merge.symbol()));
    return List.copyOf(tokens);
  }

  /** Writes the file form; the writer stays open. */
  public void write(Writer writer) throws IOException {
    writer.write(HEADER + "\n");
    writer.write("alphabet " + alphabet.size() + "\n");
    for (String character : alphabet) {
      writer.write(character + "\n");
    }
    writer.write("merges " + merges.size() + "\n");
    for (Merge merge : merges) {
      writer.write(merge.left() + " " + merge.right() + "\n");
    }
    writer.flush();
  }

  /**
   * Reads the file form; the reader stays open.
   *
   * @param source the file's name, for messages
   * @throws TokenizerException with file and line when the content is not allowed
   */
  public static BpeModel read(String source, Reader reader) throws IOException {
    return new BpeModelReader(source, new BufferedReader(reader)).read(HEADER);
  }

  /** Whether {@code c} may stand in an alphabet; all others are spelt in bytes. */
  static boolean isAlphabetic(int c) {
    return !WhiteSpace.is(c)
        && switch (Character.getType(c)) {
          case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
          default -> (c & 0xFFFE) != 0xFFFE;
        };
  }

  /** Whether a symbol looks like a byte token or another token with a task ({@code <pad>}). */
  static boolean isReserved(String symbol) {
    return symbol.length() > 2 && symbol.startsWith("<") && symbol.endsWith(">");
  }

  /** Checks symbols one by one, so that a reader can tell the line. */
  static final class Checker {
    private final Set<String> symbols = new LinkedHashSet<>();
    private final Set<Merge> merges = new LinkedHashSet<>();

    void addCharacter(String character) {
      boolean one =
          !character.isEmpty()
              && character.codePointCount(0, character.length()) == 1
              && isAlphabetic(character.codePointAt(0));
      require(
          one, "character", character, "allowed: one character, not white space, control, format");
      require(symbols.add(character), "character", character, "it stands twice; keep one");
    }

    void finishAlphabet() {
      require(
          symbols.contains(ReversibleTokenizer.MARK),
          "alphabet",
          "without U+2581",
          "it must hold U+2581");
    }

    void addMerge(Merge merge) {
      require(symbols.contains(merge.left()), "symbol", merge.left(), "no earlier line gives it");
      require(symbols.contains(merge.right()), "symbol", merge.right(), "no earlier line gives it");
      require(!isReserved(merge.symbol()), "merge", merge.symbol(), "<...> is reserved");
      require(
          merges.add(merge),
          "merge",
          merge.left() + " " + merge.right(),
          "it stands twice; keep one");
      symbols.add(merge.symbol());
    }

    private static void require(boolean condition, String what, String value, String allowed) {
      if (!condition) {
        throw new TokenizerException("%s = %s; %s".formatted(what, value, allowed));
      }
    }
  }
}
