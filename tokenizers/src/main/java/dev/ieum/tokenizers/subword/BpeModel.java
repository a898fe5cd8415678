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
 * A trained byte pair encoding: its characters and its merges in the order learned. Immutable.
 *
 * <p>Sennrich, Haddow and Birch 2016, with a mark before a word instead of after it, and 256 byte
 * tokens for all other characters.
 *
 * <p>File format, UTF-8: {@code ieum-bpe 1}; {@code alphabet N} and N lines of one character;
 * {@code merges M} and M lines of two symbols with a space between them.
 *
 * @param alphabet single code points, U+2581 among them; never a control or format character, so
 *     that the file is readable
 * @param merges each of two symbols from the alphabet or earlier merges
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
   * Validates that the alphabet and earlier merges contain the symbols of each merge.
   *
   * @throws TokenizerException when they do not
   */
  public BpeModel {
    alphabet = List.copyOf(alphabet);
    merges = List.copyOf(merges);
    Checker checker = new Checker();
    alphabet.forEach(checker::addCharacter);
    checker.finishAlphabet();
    merges.forEach(checker::addMerge);
  }

  /** Returns the vocabulary: 256 byte tokens, the alphabet, new symbols in the order learned. */
  public List<String> tokens() {
    Set<String> tokens = new LinkedHashSet<>(ByteTokens.all());
    tokens.addAll(alphabet);
    merges.forEach(merge -> tokens.add(merge.symbol()));
    return List.copyOf(tokens);
  }

  /** Writes the file format; the writer stays open. */
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
   * Reads the file format; the reader stays open.
   *
   * @param source the file's name, for messages
   * @throws TokenizerException with file and line when the content is invalid
   */
  public static BpeModel read(String source, Reader reader) throws IOException {
    return new BpeModelReader(source, new BufferedReader(reader)).read(HEADER);
  }

  /** Whether {@code c} may be in an alphabet; all others are spelled in bytes. */
  static boolean isAlphabetic(int c) {
    return !WhiteSpace.is(c)
        && switch (Character.getType(c)) {
          case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
          default -> (c & 0xFFFE) != 0xFFFE;
        };
  }

  /** Whether a symbol looks like a byte token or a special token ({@code <pad>}). */
  static boolean isReserved(String symbol) {
    return symbol.length() > 2 && symbol.startsWith("<") && symbol.endsWith(">");
  }

  /** Validates symbols one by one, so that a reader can report the line. */
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
      require(symbols.add(character), "character", character, "it occurs twice; keep one");
    }

    void finishAlphabet() {
      require(
          symbols.contains(ReversibleTokenizer.MARK),
          "alphabet",
          "without U+2581",
          "it must hold U+2581");
    }

    void addMerge(Merge merge) {
      require(symbols.contains(merge.left()), "symbol", merge.left(), "no earlier line defines it");
      require(
          symbols.contains(merge.right()), "symbol", merge.right(), "no earlier line defines it");
      require(!isReserved(merge.symbol()), "merge", merge.symbol(), "<...> is reserved");
      require(
          merges.add(merge),
          "merge",
          merge.left() + " " + merge.right(),
          "it occurs twice; keep one");
      symbols.add(merge.symbol());
    }

    private static void require(boolean condition, String what, String value, String allowed) {
      if (!condition) {
        throw new TokenizerException("%s = %s; %s".formatted(what, value, allowed));
      }
    }
  }
}
