package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.text.WhiteSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words that Korean analysis recognizes as nouns and keeps whole. Immutable.
 *
 * <p>File format, UTF-8: a word per line, optionally followed by its parts, whose concatenation
 * must equal the word; empty lines and lines that begin with {@code #} are ignored. Lucene's own
 * reader accepts input that later loses text (a {@code #} inside a word, parts shorter than it,
 * duplicates); here each is an error with its line.
 *
 * @param words the words in the given order
 */
public record UserDictionary(List<Word> words) {

  /** The dictionary without words. */
  public static final UserDictionary EMPTY = new UserDictionary(List.of());

  /**
   * One word and its parts.
   *
   * @param surface the word, in NFC
   * @param parts its parts, in order; empty when it has none
   */
  public record Word(String surface, List<String> parts) {
    /**
     * Validates the word.
     *
     * @throws TokenizerException when a character is not allowed or the parts do not join to the
     *     word
     */
    public Word {
      surface = check(surface);
      parts = parts.stream().map(Word::check).toList();
      if (!parts.isEmpty() && !String.join("", parts).equals(surface)) {
        throw new TokenizerException(
            "word = %s, parts = %s; the parts must join to the word (a word cannot hold a space)"
                .formatted(surface, String.join(" ", parts)));
      }
    }

    /** Makes a word without parts. */
    public Word(String surface) {
      this(surface, List.of());
    }

    private static String check(String text) {
      String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
      if (composed.isEmpty()) {
        throw new TokenizerException("word is empty; allowed: one character or more");
      }
      boolean bad =
          composed
              .codePoints()
              .anyMatch(
                  c ->
                      c == '#'
                          || WhiteSpace.is(c)
                          || Character.isISOControl(c)
                          || Character.getType(c) == Character.SURROGATE);
      if (bad) {
        throw new TokenizerException(
            "word = %s; allowed: no white space, no control character, no #".formatted(composed));
      }
      return composed;
    }
  }

  /**
   * Validates the words together.
   *
   * @throws TokenizerException when a word occurs twice
   */
  public UserDictionary {
    words = List.copyOf(words);
    Set<String> seen = new HashSet<>();
    for (Word word : words) {
      if (!seen.add(word.surface())) {
        throw new TokenizerException(
            "user dictionary: word = %s occurs twice; keep one".formatted(word.surface()));
      }
    }
  }

  /**
   * Reads a dictionary; the reader stays open.
   *
   * @param source the file's name, for messages
   * @throws TokenizerException with file and line when a line is invalid
   */
  public static UserDictionary read(String source, Reader reader) throws IOException {
    BufferedReader lines = new BufferedReader(reader);
    List<Word> words = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (number == 1 && line.startsWith("\uFEFF")) {
        line = line.substring(1);
      }
      String entry = WhiteSpace.collapse(line);
      if (entry.isEmpty() || entry.startsWith("#")) {
        continue;
      }
      Word word = readWord(source, number, entry);
      Integer first = seen.putIfAbsent(word.surface(), number);
      if (first != null) {
        throw new TokenizerException(
            "%s:%s: word = %s is already in line %s; keep one"
                .formatted(source, number, word.surface(), first));
      }
      words.add(word);
    }
    return new UserDictionary(words);
  }

  private static Word readWord(String source, int number, String entry) {
    List<String> fields = List.of(entry.split(" "));
    try {
      return new Word(fields.get(0), fields.subList(1, fields.size()));
    } catch (TokenizerException e) {
      throw new TokenizerException("%s:%s: %s".formatted(source, number, e.getMessage()));
    }
  }

  /**
   * Returns a small list of slang from Korean reviews and chats (노잼, 꿀잼, ㄹㅇ), for use on such text.
   */
  public static UserDictionary slang() {
    return Slang.WORDS;
  }

  private static final class Slang {
    static final UserDictionary WORDS = bundled("slang-ko.txt");
  }

  /** Reads a dictionary from the resources beside this class. */
  static UserDictionary bundled(String name) {
    try (Reader reader =
        new InputStreamReader(
            UserDictionary.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      return read(name, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Returns these words and those of {@code other} that are not among them. */
  public UserDictionary plus(UserDictionary other) {
    Map<String, Word> all = new LinkedHashMap<>();
    words.forEach(word -> all.put(word.surface(), word));
    other.words.forEach(word -> all.putIfAbsent(word.surface(), word));
    return new UserDictionary(List.copyOf(all.values()));
  }

  /**
   * Returns a line for each word that breaks the analysis of common words: a user word takes
   * precedence over all others, so 이다 as a noun would hide the copula in 영화이다. Empty when there is
   * no such word.
   */
  public List<String> warnings() {
    return UserDictionaryCheck.warnings(this);
  }

  /** Whether there is no word. */
  public boolean isEmpty() {
    return words.isEmpty();
  }

  /** Returns the words in the file format. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    for (Word word : words) {
      text.append(word.surface());
      word.parts().forEach(part -> text.append(' ').append(part));
      text.append('\n');
    }
    return text.toString();
  }

  /** Returns Lucene's form; null when there are no words. */
  org.apache.lucene.analysis.ko.dict.UserDictionary toLucene() {
    if (isEmpty()) {
      return null;
    }
    try (Reader reader = new StringReader(toText())) {
      return org.apache.lucene.analysis.ko.dict.UserDictionary.open(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("a string could not be read", e);
    }
  }
}
