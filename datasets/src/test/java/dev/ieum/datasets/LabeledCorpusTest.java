package dev.ieum.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ieum.datasets.check.CorpusOverlap;
import dev.ieum.datasets.check.CorpusStatistics;
import dev.ieum.datasets.check.LabeledStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabeledCorpusTest {

  @TempDir Path dir;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private Corpus<LabeledText> labeled(String name, String rows) throws IOException {
    return FileCorpus.labeled(file(name, "text\tlabel\n" + rows), "text", "label");
  }

  @Test
  void texts_ofTableJsonLinesAndPlainFile_areTheSame() throws IOException {
    Path table = file("a.tsv", "id\ttext\n1\t가\n2\t\n");
    Path json = file("a.jsonl", "{\"id\":1,\"text\":\"가\"}\n{\"text\":\"\"}\n");
    Path plain = file("a.txt", "가\n\n");
    assertEquals(
        List.of(new UnlabeledText("가", "a.tsv", 2), new UnlabeledText("", "a.tsv", 3)),
        FileCorpus.texts(table, "text").readAll());
    assertEquals(
        List.of(new UnlabeledText("가", "a.jsonl", 1), new UnlabeledText("", "a.jsonl", 2)),
        FileCorpus.texts(json, "text").readAll());
    assertEquals(
        List.of(new UnlabeledText("가", "a.txt", 1), new UnlabeledText("", "a.txt", 2)),
        FileCorpus.lines(plain).readAll());
  }

  @Test
  void texts_badInput_namesTheLine() throws IOException {
    Path table = file("b.tsv", "id\ttext\n1\t가\n2\n");
    assertEquals(
        table + ":3: expected 2 tab-separated fields [id, text], found 1",
        assertThrows(CorpusFormatException.class, () -> FileCorpus.texts(table, "text").readAll())
            .getMessage());
    Path json = file("b.jsonl", "{\"id\":1}\n");
    assertEquals(
        json + ":1: expected a text or number in field 'text', found fields [id]",
        assertThrows(CorpusFormatException.class, () -> FileCorpus.texts(json, "text").readAll())
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new UnlabeledText("a", "b", 0));
  }

  @Test
  void statistics_countsLabelsRepeatsAndContradictions() throws IOException {
    LabeledStatistics statistics =
        LabeledStatistics.of(
            labeled("s.tsv", "좋아 요\t1\n좋아 요\t1\n좋아 요\t0\n \t0\n별로\t0\n별로\t0\n별로\t0\n"));
    assertEquals(7, statistics.rows());
    assertEquals(1, statistics.blank());
    assertEquals(3, statistics.repeated());
    assertEquals(1, statistics.contradicting());
    assertEquals(new CorpusStatistics.Side(19, 9, 4), statistics.text());
    assertEquals(Map.of("0", 5L, "1", 2L), statistics.rowsByLabel());
  }

  @Test
  void overlap_findsTextsThatDifferInMarksAlone() throws IOException {
    Corpus<LabeledText> train =
        labeled("train.tsv", "재밌어요\t1\nGood movie.\t1\n!!\t0\n별로\t0\n별로\t1\n");
    CorpusOverlap overlap =
        CorpusOverlap.of(
            labeled("test.tsv", "재밌어요!!\t1\nｇｏｏｄ  MOVIE\t0\n!!\t0\n??\t0\n\t0\n별로..\t0\n재밌 음\t1\n"),
            train);
    assertEquals(new CorpusOverlap(7, 4, 1, List.of(2L, 3L, 4L, 7L)), overlap);
    assertEquals(0, CorpusOverlap.of(labeled("none.tsv", ""), train).rows());
  }

  @Test
  void overlap_namesTheFirstLinesOnly() throws IOException {
    Corpus<LabeledText> corpus = labeled("many.tsv", "가\t1\n".repeat(30));
    CorpusOverlap overlap = CorpusOverlap.of(corpus, corpus);
    assertEquals(30, overlap.shared());
    assertEquals(CorpusOverlap.MAX_LINES, overlap.lines().size());
    assertEquals(2, overlap.lines().get(0));
  }
}
