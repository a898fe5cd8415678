package dev.ieum.sequences.music;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholeBarsTest {
  private static final String HEAD = "M:3/4\nL:1/4\nK:G\n";

  /** Returns how many characters of the last one's sequence are rejected at each. */
  private static List<Integer> rejected(WholeBars bars, String text) {
    List<Integer> rejected = new ArrayList<>();
    List<String> events = new ArrayList<>();
    for (String event : text.codePoints().mapToObj(Character::toString).toList()) {
      events.add(event);
      rejected.add(bars.rejected(events));
    }
    return rejected;
  }

  private static int sum(String text) {
    return rejected(new WholeBars(HEAD), text).stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  void rejected_wholeBars_none() {
    assertEquals(0, sum("GAB|c2d|e3|d2c|B3|]"));
  }

  @Test
  void rejected_shortBarWithin_isThatBar() {
    List<Integer> rejected = rejected(new WholeBars(HEAD), "GAB|c2|e");
    assertEquals(Arrays.asList(0, 0, 0, 0, 0, 0, 0, 4), rejected); // "c2|e"
  }

  @Test
  void rejected_barsAtEdges_mayBeShort() {
    assertEquals(0, sum("D|GAB|c2||d|efg|a2:|\nB|GAB|A2|]\n"));
  }

  @Test
  void rejected_firstBarOfThePromptedTune_countsFromThePrompt() {
    WholeBars bars = new WholeBars(HEAD + "GAB|c");
    assertEquals(List.of(0, 0, 0, 0), rejected(bars, "de|f"));
    assertEquals(List.of(0, 0, 3), rejected(new WholeBars(HEAD + "GAB|c"), "d|f"));
  }

  @Test
  void rejected_stillWrong_isKeptAfterSomeTries() {
    WholeBars bars = new WholeBars(HEAD);
    List<String> events = List.of("G", "A", "B", "|", "c", "|", "d");
    int tries = 0;
    while (bars.rejected(events) > 0) {
      tries++;
    }
    assertEquals(20, tries);
  }

  @Test
  void rejected_unreadableBar_isThatBar() {
    assertEquals(4, sum("GAB|?d|e"));
  }
}
