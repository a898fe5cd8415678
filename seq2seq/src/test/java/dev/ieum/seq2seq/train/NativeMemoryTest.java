package dev.ieum.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.nn.Dropout;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.runtime.NativeRuntime;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingListener.UpdateReport;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.core.training.TrainingTask.Learner;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.model.PairBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two thousand batches hold no more memory than one thousand.
 *
 * <p>Measured in processes of their own whose Java heap is touched whole at the start, so that what
 * grows is native. One kilobyte kept per batch would show as a megabyte.
 */
class NativeMemoryTest {
  private static final int BATCHES = 2000;
  private static final long NOISE_KILOBYTES = 4096;
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Trains or translates and tells the resident memory after every five hundred batches. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "train" -> train(directory);
      case "translate" -> translate(directory, false);
      case "accelerate" -> translate(directory, true);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void train(Path directory) throws IOException {
    ToyTask task =
        ResumeTest.smallTask(directory)
            .with("training.max-updates", BATCHES)
            .with("training.batch-sentences", 4)
            .with("training.validate-every", 250)
            .with("training.checkpoint-every", 250)
            .with("training.patience", 0)
            .with("network.embedding-size", 8)
            .with("network.encoder-hidden", 8)
            .with("network.decoder-hidden", 8);
    TrainingListener telling =
        new TrainingListener() {
          @Override
          public void onUpdate(UpdateReport report) {
            tell(report.update());
          }
        };
    Trainer.run(
        task.config(), new TrainingRun(directory.resolve("run"), false, telling, () -> false));
  }

  private static void translate(Path directory, boolean accelerated)
      throws IOException, InterruptedException {
    ModelBundle bundle = ModelBundle.open(ModelSource.of(directory));
    List<String> digits = List.of("nul", "een", "twee", "drie", "vier", "vijf", "zes");
    Random random = new Random(8);
    ProductPrecision precision = accelerated ? ProductPrecision.INT8 : ProductPrecision.FLOAT32;
    try (TextTranslator translator = TextTranslator.open(bundle, 1, precision)) {
      if (accelerated) {
        translator.accelerate();
      }
      for (int batch = 1; batch <= BATCHES; batch++) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
          lines.add(String.join(" ", digits.subList(0, 1 + random.nextInt(4))));
        }
        translator.translate(lines, translator.decoding().withBeamSize(2), true);
        tell(batch);
      }
    }
  }

  private static void tell(long batch) {
    if (batch % 500 != 0) {
      return;
    }
    try (var lines = Files.lines(STATUS)) {
      String resident = lines.filter(line -> line.startsWith("VmRSS:")).findAny().orElseThrow();
      System.out.println(batch + " " + resident.replaceAll("\\D", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void train_twoThousandBatches_holdNoMoreThanOneThousand(@TempDir Path directory)
      throws Exception {
    assertFlat(measure("train", directory));
  }

  @Test
  void translate_twoThousandBatches_holdNoMoreThanOneThousand() throws Exception {
    assertFlat(measure("translate", ToyModel.get().run().resolve(Trainer.MODEL)));
  }

  @Test
  void accelerate_twoThousandBatches_holdNoMoreThanOneThousand() throws Exception {
    assertFlat(measure("accelerate", ToyModel.get().run().resolve(Trainer.MODEL)));
  }

  @Test
  void validate_manyTimes_leavesNoArrayBehind(@TempDir Path directory) throws Exception {
    TranslationConfig config = ResumeTest.smallTask(directory).config();
    try (NDManager manager = NativeRuntime.newManager()) {
      TranslationTask task = new TranslationTask(TranslationData.prepare(config), manager);
      int before = manager.getManagedArrays().size();
      assertEquals(task.parameters().parameters().size(), before);
      for (int i = 0; i < 5; i++) {
        task.validate(() -> false);
      }
      assertEquals(before, manager.getManagedArrays().size());
    }
  }

  @Test
  void loss_ofABatch_belongsToItsStep(@TempDir Path directory) throws Exception {
    TranslationConfig config = ResumeTest.smallTask(directory).config();
    try (NDManager manager = NativeRuntime.newManager()) {
      TranslationTask task = new TranslationTask(TranslationData.prepare(config), manager);
      Learner<PairBatch> learner = task.learner(task.parameters().replica(manager));
      int before = manager.getManagedArrays().size();
      try (NDManager step = NativeRuntime.newManager()) {
        learner.loss(step, task.epoch(0).get(0), Dropout.seeded(1));
        assertTrue(step.getManagedArrays().size() > 20, "the step owns what it computed");
      }
      assertEquals(before, manager.getManagedArrays().size());
    }
  }

  private static void assertFlat(Map<Integer, Long> kilobytes) {
    System.out.println("NativeMemoryTest, resident kB by batch: " + kilobytes);
    assertEquals(BATCHES / 500, kilobytes.size());
    long growth = kilobytes.get(BATCHES) - kilobytes.get(BATCHES / 2);
    assertTrue(growth <= NOISE_KILOBYTES, "grew by " + growth + " kB: " + kilobytes);
  }

  private static Map<Integer, Long> measure(String mode, Path directory) throws Exception {
    assumeTrue(Files.isReadable(STATUS), "resident memory is read from " + STATUS);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                NativeMemoryTest.class.getName(),
                mode,
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    Map<Integer, Long> kilobytes = new TreeMap<>();
    for (String line : output.lines().toList()) {
      String[] pair = line.split(" ", 2);
      kilobytes.put(Integer.parseInt(pair[0]), Long.parseLong(pair[1]));
    }
    return kilobytes;
  }
}
