package dev.ieum.sequences.music;

import dev.ieum.sequences.Revision;
import java.util.List;

/**
 * Has a bar of a tune drawn again until it is as long as the meter says. Bars at the edge of a part
 * may be shorter. What is drawn is then distributed as the model has it among tunes of whole bars
 * (rejection, bar by bar). A bar that stays wrong {@value #MOST_TRIES} times is kept. Not
 * thread-safe; one for each tune.
 */
public final class WholeBars implements Revision {
  private static final int MOST_TRIES = 20;

  /** What may belong to a bar line or say that it ends a part, so that it does not yet decide. */
  private static final String UNDECIDED = "|:][12 ";

  private final String prompt;
  private int triedAt = -1; // where the bar begins that was drawn again last
  private int tries;

  /**
   * Begins.
   *
   * @param prompt the tune's text before what is drawn
   */
  public WholeBars(String prompt) {
    this.prompt = prompt;
  }

  /**
   * Says how many characters are drawn again.
   *
   * @param events one character each
   */
  @Override
  public int rejected(List<String> events) {
    int last = events.size() - 1;
    if (last == 0 || !events.get(last - 1).equals("|") || UNDECIDED.contains(events.get(last))) {
      return 0;
    }
    int begin = last - 1;
    while (begin > 0 && !events.get(begin - 1).equals("|")) {
      begin--;
    }
    if (isWhole(events.subList(0, last))) {
      return 0;
    }
    tries = begin == triedAt ? tries + 1 : 1;
    triedAt = begin;
    if (tries <= MOST_TRIES) {
      return events.size() - begin;
    }
    tries = 0; // this one is kept
    triedAt = -1;
    return 0;
  }

  /** Says whether the bar that ends here can be read, and is whole or at an edge. */
  private boolean isWhole(List<String> events) {
    try {
      // A note after it, or the bar would be the last of all, which is an edge.
      List<AbcTune.Bar> bars = AbcTune.parse(prompt + String.join("", events) + "z").bars();
      AbcTune.Bar ended = bars.get(Math.max(0, bars.size() - 2));
      return ended.edge() || ended.whole();
    } catch (AbcException e) {
      return false;
    }
  }
}
