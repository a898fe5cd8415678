package dev.ieum.tokenizers.subword;

import dev.ieum.tokenizers.TokenizerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a {@link BpeModel} line by line. Not thread-safe; use one per file. */
final class BpeModelReader {
  private static final int MAX_COUNT = 10_000_000;

  /** Each merge may double a symbol, so a small file could produce huge ones. */
  private static final long MAX_CHARACTERS = 16_000_000;

  private final String source;
  private final BufferedReader lines;
  private int number;

  BpeModelReader(String source, BufferedReader lines) {
    this.source = source;
    this.lines = lines;
  }

  BpeModel read(String header) throws IOException {
    try {
      return model(header);
    } catch (TokenizerException e) {
      throw new TokenizerException("%s:%s: %s".formatted(source, number, e.getMessage()));
    }
  }

  private BpeModel model(String header) throws IOException {
    String first = next(header);
    if (!first.equals(header)) {
      throw new TokenizerException("first line = %s; allowed: %s".formatted(first, header));
    }
    BpeModel.Checker checker = new BpeModel.Checker();
    List<String> alphabet = new ArrayList<>();
    for (int left = count("alphabet"); left > 0; left--) {
      alphabet.add(next("a character"));
      checker.addCharacter(alphabet.get(alphabet.size() - 1));
    }
    checker.finishAlphabet();
    List<BpeModel.Merge> merges = new ArrayList<>();
    long characters = 0;
    for (int left = count("merges"); left > 0; left--) {
      BpeModel.Merge merge = merge(next("a merge"));
      characters += merge.left().length() + merge.right().length();
      if (characters > MAX_CHARACTERS) {
        throw new TokenizerException(
            "characters of all merges > %d; use a smaller model".formatted(MAX_CHARACTERS));
      }
      merges.add(merge);
      checker.addMerge(merge);
    }
    String rest = lines.readLine();
    if (rest != null) {
      number++;
      throw new TokenizerException("line = %s; the file must end after its merges".formatted(rest));
    }
    return new BpeModel(alphabet, merges);
  }

  private BpeModel.Merge merge(String line) {
    int space = line.indexOf(' ');
    if (space < 0 || space != line.lastIndexOf(' ')) {
      throw new TokenizerException(
          "merge = %s; allowed: two symbols with one space between".formatted(line));
    }
    return new BpeModel.Merge(line.substring(0, space), line.substring(space + 1));
  }

  private int count(String section) throws IOException {
    String line = next(section + " N");
    if (line.matches(section + " [0-9]{1,8}")) {
      int count = Integer.parseInt(line.substring(section.length() + 1));
      if (count <= MAX_COUNT) {
        return count;
      }
    }
    throw new TokenizerException(
        "line = %s; allowed: %s and a number up to %s".formatted(line, section, MAX_COUNT));
  }

  private String next(String expected) throws IOException {
    String line = lines.readLine();
    number++;
    if (line == null) {
      throw new TokenizerException("the file ends here; expected: %s".formatted(expected));
    }
    return line;
  }
}
