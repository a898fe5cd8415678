package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportCommandTest {
  @TempDir private Path directory;

  /** A page is also XML, so that what is not escaped does not go unnoticed. */
  private static Document parsed(Path page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(Files.readString(page))));
  }

  private static List<String> texts(Document page, String tag) {
    NodeList nodes = page.getElementsByTagName(tag);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  private Document report(String... args) throws Exception {
    Path out = directory.resolve("out.html");
    List<String> words = new ArrayList<>(List.of("report"));
    words.addAll(List.of(args));
    words.addAll(List.of("--out", out.toString()));
    CliRun run = CliRun.of(words.toArray(String[]::new));
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    assertEquals(out + "\n", run.out());
    return parsed(out);
  }

  private static Path run() {
    return TinyModel.bundle().getParent();
  }

  @Test
  void training_whenItEnds_hasWrittenTheReport() throws Exception {
    Document page = parsed(run().resolve("report.html"));
    assertTrue(texts(page, "td").contains("finished"), texts(page, "td").toString());
    List<String> figures = texts(page, "figure");
    assertEquals(6, figures.size(), "loss, BLEU, dev loss, rate, gradient norm, speed");
    assertTrue(texts(page, "td").contains("training.learning-rate"));
  }

  @Test
  void report_translations_showsScoresSentencesAndAttention() throws Exception {
    String data = ArchitectureTest.root().resolve("samples/pairs.tsv").toString();
    Document page = report(run().toString(), "--data", data);
    List<String> cells = texts(page, "td");
    assertTrue(cells.contains("오늘 날씨가 참 좋네요."), cells.toString());
    assertTrue(cells.stream().anyMatch(cell -> cell.matches("\\[\\d+\\.\\d\\d, \\d+\\.\\d\\d]")));
    List<String> headings = texts(page, "h3");
    for (String wanted : List.of("Worst sentences", "Repeated n-grams", "Numbers", "Attention")) {
      assertTrue(headings.stream().anyMatch(h -> h.startsWith(wanted)), headings.toString());
    }
    assertEquals("</s>", texts(page, "th").get(texts(page, "th").size() - 1));
    assertEquals(7, texts(page, "figure").size());
  }

  @Test
  void report_markupInData_isText() throws Exception {
    Path data = directory.resolve("evil.tsv");
    String evil = "</td><script>alert(\"1\")</script>&amp;";
    Files.writeString(data, "ko\ten\n%s 3\t%s 4\n".formatted(evil, evil));
    Document page = report(run().toString(), "--data", data.toString());
    assertTrue(texts(page, "td").contains(evil + " 3"), texts(page, "td").toString());
    assertEquals(List.of(), texts(page, "script"));
    String html = Files.readString(directory.resolve("out.html"));
    assertFalse(html.matches("(?s).*(src=|href=|url\\(|https?:).*"), "needs the network");
  }

  @Test
  void report_sentiment_showsConfusionReliabilityAndMistakes() throws Exception {
    Path data = directory.resolve("labeled.tsv");
    Files.writeString(data, "text\tlabel\n영화가 좋아요\tpositive\n음식이 나빠요\tpositive\n");
    Document page =
        report(TinySentiment.bundle().getParent().toString(), "--data", data.toString());
    assertTrue(texts(page, "h3").contains("Surest mistakes"), texts(page, "h3").toString());
    assertTrue(texts(page, "td").contains("음식이 나빠요"), texts(page, "td").toString());
    assertTrue(texts(page, "td").contains("1 (50 %)"), texts(page, "td").toString());
    assertTrue(texts(page, "b").contains("Reliability"));
  }

  /** A run under way, killed while it wrote a line, beside a finished one. */
  @Test
  void report_twoRuns_showsWhereTheyDiffer() throws Exception {
    Path half = Files.createDirectories(directory.resolve("half"));
    Files.copy(run().resolve("metrics.jsonl"), half.resolve("metrics.jsonl"));
    Files.writeString(half.resolve("metrics.jsonl"), "{\"event\":\"upd", StandardOpenOption.APPEND);
    Files.createDirectories(half.resolve("checkpoint"));
    Files.writeString(
        half.resolve("checkpoint/state.json"),
        "{\"settings\": {\"network.cell\": \"gru\", \"training.seed\": \"7\"}}");
    Document page = report(run().toString(), half.toString());
    List<String> cells = texts(page, "td");
    assertTrue(cells.contains("not finished"), cells.toString());
    assertEquals(1, cells.stream().filter("training.seed"::equals).count(), "alike: in the fold");
    assertEquals(2, cells.stream().filter("network.cell"::equals).count(), "and where they differ");
    assertEquals(6 * 2, texts(page, "li").size(), "two runs in each legend");
  }

  @Test
  void report_noRun_saysWhatIsOne() {
    CliRun none = CliRun.of("report", directory.toString());
    assertEquals(2, none.exitCode());
    assertEquals(
        "ieum: %s: holds no run; name a directory that ieum train has as its --out\n"
            .formatted(directory),
        none.err());
  }
}
