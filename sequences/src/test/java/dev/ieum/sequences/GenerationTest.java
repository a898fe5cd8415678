package dev.ieum.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.nn.CellType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationTest {
  @TempDir private static Path directory;
  private static SequenceModel model;

  @BeforeAll
  static void open() throws IOException {
    model =
        SequenceModel.open(
            TinyModels.bundle(directory, CellType.GRU, 1, 1), ProductPrecision.FLOAT32);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static GenerationConfig config(long seed, double temperature, int topK, double topP) {
    return new GenerationConfig(seed, temperature, topK, topP, 50, Set.of());
  }

  @Test
  void generate_sameSeed_sameSequence() {
    List<String> first = model.generate(List.of(), config(7, 1, 0, 1));
    assertEquals(first, model.generate(List.of(), config(7, 1, 0, 1)));
    assertNotEquals(first, model.generate(List.of(), config(8, 1, 0, 1)));
    assertTrue(first.size() <= 50);
    assertFalse(first.contains(SequenceModel.END));
  }

  @Test
  void generate_temperatureZeroOrOneEvent_takesTheLikeliest() {
    List<String> prompt = List.of("e3", "e4");
    List<String> greedy = model.generate(prompt, config(1, 0, 0, 1));
    assertEquals(greedy, model.generate(prompt, config(2, 1, 1, 1)));
    assertEquals(greedy, model.generate(prompt, config(3, 1, 0, 1e-9)));
    SequenceSession session = model.start();
    prompt.forEach(session::accept);
    for (String event : greedy) {
      assertEquals(session.next(1).get(0).event(), event);
      session.accept(event);
    }
  }

  @Test
  void generate_stop_endsBeforeIt() {
    List<String> free = model.generate(List.of(), config(7, 1, 0, 1));
    String third = free.get(2);
    List<String> stopped =
        model.generate(List.of(), new GenerationConfig(7, 1, 0, 1, 50, Set.of(third)));
    assertEquals(free.subList(0, free.indexOf(third)), stopped);
  }

  @Test
  void draw_manyTimes_followsTheProbabilities() {
    float[] scores = {Float.NEGATIVE_INFINITY, 0, (float) Math.log(2), (float) Math.log(5)};
    RankedEvents ranked = new RankedEvents(scores, 1); // 1/8, 2/8, 5/8
    int[] counts = draws(ranked, 0, 1);
    assertEquals(0, counts[0]);
    assertEquals(0.125, counts[1] / 80_000.0, 0.01);
    assertEquals(0.625, counts[3] / 80_000.0, 0.01);
    int[] two = draws(ranked, 2, 1);
    assertEquals(0, two[1]);
    assertEquals(2 / 7.0, two[2] / 80_000.0, 0.01);
    int[] nucleus = draws(ranked, 0, 0.63); // the likeliest alone has 0.625
    assertEquals(0, nucleus[1]);
    assertTrue(nucleus[2] > 0);
    assertEquals(80_000, draws(ranked, 0, 0.6)[3]);
  }

  private static int[] draws(RankedEvents ranked, int topK, double topP) {
    int[] counts = new int[4];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 80_000; i++) {
      counts[ranked.draw(topK, topP, random)]++;
    }
    return counts;
  }

  @Test
  void temperature_belowOne_sharpens() {
    RankedEvents plain = new RankedEvents(new float[] {0, 1}, 1);
    RankedEvents cold = new RankedEvents(new float[] {0, 1}, 0.5);
    assertEquals(1 / (1 + Math.exp(-1)), plain.probability(1), 1e-4);
    assertEquals(1 / (1 + Math.exp(-2)), cold.probability(1), 1e-4);
  }

  @Test
  void top_manyEvents_equalsFullSort() {
    float[] scores = new float[500];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextInt(40); // many ties
    }
    RankedEvents ranked = new RankedEvents(scores, 1);
    int[] all = ranked.top(500);
    int[] some = ranked.top(64);
    for (int i = 0; i < all.length; i++) {
      if (i < some.length) {
        assertEquals(all[i], some[i]);
      }
      if (i > 0) {
        float before = ranked.probability(all[i - 1]);
        float after = ranked.probability(all[i]);
        assertTrue(before > after || (before == after && all[i - 1] < all[i]));
      }
    }
  }

  @Test
  void config_outOfRange_isRefused() {
    assertEquals(
        "topP = 0.0; allowed: more than 0, at most 1",
        assertThrows(IllegalArgumentException.class, () -> config(1, 1, 0, 0)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> config(1, -1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> config(1, Double.NaN, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> config(1, 1, -1, 1));
  }
}
