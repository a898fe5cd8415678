package dev.ieum.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ieum.datasets.check.CorpusStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusReadersTest {

  @TempDir Path dir;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private static String messageOf(Corpus<?> corpus) {
    return assertThrows(CorpusFormatException.class, corpus::readAll).getMessage();
  }

  @Test
  void tsv_columnsByName_givesPairsWithSubsetAndLine() throws IOException {
    Path file = file("a.tsv", "ko\ten\tsource\n안녕\t\"Hello\" \\t\tchat\n\tBye\tnews\n");
    assertEquals(
        List.of(new TextPair("안녕", "\"Hello\" \\t", "chat", 2), new TextPair("", "Bye", "news", 3)),
        FileCorpus.pairs(file, "ko", "en").readAll());
    assertEquals(
        List.of(new LabeledText("안녕", "chat", "a.tsv", 2), new LabeledText("", "news", "a.tsv", 3)),
        FileCorpus.labeled(file, "ko", "source").readAll());
  }

  @Test
  void tsv_gzipped_readsTheSame() throws IOException {
    Path file =
        Files.write(dir.resolve("a.tsv.gz"), Utf8LinesTest.gzip("en\tko\na\t가\n".getBytes(UTF_8)));
    assertEquals(
        List.of(new TextPair("가", "a", "a.tsv.gz", 2)),
        FileCorpus.pairs(file, "ko", "en").readAll());
  }

  @Test
  void tsv_badTables_nameTheLineAndWhatIsThere() throws IOException {
    Path missing = file("m.tsv", "ko\tfr\na\tb\n");
    assertEquals(
        missing
            + ":1: expected a column 'en', found columns [ko, fr]; name the one that is meant: source-column, target-column,"
            + " text-column or label-column in a configuration, --columns elsewhere",
        messageOf(FileCorpus.pairs(missing, "ko", "en")));
    Path ragged = file("r.tsv", "ko\ten\na\tb\nc\n");
    assertEquals(
        ragged + ":3: expected 2 tab-separated fields [ko, en], found 1",
        messageOf(FileCorpus.pairs(ragged, "ko", "en")));
    Path empty = file("e.tsv", "");
    assertEquals(
        empty + ":1: expected a header row, found an empty file",
        messageOf(FileCorpus.pairs(empty, "ko", "en")));
    Path twice = file("t.tsv", "ko\tko\n");
    assertEquals(
        twice + ":1: expected each column named once, found columns [ko, ko]",
        messageOf(FileCorpus.pairs(twice, "ko", "en")));
    assertThrows(
        NoSuchFileException.class,
        () -> FileCorpus.pairs(dir.resolve("none.tsv"), "ko", "en").stream());
  }

  @Test
  void jsonl_fieldsByName_givesPairs() throws IOException {
    Path file =
        file(
            "a.jsonl",
            "{\"ko\":\"가\\n\",\"en\":\"a\",\"x\":{}}\n{\"en\":1,\"ko\":\"\",\"source\":\"s\"}\n");
    assertEquals(
        List.of(new TextPair("가\n", "a", "a.jsonl", 1), new TextPair("", "1", "s", 2)),
        FileCorpus.pairs(file, "ko", "en").readAll());
  }

  @Test
  void jsonl_badLines_nameTheLine() throws IOException {
    String good = "{\"ko\":\"a\",\"en\":\"b\"}\n";
    for (String bad : List.of("{ko:1}", "", "[1]", good.strip() + " x", "{\"ko\":\"a\"", "null")) {
      Path file = file("bad.jsonl", good + bad + "\n");
      String message = messageOf(FileCorpus.pairs(file, "ko", "en"));
      assertEquals(
          file + ":2: expected one JSON object",
          message.substring(0, message.indexOf(", found")),
          bad);
    }
    Path file = file("field.jsonl", good + "{\"ko\":\"a\"}");
    assertEquals(
        file + ":2: expected a text or number in field 'en', found fields [ko]",
        messageOf(FileCorpus.pairs(file, "ko", "en")));
  }

  @Test
  void parallel_lineByLine_givesPairsAndRefusesUnequalLengths() throws IOException {
    Path en = file("t.en", "a\n\nc\n");
    Path de = file("t.de", "x\ny\nz");
    assertEquals(
        List.of(
            new TextPair("a", "x", "t.en", 1),
            new TextPair("", "y", "t.en", 2),
            new TextPair("c", "z", "t.en", 3)),
        FileCorpus.parallel(en, de).readAll());
    Path shorter = file("s.de", "x\ny\n");
    String expected =
        shorter + ":3: expected a line for that line of " + en + ", found the end of the file";
    assertEquals(expected, messageOf(FileCorpus.parallel(en, shorter)));
    assertEquals(expected, messageOf(FileCorpus.parallel(shorter, en)));
  }

  @Test
  void stream_isLazy_badLineAfterTheLastWantedOneIsNeverReached() throws IOException {
    Path file = file("a.tsv", "ko\ten\n" + "a\tb\n".repeat(5) + "bad\n");
    AtomicInteger seen = new AtomicInteger();
    try (Stream<TextPair> pairs = FileCorpus.pairs(file, "ko", "en").stream()) {
      pairs.peek(pair -> seen.incrementAndGet()).limit(2).forEach(pair -> {});
    }
    assertEquals(2, seen.get());
  }

  @Test
  void filter_bySubset_keepsOrder() throws IOException {
    Path file = file("a.tsv", "ko\ten\tsource\n1\t1\ta\n2\t2\tb\n3\t3\tc\n");
    Corpus<TextPair> all = FileCorpus.pairs(file, "ko", "en");
    assertEquals("[1, 3]", sources(all.filter(pair -> !pair.subset().equals("b"))));
  }

  private static String sources(Corpus<TextPair> corpus) throws IOException {
    return corpus.readAll().stream().map(TextPair::source).toList().toString();
  }

  @Test
  void statistics_countsPairsSidesSubsetsAndRepeats() throws IOException {
    Path file =
        file("a.tsv", "ko\ten\tsource\n가 나😀\ta\tx\n가 나😀\ta\tx\n \tb  c\ty\na\t가 나😀\tx\n");
    CorpusStatistics statistics = CorpusStatistics.of(FileCorpus.pairs(file, "ko", "en"));
    assertEquals(4, statistics.pairs());
    assertEquals(1, statistics.emptySides());
    assertEquals(1, statistics.repeated());
    assertEquals(new CorpusStatistics.Side(10, 5, 4), statistics.source());
    assertEquals(new CorpusStatistics.Side(10, 6, 4), statistics.target());
    assertEquals(Map.of("x", 3L, "y", 1L), statistics.pairsBySubset());
  }
}
