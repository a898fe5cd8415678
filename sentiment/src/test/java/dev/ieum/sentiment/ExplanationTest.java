package dev.ieum.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ieum.sentiment.Explanation.Contribution;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  @Test
  void mean_otherCuts_wordsOfTheFirstShareByCharacters() {
    List<Contribution> one =
        List.of(new Contribution(0, 3, "not", -0.4), new Contribution(4, 8, "good", 0.2));
    List<Contribution> other =
        List.of(
            new Contribution(0, 1, "n", 0.2),
            new Contribution(1, 3, "ot", 0.2),
            new Contribution(4, 6, "go", 0.4),
            new Contribution(6, 10, "odly", 0.8));
    assertEquals(
        List.of(new Contribution(0, 3, "not", 0), new Contribution(4, 8, "good", 0.5)),
        Explanation.mean(List.of(one, other)));
  }

  @Test
  void mean_one_toTheBit() {
    List<Contribution> one =
        List.of(new Contribution(0, 3, "not", -0.1), new Contribution(4, 11, "awfully", 1 / 3.0));
    assertEquals(one, Explanation.mean(List.of(one)));
  }

  @Test
  void mean_noWords_none() {
    assertEquals(List.of(), Explanation.mean(List.of(List.of(), List.of())));
  }
}
