package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.datasets.FileCorpus;
import dev.ieum.datasets.TextPair;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bundled Korean model on real sentences: the same text in any company, on any threads. */
@Tag("slow")
class BundledModelInvarianceTest {
  private static final int SENTENCES = 500;

  @Test
  void translate_anyBatchAndThreads_sameText() throws IOException {
    List<String> lines = spread();
    ModelBundle bundle = ModelBundle.open(ModelSource.resolve("translation-ko-en"));
    List<Translation> alone = null;
    for (int threads : new int[] {1, 2}) {
      try (TextTranslator translator = TextTranslator.open(bundle, threads)) {
        for (int batch : new int[] {64, 7, 1}) {
          long began = System.nanoTime();
          List<Translation> found = translate(translator, lines, batch);
          alone = alone == null ? found : alone;
          System.out.printf(
              "%d threads, batches of %d: %.1f s, %d texts differ, log-probabilities by %.2g%n",
              threads,
              batch,
              (System.nanoTime() - began) / 1e9,
              differences(alone, found),
              largestDrift(alone, found));
          assertEquals(
              alone.stream().map(Translation::text).toList(),
              found.stream().map(Translation::text).toList());
        }
      }
    }
  }

  /** Sentences from all over the test set, so of every source. */
  private static List<String> spread() throws IOException {
    Path file = ArchitectureTest.root().resolveSibling("shared").resolve("data/koen/test.tsv.gz");
    assumeTrue(Files.isReadable(file), () -> "no corpus at " + file);
    List<TextPair> all = FileCorpus.pairs(file, "ko", "en").readAll();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < SENTENCES; i++) {
      lines.add(all.get(i * all.size() / SENTENCES).source());
    }
    return lines;
  }

  private static List<Translation> translate(
      TextTranslator translator, List<String> lines, int batch) {
    List<Translation> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += batch) {
      List<String> some = lines.subList(i, Math.min(lines.size(), i + batch));
      found.addAll(translator.translate(some, translator.decoding()));
    }
    return found;
  }

  private static int differences(List<Translation> expected, List<Translation> actual) {
    int count = 0;
    for (int i = 0; i < expected.size(); i++) {
      count += expected.get(i).text().equals(actual.get(i).text()) ? 0 : 1;
    }
    return count;
  }

  private static double largestDrift(List<Translation> expected, List<Translation> actual) {
    double drift = 0;
    for (int i = 0; i < expected.size(); i++) {
      drift =
          Math.max(
              drift, Math.abs(expected.get(i).logProbability() - actual.get(i).logProbability()));
    }
    return drift;
  }
}
