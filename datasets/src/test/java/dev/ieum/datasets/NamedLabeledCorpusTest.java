package dev.ieum.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedLabeledCorpusTest {

  @TempDir Path dir;

  private void write(String path, String table) throws IOException {
    Path file = dir.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, Utf8LinesTest.gzip(table.getBytes(UTF_8)));
  }

  @Test
  void labeled_rowsWithoutLabel_areLeftOutAndTextsKeepThem() throws IOException {
    write("kote/dev.tsv.gz", "id\ttext\tpolarity\temotions\n1\t가\t1\ta\n2\t나\t\tb\n3\t다\t0\tc\n");
    assertEquals(
        List.of(
            new LabeledText("가", "1", "dev.tsv.gz", 2), new LabeledText("다", "0", "dev.tsv.gz", 4)),
        NamedLabeledCorpus.KOTE.labeled(dir, "dev").readAll());
    assertEquals(
        List.of(
            new PlainText("가", "dev.tsv.gz", 2),
            new PlainText("나", "dev.tsv.gz", 3),
            new PlainText("다", "dev.tsv.gz", 4)),
        NamedLabeledCorpus.KOTE.texts(dir, "dev").readAll());
  }

  @Test
  void labeled_partWithStars_readsThem() throws IOException {
    write("nsmc/raw_extra.tsv.gz", "id\ttext\trating\tmovie_id\n1\t가\t10\t7\n");
    Corpus<LabeledText> rated = NamedLabeledCorpus.NSMC.labeled(dir, "raw-extra");
    assertEquals(List.of(new LabeledText("가", "10", "raw_extra.tsv.gz", 2)), rated.readAll());
    assertEquals("nsmc/raw-extra", rated.info().name());
    assertEquals("rating", NamedLabeledCorpus.NSMC.labelColumn("raw-extra"));
    assertEquals("label", NamedLabeledCorpus.NSMC.labelColumn("train"));
  }

  @Test
  void labeled_missingFileOrPart_saysWhatToDo() {
    NoSuchFileException missing =
        assertThrows(
            NoSuchFileException.class, () -> NamedLabeledCorpus.SST2.labeled(dir, "train"));
    assertEquals(
        "no such corpus file; name the directory that holds sst/sst2_train.tsv.gz by --data-dir or"
            + " IEUM_DATA",
        missing.getReason());
    IllegalArgumentException part =
        assertThrows(
            IllegalArgumentException.class,
            () -> NamedLabeledCorpus.UCI_SENTENCES.texts(dir, "train"));
    assertEquals("uci-sentences: part = train; allowed: [amazon, imdb, yelp]", part.getMessage());
  }

  @Test
  void licences_unstatedOnesAreNotForRelease() {
    assertTrue(NamedLabeledCorpus.NSMC.licence().releasable());
    assertTrue(NamedLabeledCorpus.KOTE.licence().releasable());
    assertTrue(NamedLabeledCorpus.GOEMOTIONS.licence().releasable());
    assertFalse(NamedLabeledCorpus.SST2.licence().releasable());
    assertFalse(NamedLabeledCorpus.SST5.licence().releasable());
    assertFalse(NamedLabeledCorpus.UCI_SENTENCES.licence().releasable());
  }

  @Test
  void labeled_realCorpora_haveTheRowsOnRecord() throws IOException {
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
    assertEquals(5000, NamedLabeledCorpus.KOTE.texts(data, "dev").readAll().size());
    for (NamedLabeledCorpus corpus : NamedLabeledCorpus.values()) {
      for (CorpusPart part : corpus.parts()) {
        assertFalse(labels(data, corpus.corpusName(), part.name()).containsKey(""));
      }
    }
  }

  private static Map<String, Long> labels(Path data, String name, String part) throws IOException {
    return LabeledStatistics.of(NamedLabeledCorpus.find(name).orElseThrow().labeled(data, part))
        .rowsByLabel();
  }
}
