package dev.ieum.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.sampling.Sampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
    return new GenerationConfig(seed, new Sampling(temperature, topK, topP), 50, Set.of());
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
        model.generate(
            List.of(), new GenerationConfig(7, new Sampling(1, 0, 1), 50, Set.of(third)));
    assertEquals(free.subList(0, free.indexOf(third)), stopped);
  }

  @Test
  void config_outOfRange_isRefused() {
    assertEquals(
        "maxLength = 0; allowed: 1 or more",
        assertThrows(
                IllegalArgumentException.class,
                () -> new GenerationConfig(1, new Sampling(1, 0, 1), 0, Set.of()))
            .getMessage());
  }
}
