package dev.ieum.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsCommandTest {

  @TempDir Path dir;

  private String file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  private static void assertAskedWrongly(String line, String... args) {
    assertEquals(new CliRun(2, "", "ieum: " + line + "\n"), CliRun.of(args));
  }

  @Test
  void list_showsPartsLicencesAndWhatIsHere() throws IOException {
    Files.createDirectories(dir.resolve("koen"));
    file("koen/dev.tsv.gz", "");
    for (CliRun run :
        new CliRun[] {
          CliRun.of("datasets", "list", "--data-dir", dir.toString()),
          CliRun.with(Map.of("IEUM_DATA", dir.toString()), new byte[0], "datasets", "list")
        }) {
      assertEquals(0, run.exitCode());
      assertTrue(run.out().matches("(?s).*\nkoen/dev +yes +yes +.*"), run.out());
      assertTrue(run.out().matches("(?s).*\nkoen/train +no +yes +.*"), run.out());
      assertTrue(run.out().matches("(?s).*\nnsmc/raw-extra +no +yes +CC0.*"), run.out());
      assertTrue(run.out().matches("(?s).*\nsst5/test +no +no +none stated.*"), run.out());
      assertTrue(run.out().matches("(?s).*\nkoen-xnli-nc/train +no +no +CC BY-NC.*"), run.out());
    }
  }

  @Test
  void stats_tsv_countsPairsAndOrigins() throws IOException {
    String file = file("p.tsv", "ko\ten\tsource\n안녕 너\thello you\ta\n안녕 너\thello you\ta\n\tx\tb\n");
    CliRun run = CliRun.of("datasets", "stats", file);
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    assertEquals(
        """
        corpus             p.tsv
        split              whole
        licence            not stated
        attribution
        pairs              3
        with a blank side  1
        repeated           1
        source             4 words, 8 characters, the longest text 4 characters
        target             5 words, 19 characters, the longest text 9 characters
        from a             2
        from b             1

        """,
        run.out());
  }

  @Test
  void stats_labelledTexts_countsLabels() throws IOException {
    String file = file("l.tsv", "text\tlabel\n안녕 너\t10\n안녕 너\t10\n안녕 너\t2\n\tneutral\n");
    CliRun run = CliRun.of("datasets", "stats", file);
    assertEquals(
        """
        corpus            l.tsv
        split             whole
        licence           not stated
        attribution
        labelled texts    4
        blank             1
        repeated          1
        contradicting     1
        text              6 words, 12 characters, the longest text 4 characters
        labelled 2        1
        labelled 10       2
        labelled neutral  1

        """,
        run.out());
    String other = file("o.tsv", "id\tcomment\tstars\n1\t안녕\t5\n");
    CliRun named = CliRun.of("datasets", "stats", other, "--labeled", "--columns", "comment,stars");
    assertTrue(named.out().contains("labelled 5      1\n"), named.out());
    assertAskedWrongly(
        other
            + ":1: columns = [id, comment, stars]; name the text and the label among them by"
            + " --columns",
        "datasets",
        "stats",
        other,
        "--labeled");
    String json = file("o.jsonl", "{\"text\":\"안녕\",\"label\":5}\n");
    CliRun fields = CliRun.of("datasets", "stats", json, "--labeled");
    assertTrue(fields.out().contains("labelled 5      1\n"), fields.out());
  }

  @Test
  void stats_labelledCorpus_readsEveryPartOrOne() throws IOException {
    file("mine.tsv", "id\ttext\tpolarity\n1\t가\t1\n2\t나\t\n");
    file(
        "corpora.yaml",
        "mine:\n  languages: ko\n  columns: [text, polarity]\n  parts: {dev: {files: mine.tsv}}\n");
    for (String name : new String[] {"mine", "mine/dev"}) {
      CliRun run = CliRun.of("datasets", "stats", name, "--data-dir", dir.toString());
      assertEquals("", run.err());
      assertTrue(run.out().contains("labelled texts  1\n"), run.out());
      assertTrue(run.out().startsWith("corpus          mine/dev\n"), run.out());
    }
    assertAskedWrongly(
        "kote: part = test; allowed: [dev]",
        "datasets",
        "stats",
        "kote/test",
        "--data-dir",
        dir.toString());
    assertAskedWrongly(
        "koen/dev: corpus = pairs; labelled texts are needed; see: ieum datasets list",
        "datasets",
        "stats",
        "koen/dev",
        "--labeled");
    CliRun unknown = CliRun.of("datasets", "stats", "koten");
    assertTrue(
        unknown
            .err()
            .matches(
                "ieum: koten: no such file or corpus; allowed: a file, or one of koen, .*, sst2, .*\n"),
        unknown.err());
  }

  @Test
  void stats_badInput_isOneLineAndTwo() throws IOException {
    String three = file("three.tsv", "a\tb\tc\n");
    assertAskedWrongly(
        three + ":1: columns = [a, b, c]; name two of them by --columns",
        "datasets",
        "stats",
        three);
    assertAskedWrongly(
        three
            + ":1: expected a column 'en', found columns [a, b, c]; name the one that is meant: source-column, target-column,"
            + " text-column or label-column in a configuration, --columns elsewhere",
        "datasets",
        "stats",
        three,
        "--columns",
        "a,en");
    String ragged = file("ragged.tsv", "a\tb\nx\ty\nx\n");
    assertAskedWrongly(
        ragged + ":3: expected 2 tab-separated fields [a, b], found 1",
        "datasets",
        "stats",
        ragged);
    Path latin = dir.resolve("latin.tsv");
    Files.write(latin, "a\tb\ncaf\u00e9\tx\n".getBytes(ISO_8859_1));
    assertAskedWrongly(
        latin
            + ":2: expected UTF-8 text, found byte 0xE9 at byte 4 of the line; convert the file to"
            + " UTF-8, or name its encoding",
        "datasets",
        "stats",
        latin.toString());
    assertAskedWrongly(
        "koen: data directory = none; name the directory of the corpora by --data-dir or IEUM_DATA",
        "datasets",
        "stats",
        "koen");
    assertAskedWrongly(
        dir.resolve("koen/dev.tsv.gz")
            + ": no such corpus file; name the directory that holds koen/dev.tsv.gz by --data-dir"
            + " or IEUM_DATA",
        "datasets",
        "stats",
        "koen/dev",
        "--data-dir",
        dir.toString());
    assertAskedWrongly(
        "koen: part = val; allowed: [train, dev, test]",
        "datasets",
        "stats",
        "koen/val",
        "--data-dir",
        dir.toString());
  }

  @Test
  void stats_nfdHangulAndEmoji_areCountedAsTheyAre() throws IOException {
    String file = file("n.tsv", "ko\ten\n\u1112\u1161\u11ab\t😀\n");
    CliRun run = CliRun.with(Map.of(), "".getBytes(UTF_8), "datasets", "stats", file);
    assertTrue(run.out().contains("source             1 words, 3 characters"), run.out());
    assertTrue(run.out().contains("target             1 words, 1 characters"), run.out());
  }
}
