package dev.ieum.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.Manifest;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.seq2seq.train.ToyModel;
import dev.ieum.seq2seq.train.ToyTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole road: a TSV file, training, a bundle on disk, text in, text out. */
class EndToEndTest {
  @Test
  void trainedBundle_unseenLines_translatesThem() throws Exception {
    List<ToyTask.Pair> pairs = ToyModel.get().task().pairs(200, 4, new Random(99));
    try (TextTranslator translator = TextTranslator.open(ToyModel.get().bundle(), 2)) {
      double accuracy = accuracy(translator, pairs);
      assertTrue(accuracy >= 0.9, "accuracy " + accuracy);
    }
  }

  @Test
  void trainedBundle_manifest_saysWhatItIs() throws Exception {
    ModelBundle bundle = ToyModel.get().bundle();
    Manifest manifest = bundle.manifest();
    assertEquals(ModelTask.TRANSLATION, manifest.task());
    assertEquals(List.of("nl", "en"), manifest.languages());
    assertEquals("made by a test", manifest.dataLicence());
    assertEquals(320, manifest.provenance().updates());
    assertEquals(7, manifest.provenance().seed());
    assertEquals("train.tsv", manifest.provenance().corpora().get(0).name());
    assertEquals(3001, manifest.provenance().corpora().get(0).lines());
    assertEquals(2, manifest.scores().size());
    assertTrue(manifest.scores().get(0).value() > 90, "BLEU " + manifest.scores().get(0));
    assertFalse(manifest.provenance().config().toString().contains(Path.of("/tmp").toString()));
    assertTrue(bundle.card().contains("made by a test"), bundle.card());
  }

  @Test
  void trainedBundle_alignment_runsBackwards() throws Exception {
    try (TextTranslator translator = TextTranslator.open(ToyModel.get().bundle(), 1)) {
      Translation translation =
          translator.translate(List.of("een drie vijf"), translator.decoding(), true).get(0);
      assertEquals("five three one", translation.text());
      List<Integer> sources =
          translation.alignment().stream().map(Translation.Alignment::source).toList();
      // One token a digit on the source side; the target side may cut a digit in pieces.
      assertTrue(sources.get(0) >= sources.get(sources.size() - 1), () -> "links to " + sources);
      for (Translation.Alignment link : translation.alignment()) {
        assertTrue(link.probability() > 0 && link.probability() <= 1.00001, link.toString());
        assertTrue(link.source() >= 0 && link.source() <= 3, link.toString());
      }
    }
  }

  @Test
  void trainedBundle_blankLines_giveBlankLinesInPlace() throws Exception {
    try (TextTranslator translator = TextTranslator.open(ToyModel.get().bundle(), 1)) {
      List<Translation> all =
          translator.translate(List.of("", "een twee", " \t ", ""), translator.decoding());
      assertEquals(List.of("", "two one", "", ""), all.stream().map(Translation::text).toList());
      assertEquals(List.of(), translator.translate(List.of(), translator.decoding()));
    }
  }

  @Test
  void run_sameSeedTwice_sameBundleWeights(@TempDir Path directory) throws Exception {
    ToyTask task =
        ToyTask.write(directory, false, 300, 4, 5)
            .with("training.max-updates", 30)
            .with("regularization.layer-dropout", 0.2)
            .with("text.bpe-dropout", 0.1);
    task.train(directory.resolve("a"));
    task.train(directory.resolve("b"));
    assertEquals(
        -1,
        Files.mismatch(
            directory.resolve("a/model/weights.safetensors"),
            directory.resolve("b/model/weights.safetensors")));
  }

  @Tag("slow")
  @ParameterizedTest(name = "reverse {0}, seed {1}")
  @CsvSource({"true,1", "true,2", "true,3", "false,1", "false,2", "false,3"})
  void run_longerLines_areLearnt(boolean reverse, int seed, @TempDir Path directory)
      throws Exception {
    ToyTask task =
        ToyTask.write(directory, reverse, 4000, 6, 5)
            .with("training.max-updates", 1200)
            .with("training.average", 3)
            .with("training.seed", seed);
    TrainingOutcome outcome = task.train(directory.resolve("run"));
    assertTrue(outcome.finished());
    ModelBundle bundle = ModelBundle.open(ModelSource.of(directory.resolve("run/model")));
    try (TextTranslator translator = TextTranslator.open(bundle, 2)) {
      double accuracy = accuracy(translator, task.pairs(400, 6, new Random(99)));
      assertTrue(accuracy >= 0.95, "accuracy " + accuracy);
    }
  }

  private static double accuracy(TextTranslator translator, List<ToyTask.Pair> pairs) {
    List<Translation> translations =
        translator.translate(
            pairs.stream().map(ToyTask.Pair::source).toList(), translator.decoding());
    int right = 0;
    for (int i = 0; i < pairs.size(); i++) {
      assertEquals(pairs.get(i).source(), translations.get(i).source());
      right += translations.get(i).text().equals(pairs.get(i).target()) ? 1 : 0;
    }
    return (double) right / pairs.size();
  }
}
