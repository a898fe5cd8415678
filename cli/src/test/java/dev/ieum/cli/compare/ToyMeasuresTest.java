package dev.ieum.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.cli.train.StopRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What gates and attention are for: a tanh RNN does not learn what stands ten events back. */
class ToyMeasuresTest {
  @TempDir private Path directory;

  private List<Measurement> measured(Architecture of, double minutes) throws IOException {
    Plan plan = new Plan(directory, List.of(of), Plan.Budget.PARAMETERS, 1_000_000, minutes, 1, 1);
    Path data = Files.createDirectories(directory.resolve("data"));
    try (StopRequest stop = StopRequest.onSignals(() -> {})) {
      return ToyMeasures.run(plan, of, ToyMeasures.recall(10), data, new Trainings(stop));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GRU", "LSTM", "TRANSFORMER"})
  void recallAt10_gatesOrAttention_learnIt(Architecture of) throws IOException {
    List<Measurement> measured = measured(of, 10);
    assertTrue(measured.get(0).value() < 800, measured.toString());
    assertEquals(100, measured.get(1).value(), 2, "percent right");
    // Training ended when it was learned, and left an ordinary model.
    assertTrue(Files.isDirectory(directory.resolve(of.word()).resolve("recall-10/model")));
  }

  @Test
  void recallAt10_tanhRnnInFewUpdates_doesNotLearnIt() throws IOException {
    List<Measurement> measured = measured(Architecture.RNN, 2.5);
    assertTrue(Double.isNaN(measured.get(0).value()), measured.toString());
    assertTrue(measured.get(1).value() < 40, measured.toString());
  }

  @Test
  @Tag("slow")
  void recallAt10_tanhRnn_doesNotLearnItIn800Updates() throws IOException {
    List<Measurement> measured = measured(Architecture.RNN, 10);
    assertTrue(Double.isNaN(measured.get(0).value()), measured.toString());
    assertTrue(measured.get(1).value() < 40, measured.toString());
  }
}
