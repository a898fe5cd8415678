package dev.ieum.seq2seq.model;

import dev.ieum.core.inference.PlainProjection;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What sources that are translated together may become. Immutable and thread-safe.
 *
 * <p>All that any of them may become is scored for each, and each picks its own: weights that pass
 * through memory once for all rows cost less than fewer weights that pass once for each.
 *
 * @param scorer scores all that any of them may become
 * @param places {@code [sources]} where those that a source may become stand among what is scored;
 *     null for a source when they are all of it
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read only
public record Candidates(PlainProjection scorer, int[][] places) {
  static Candidates of(List<int[]> own, PlainProjection vocabulary) {
    int[][] places = new int[own.size()][];
    if (own.contains(null)) {
      for (int s = 0; s < places.length; s++) {
        places[s] = own.get(s);
      }
      return new Candidates(vocabulary, places);
    }
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
    for (int s = 0; s < places.length; s++) {
      if (own.get(s).length < all.length) {
        places[s] = Arrays.stream(own.get(s)).map(id -> ranks[id]).toArray();
      }
    }
    return new Candidates(vocabulary.select(all), places);
  }
}
