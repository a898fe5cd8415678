package dev.ieum.seq2seq.model;

import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.text.Vocabulary;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The target tokens that a source may become: a tenth of a vocabulary, which is all that need be
 * scored (Jean et al. 2015, section 3.3; L'Hostis et al. 2016).
 *
 * <p>Always offered are the most frequent tokens and EOS; beside them each source token offers what
 * it was seen to become. What a sentence is offered depends on that sentence alone. Immutable and
 * thread-safe.
 */
public final class Shortlist {
  /** What the file is called in a bundle. */
  public static final String FILE = "vocabulary/shortlist.txt";

  private final int[] always;
  private final int[][] bySource;
  private final int vocabularySize;

  /**
   * Takes ids; the arrays are not copied.
   *
   * @param always offered to every source
   * @param bySource offered by each source id
   * @param vocabularySize number of target tokens
   */
  public Shortlist(int[] always, int[][] bySource, int vocabularySize) {
    this.always = always;
    this.bySource = bySource;
    this.vocabularySize = vocabularySize;
  }

  /** Returns the ids that a source is offered, ascending, each once. */
  public int[] of(int[] source) {
    BitSet offered = new BitSet(vocabularySize);
    for (int id : always) {
      offered.set(id);
    }
    for (int token : source) {
      for (int id : bySource[token]) {
        offered.set(id);
      }
    }
    offered.clear(0, Vocabulary.EOS); // what no translation may hold
    return offered.stream().toArray();
  }

  /** Returns the lines of the file: what is always offered, then what each source id offers. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(always));
    for (int[] ids : bySource) {
      lines.add(line(ids));
    }
    return lines;
  }

  private static String line(int[] ids) {
    return String.join(" ", IntStream.of(ids).mapToObj(Integer::toString).toList());
  }

  /**
   * Reads the file of a bundle.
   *
   * @throws ModelBundleException when it does not fit the vocabularies
   */
  public static Shortlist read(BufferedReader file, int sourceSize, int targetSize)
      throws IOException {
    List<String> lines = file.lines().toList();
    if (lines.size() != sourceSize + 1) {
      throw new ModelBundleException(
          "%s: lines = %d; allowed: %d, one more than source tokens; the bundle is damaged"
              .formatted(FILE, lines.size(), sourceSize + 1));
    }
    int[][] ids = new int[lines.size()][];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = ids(lines.get(i), i + 1, targetSize);
    }
    if (Arrays.stream(ids[0]).noneMatch(id -> id == Vocabulary.EOS)) {
      throw new ModelBundleException(
          "%s:1: ids without %d, which ends a sentence; allowed: lists with it; the bundle is damaged"
              .formatted(FILE, Vocabulary.EOS));
    }
    return new Shortlist(ids[0], Arrays.copyOfRange(ids, 1, ids.length), targetSize);
  }

  private static int[] ids(String line, int number, int targetSize) {
    try {
      int[] ids =
          line.isEmpty()
              ? new int[0]
              : Arrays.stream(line.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
      for (int id : ids) {
        if (id < 0 || id >= targetSize) {
          throw new NumberFormatException("id " + id);
        }
      }
      return ids;
    } catch (NumberFormatException e) {
      throw new ModelBundleException(
          "%s:%d: %s; allowed: ids below %d with a space between; the bundle is damaged"
              .formatted(FILE, number, e.getMessage(), targetSize),
          e);
    }
  }
}
