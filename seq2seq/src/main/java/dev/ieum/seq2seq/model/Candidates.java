package dev.ieum.seq2seq.model;

import dev.ieum.core.inference.PlainProjection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What a few sources that are scored together may become. Immutable and thread-safe.
 *
 * @param scorer scores all that any of them may become
 * @param own {@code [sources]} ids that each of them may become, ascending
 * @param places {@code [sources]} where those stand among what is scored; null for a source when
 *     they are all of it
 */
record Candidates(PlainProjection scorer, int[][] own, int[][] places) {
  /**
   * Rows that share a scorer. With fewer, weights pass through memory for each row or two anew;
   * with more, most of what is scored is of no use to any one of them.
   */
  private static final int ROWS = 16;

  /** Returns how many sources are best scored together, each having {@code beam} rows. */
  static int sources(int beam) {
    return Math.max(1, ROWS / beam);
  }

  static Candidates of(Shortlist shortlist, int[][] sources, PlainProjection vocabulary) {
    int[][] own = Arrays.stream(sources).map(shortlist::of).toArray(int[][]::new);
    BitSet union = new BitSet(vocabulary.outputSize());
    for (int[] ids : own) {
      for (int id : ids) {
        union.set(id);
      }
    }
    int[] all = union.stream().toArray();
    int[] ranks = new int[vocabulary.outputSize()];
    for (int i = 0; i < all.length; i++) {
      ranks[all[i]] = i;
    }
    int[][] places = new int[own.length][];
    for (int i = 0; i < own.length; i++) {
      if (own[i].length < all.length) {
        places[i] = Arrays.stream(own[i]).map(id -> ranks[id]).toArray();
      }
    }
    return new Candidates(vocabulary.select(all), own, places);
  }

  /** Returns those of all sources, some at a time. */
  static List<Candidates> ofGroups(
      Shortlist shortlist, int[][] sources, int size, PlainProjection vocabulary) {
    List<Candidates> groups = new ArrayList<>();
    for (int from = 0; from < sources.length; from += size) {
      int to = Math.min(sources.length, from + size);
      groups.add(of(shortlist, Arrays.copyOfRange(sources, from, to), vocabulary));
    }
    return groups;
  }
}
