package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class CompareCommandTest {
  @TempDir private Path directory;

  private CliRun compare(String out, String... more) throws Exception {
    Path data = directory.resolve("pairs.tsv");
    List<String> lines = new ArrayList<>(List.of("ko\ten"));
    for (int i = 0; i < 140; i++) {
      lines.add("숫자 %d 다음 %d\tnumber %d then %d".formatted(i, i + 1, i, i + 1));
    }
    Files.write(data, lines);
    List<String> words =
        new ArrayList<>(
            List.of("compare", "--minutes", "0.1", "--threads", "1", "--parameters", "200000"));
    words.addAll(List.of("--data", data.toString(), "--out", directory.resolve(out).toString()));
    words.addAll(List.of(more));
    return CliRun.of(words.toArray(String[]::new));
  }

  @Test
  @Tag("slow")
  void compare_twice_givesTheSameTableButForTimings() throws Exception {
    String both = "gru,transformer";
    CliRun first = compare("a", "--architectures", both);
    assertEquals("", first.err());
    assertEquals(0, first.exitCode());
    CliRun second = compare("b", "--architectures", both);
    assertEquals(exact("a"), exact("b"));
    assertTrue(exact("a").size() > 100, exact("a").size() + " figures");
    assertEquals(0, second.exitCode());
  }

  /** Returns the figures that are no timings, line by line. */
  private List<String> exact(String out) throws Exception {
    List<String> exact = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve(out).resolve("results.jsonl"))) {
      for (String figure : line.split("\\},\\{", -1)) {
        if (figure.contains("\"timing\":false")) {
          exact.add(figure);
        }
      }
    }
    return exact;
  }

  @Test
  void compare_oneArchitecture_printsEveryRowAndResumesAtOnce() throws Exception {
    CliRun run = compare("one", "--architectures", "gru", "--language", "ko");
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    for (String row : List.of("처리 방식", "병렬화", "장기 의존성", "속도", "복잡한 데이터", "메모리", "쓰임새")) {
      assertTrue(run.outLines().contains(row), row + " is missing in " + run.out());
    }
    Path out = directory.resolve("one");
    String page = Files.readString(out.resolve("report.html"));
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
    assertTrue(page.contains("<html lang=\"ko\">"));
    String results = Files.readString(out.resolve("results.jsonl"));
    assertEquals(0, compare("one", "--architectures", "gru", "--resume").exitCode());
    assertEquals(results, Files.readString(out.resolve("results.jsonl")));
    String model = out.resolve("gru/translation/model").toString();
    assertEquals(0, CliRun.of("translate", "--model", model, "--text", "숫자 3").exitCode());
    String toy = out.resolve("gru/recall-10/model").toString();
    assertEquals(0, CliRun.of("next", "--model", toy, "--text", "k1 x2").exitCode());
    CliRun again = compare("one", "--architectures", "gru");
    assertEquals(2, again.exitCode());
    assertTrue(again.err().contains("already holds a comparison"), again.err());
  }

  @Test
  void compare_wrongOptions_saysWhatIsAllowed() throws Exception {
    CliRun minutes = CliRun.of("compare", "--minutes", "0");
    assertEquals(2, minutes.exitCode());
    assertTrue(minutes.err().contains("--minutes = 0.0; allowed: 0.1 to 100000"), minutes.err());
    CliRun unknown = CliRun.of("compare", "--architectures", "rnn,cnn");
    assertEquals(2, unknown.exitCode());
    assertTrue(unknown.err().contains("allowed: rnn, gru, lstm"), unknown.err());
  }
}
