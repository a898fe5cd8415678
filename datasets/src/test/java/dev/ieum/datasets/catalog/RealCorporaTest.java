package dev.ieum.datasets.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.check.LabeledStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published files of the bundled catalogue, where they lie beside the repository. */
class RealCorporaTest {

  private static NamedCorpus corpus(String name) {
    return CorpusCatalog.bundled().find(name).orElseThrow();
  }

  @Test
  void pairs_publishedFiles_haveTheSizesAndChecksumsOnRecord() throws IOException {
    Path data = SharedData.directory();
    assertEquals(2330, corpus("koen").pairs(data, "dev", "ko", "en").readAll().size());
    Corpus<TextPair> captions =
        corpus("multi30k-en-de").pairs(data, "test_2016_flickr", "de", "en");
    assertEquals(1000, captions.readAll().size());
    assertEquals(
        new TextPair(
            "Ein Mann mit einem orangefarbenen Hut, der etwas anstarrt.",
            "A man in an orange hat starring at something.",
            "multi30k-en-de/test_2016_flickr",
            1),
        captions.readAll().get(0));
    for (NamedCorpus corpus : CorpusCatalog.bundled().corpora()) {
      for (NamedCorpus.Part part : corpus.parts()) {
        for (NamedCorpus.DataFile file : part.files()) {
          file.verifiedIn(data);
        }
      }
    }
  }

  @Test
  void labeled_publishedFiles_haveTheRowsOnRecord() throws IOException {
    Path data = SharedData.directory();
    assertEquals(Map.of("0", 2260L, "1", 1098L), labels(data, "kote", "dev"));
    assertEquals(Map.of("0", 24827L, "1", 25173L), labels(data, "nsmc", "test"));
    assertEquals(5, labels(data, "sst5", "dev").size());
    assertEquals(
        601, labels(data, "sst5", "dev").values().stream().mapToLong(Long::longValue).sum());
    assertEquals(Map.of("0", 500L, "1", 500L), labels(data, "uci-sentences", "imdb"));
    assertEquals(
        List.of("ambiguous", "mixed", "negative", "neutral", "positive"),
        labels(data, "goemotions", "dev").keySet().stream().sorted().toList());
    assertEquals(5000, corpus("kote").texts(data, "dev").readAll().size());
    for (NamedCorpus corpus : CorpusCatalog.bundled().corpora()) {
      for (NamedCorpus.Part part : corpus.parts()) {
        if (corpus.isLabeled()) {
          assertFalse(labels(data, corpus.name(), part.name()).containsKey(""), part.name());
        }
      }
    }
  }

  private static Map<String, Long> labels(Path data, String name, String part) throws IOException {
    return LabeledStatistics.of(corpus(name).labeled(data, part)).rowsByLabel();
  }
}
