package dev.ieum.tokenizers.subword;

import dev.ieum.tokenizers.TokenizerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a {@link BpeModel} line by line. Not thread-safe; use one per file. */
final class BpeModelReader {
  private static final int MOST = 10_000_000;

  /** Each merge may double a symbol, so that a small file may make huge ones. */
  private static final long MOST_CHARACTERS = 16_000_000;

  private final String source;
  private final BufferedReader lines;
  private int number;

  BpeModelReader(String source, BufferedReader lines) {
    this.source = source;
    this.lines = lines;
  }

  BpeModel read(String header) throws IOException {
    String first = next(header);
    if (!first.equals(header)) {
      throw fault("first line = %s; allowed: %s".formatted(first, header));
    }
    BpeModel.Checker checker = new BpeModel.Checker();
    List<String> alphabet = new ArrayList<>();
    for (int left = count("alphabet"); left > 0; left--) {
      String character = next("a character");
      alphabet.add(character);
      check(() -> checker.addCharacter(character));
    }
    check(checker::finishAlphabet);
    List<BpeModel.Merge> merges = new ArrayList<>();
    long characters = 0;
    for (int left = count("merges"); left > 0; left--) {
      BpeModel.Merge merge = merge(next("a merge"));
      characters += merge.left().length() + merge.right().length();
      if (characters > MOST_CHARACTERS) {
        throw fault(
            "characters of all merges > %d; use a smaller model".formatted(MOST_CHARACTERS));
      }
      merges.add(merge);
      check(() -> checker.addMerge(merge));
    }
    String rest = lines.readLine();
    if (rest != null) {
      number++;
      throw fault("line = %s; the file must end after its merges".formatted(rest));
    }
    return new BpeModel(alphabet, merges);
  }

  private BpeModel.Merge merge(String line) {
    int space = line.indexOf(' ');
    if (space < 0 || space != line.lastIndexOf(' ')) {
      throw fault("merge = %s; allowed: two symbols with one space between".formatted(line));
    }
    return new BpeModel.Merge(line.substring(0, space), line.substring(space + 1));
  }

  private int count(String section) throws IOException {
    String line = next(section + " N");
    String prefix = section + " ";
    if (line.startsWith(prefix)) {
      try {
        int count = Integer.parseInt(line.substring(prefix.length()));
        if (count >= 0 && count <= MOST) {
          return count;
        }
      } catch (NumberFormatException e) {
        // falls through: the one message fits this as well
      }
    }
    throw fault("line = %s; allowed: %s and a number up to %s".formatted(line, section, MOST));
  }

  private String next(String expected) throws IOException {
    String line = lines.readLine();
    number++;
    if (line == null) {
      throw fault("the file ends here; expected: %s".formatted(expected));
    }
    return line;
  }

  private void check(Runnable step) {
    try {
      step.run();
    } catch (TokenizerException e) {
      throw fault(e.getMessage());
    }
  }

  private TokenizerException fault(String message) {
    return new TokenizerException("%s:%s: %s".formatted(source, number, message));
  }
}
