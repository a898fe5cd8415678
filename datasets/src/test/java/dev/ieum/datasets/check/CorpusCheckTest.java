package dev.ieum.datasets.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.FileCorpus;
import dev.ieum.datasets.LabeledText;
import dev.ieum.datasets.check.CorpusReport.DataProblem;
import dev.ieum.datasets.check.CorpusReport.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusCheckTest {
  private static final String GOOD =
      "안녕하세요\tHello there\n오늘은 비가 와요\tIt rains today\n문을 닫아 주세요\tClose the door\n";

  @TempDir Path dir;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private CorpusReport pairs(String rows) throws IOException {
    return new CorpusCheck(CorpusCheck.USUAL_WORDS)
        .pairs(FileCorpus.pairs(file("a.tsv", "ko\ten\n" + rows), "ko", "en"), "ko", "en", false);
  }

  private CorpusReport labeled(String rows) throws IOException {
    return new CorpusCheck(CorpusCheck.USUAL_WORDS)
        .labeled(
            FileCorpus.labeled(file("l.tsv", "text\tlabel\n" + rows), "text", "label"),
            "ko",
            label -> label.matches("[0-9]+") ? Optional.of(label) : Optional.empty(),
            false);
  }

  private static Map<DataProblem, Long> counts(CorpusReport report) {
    Map<DataProblem, Long> counts = new TreeMap<>();
    report.findings().forEach(finding -> counts.put(finding.problem(), finding.count()));
    return counts;
  }

  private static Finding only(CorpusReport report) {
    assertEquals(1, report.findings().size(), report.toString());
    return report.findings().get(0);
  }

  @Test
  void pairs_good_findsNothing() throws IOException {
    CorpusReport report = pairs(GOOD + "OK!\tOK.\n👨‍👩‍👧 가족이에요\tA family 👨‍👩‍👧\n");
    assertEquals(List.of(), report.findings());
    assertEquals(5, report.rows());
  }

  @Test
  void pairs_eachProblem_isCountedWithItsLine() throws IOException {
    String odd =
        "\tblank\n"
            + "같아요 같아요\t같아요 같아요\n"
            + "한국어가 없는 줄 아님\t"
            + "word ".repeat(40)
            + "\n"
            + "No Hangul here\tNone at all\n"
            + "보이지\u200b 않는\tInvisible\n"
            + "깨진 \uFFFD 글자\tBroken\n"
            + "안녕하세요\tHello there\n"
            + "긴 글\t"
            + "a ".repeat(300)
            + "\n";
    CorpusReport report = pairs(GOOD + odd);
    assertEquals(
        Map.of(
            DataProblem.BLANK, 1L,
            DataProblem.SAME_SIDES, 1L,
            DataProblem.WRONG_SCRIPT, 2L,
            DataProblem.LENGTH_RATIO, 2L,
            DataProblem.TOO_LONG, 1L,
            DataProblem.ODD_CHARACTERS, 2L,
            DataProblem.REPEATED, 1L),
        counts(report));
    assertTrue(report.findings().stream().noneMatch(Finding::error), report.toString());
    assertEquals(5, report.findings().get(0).examples().get(0).line());
  }

  @Test
  void pairs_swappedColumns_isAnError() throws IOException {
    CorpusReport report =
        new CorpusCheck(CorpusCheck.USUAL_WORDS)
            .pairs(
                FileCorpus.pairs(file("a.tsv", "ko\ten\n" + GOOD), "en", "ko"), "ko", "en", false);
    Finding finding = only(report);
    assertEquals(DataProblem.WRONG_SCRIPT, finding.problem());
    assertTrue(finding.error());
  }

  @Test
  void pairs_unreadableLines_areCountedAndPassedOver() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("ko\ten\n" + GOOD).getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes("가나다\tabc\n".getBytes(Charset.forName("x-windows-949")));
    bytes.writeBytes("한 칸\n세\t칸\t입니다\n네\tyes\n".getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(dir.resolve("b.tsv"), bytes.toByteArray());
    CorpusReport report =
        new CorpusCheck(250).pairs(FileCorpus.pairs(file, "ko", "en"), "ko", "en", false);
    assertEquals(4, report.rows());
    Finding finding = only(report);
    assertEquals(DataProblem.UNREADABLE, finding.problem());
    assertTrue(finding.error());
    assertEquals(3, finding.count());
    assertEquals(
        List.of(5L, 6L, 7L), finding.examples().stream().map(CorpusReport.Example::line).toList());
    assertTrue(finding.examples().get(0).text().contains("iconv -f CP949"), finding.toString());
    assertTrue(finding.examples().get(1).text().startsWith("expected 2 "), finding.toString());
  }

  @Test
  void pairs_damagedArchive_endsWithAnError() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(("ko\ten\n" + GOOD.repeat(1000)).getBytes(StandardCharsets.UTF_8));
    }
    byte[] half = java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    Path file = Files.write(dir.resolve("half.tsv.gz"), half);
    CorpusReport report =
        new CorpusCheck(250).pairs(FileCorpus.pairs(file, "ko", "en"), "ko", "en", false);
    assertEquals(1L, counts(report).get(DataProblem.UNREADABLE));
  }

  @Test
  void pairs_parallelTextWithABadLine_staysAligned() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("하나 있어요\n".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xB9);
    bytes.writeBytes("\n셋 있어요\n".getBytes(StandardCharsets.UTF_8));
    Path source = Files.write(dir.resolve("a.ko"), bytes.toByteArray());
    Path target = file("a.en", "one is here\ntwo\n셋 있어요\n");
    CorpusReport report =
        new CorpusCheck(250).pairs(FileCorpus.parallel(source, target), "ko", "", false);
    assertEquals(Map.of(DataProblem.UNREADABLE, 1L, DataProblem.SAME_SIDES, 1L), counts(report));
  }

  @Test
  void pairs_missingColumn_isAnErrorWithTheRemedy() throws IOException {
    Path file = file("c.tsv", "kor\teng\n" + GOOD);
    Finding finding =
        only(new CorpusCheck(250).pairs(FileCorpus.pairs(file, "ko", "en"), "ko", "en", false));
    assertEquals(DataProblem.UNREADABLE, finding.problem());
    assertTrue(finding.examples().get(0).text().contains("source-column"), finding.toString());
  }

  @Test
  void pairs_noRows_isAnError() throws IOException {
    assertEquals(DataProblem.EMPTY, only(pairs("")).problem());
  }

  @Test
  void labeled_eachProblem_isCounted() throws IOException {
    CorpusReport report =
        labeled("좋아요\t1\n나빠요\t0\n좋아요\t1\n나빠요\t1\n \t0\n몰라요\t\n" + "괜찮은 편이네요\t1\n".repeat(4));
    assertEquals(
        Map.of(
            DataProblem.UNKNOWN_LABEL, 1L,
            DataProblem.BLANK, 1L,
            DataProblem.REPEATED, 4L,
            DataProblem.CONTRADICTING, 1L),
        counts(report));
    assertEquals(Map.of("0", 2L, "1", 7L), report.rowsByLabel());
  }

  @Test
  void labeled_oneClass_isAnErrorAndFewOfOneAWarning() throws IOException {
    Finding single = only(labeled("좋아요\t1\n아주 좋아요\t1\n"));
    assertEquals(DataProblem.SINGLE_CLASS, single.problem());
    assertTrue(single.error());
    StringBuilder rows = new StringBuilder("나빠요\t0\n");
    for (int i = 0; i < 30; i++) {
      rows.append("좋아요 ").append(i).append("\t1\n");
    }
    Finding few = only(labeled(rows.toString()));
    assertEquals(DataProblem.IMBALANCE, few.problem());
    assertTrue(!few.error());
  }

  @Test
  void labeled_aLabelForEveryRow_isAnError() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      rows.append("글 ").append(i).append('\t').append(i).append('\n');
    }
    CorpusReport report = labeled(rows.toString());
    assertEquals(DataProblem.MANY_LABELS, only(report).problem());
    assertEquals(Map.of(), report.rowsByLabel());
  }

  @Test
  void labeled_heldOutTextsOfTraining_areCounted() throws IOException {
    CorpusCheck check = new CorpusCheck(250);
    Corpus<LabeledText> train =
        FileCorpus.labeled(file("t.tsv", "text\tlabel\n좋아요!\t1\n나빠요\t0\n"), "text", "label");
    Corpus<LabeledText> dev =
        FileCorpus.labeled(file("d.tsv", "text\tlabel\n좋아요\t1\n그저 그래요\t0\n"), "text", "label");
    assertEquals(List.of(), check.labeled(train, "ko", Optional::of, false).findings());
    Finding finding = only(check.labeled(dev, "ko", Optional::of, true));
    assertEquals(DataProblem.IN_TRAINING, finding.problem());
    assertEquals(1, finding.count());
    assertTrue(finding.error(), "half of the rows");
  }

  @Test
  void examples_holdNoControlCharactersAndAreShort() throws IOException {
    Finding finding =
        only(
            pairs(
                GOOD.repeat(1)
                    + "가나다 \u001b[2J "
                    + "라".repeat(90)
                    + "\t"
                    + "x ".repeat(50)
                    + "\n"));
    String text = finding.examples().get(0).text();
    assertTrue(text.startsWith("가나다 ?[2J "), text);
    assertEquals(61, text.length());
  }
}
