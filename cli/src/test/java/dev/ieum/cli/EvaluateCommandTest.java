package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

  @TempDir Path dir;

  private String hypotheses;
  private String references;

  @BeforeEach
  void writeFiles() throws IOException {
    hypotheses = file("h.txt", "the cat sat on the mat .\na dog runs\nHello there, friend\n");
    references = file("r.txt", "the cat sat on a mat .\na dog is running\nHello there, friend\n");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  private CliRun evaluate(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("evaluate", "--hypotheses", hypotheses, "--references", references));
    args.addAll(List.of(more));
    return CliRun.of(args.toArray(String[]::new));
  }

  @Test
  void text_givesEachScoreWithItsSignature() {
    CliRun run = evaluate("--metrics", "bleu,chrf,chrf++");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(3, run.outLines().size());
    assertTrue(
        run.outLines()
            .get(0)
            .startsWith("BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:"),
        run.out());
    assertTrue(run.outLines().get(0).contains(" = "), run.out());
    assertTrue(run.outLines().get(1).startsWith("chrF2|nrefs:1|"), run.out());
    assertTrue(run.outLines().get(2).startsWith("chrF2++|nrefs:1|"), run.out());
  }

  @Test
  void json_isOneObjectWithTheSameScores() {
    JsonObject report =
        JsonParser.parseString(evaluate("--format", "json").out()).getAsJsonObject();
    assertEquals(3, report.get("segments").getAsInt());
    JsonObject bleu = report.get("scores").getAsJsonArray().get(0).getAsJsonObject();
    assertEquals("BLEU", bleu.get("name").getAsString());
    String text = evaluate().outLines().get(0);
    assertTrue(
        text.contains(" = %.2f".formatted(bleu.get("score").getAsDouble())), text + " " + bleu);
  }

  @Test
  void data_withColumnSource_givesScoresForEachOfItsValues() throws IOException {
    String data =
        file(
            "d.tsv",
            """
            ko\ten\tsource
            1\tthe cat sat on a mat .\tone
            2\ta dog is running\ttwo
            3\tHello there, friend\ttwo
            """);
    CliRun run =
        CliRun.of("evaluate", "--hypotheses", hypotheses, "--data", data, "--columns", "ko,en");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(evaluate().outLines(), run.outLines().subList(0, 2));
    assertTrue(run.out().matches("(?s).*\nsource  segments  BLEU +chrF2\none +1 .*\ntwo +2 .*"));
    assertEquals(
        run.out(),
        CliRun.of("evaluate", "--hypotheses", hypotheses, "--data", data).out(),
        "the only two columns beside source need not be named");
  }

  @Test
  void baseline_isComparedWithTheSameDrawsEveryTime() throws IOException {
    String worse = file("b.txt", "cat mat\ndog\nHello\n");
    CliRun run = evaluate("--baseline", worse, "--samples", "200");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.outLines().get(4).startsWith("BLEU: "), run.out());
    assertTrue(run.outLines().get(4).contains("95 % interval ["), run.out());
    assertEquals(run, evaluate("--baseline", worse, "--samples", "200", "--seed", "1"));
    JsonObject report =
        JsonParser.parseString(evaluate("--baseline", worse, "--format", "json").out())
            .getAsJsonObject();
    JsonObject comparison = report.get("comparisons").getAsJsonArray().get(0).getAsJsonObject();
    assertEquals(
        comparison.get("hypotheses").getAsDouble() - comparison.get("baseline").getAsDouble(),
        comparison.get("difference").getAsDouble(),
        1e-12);
  }

  @Test
  void hypothesesInAnotherScriptThanReferences_warns() throws IOException {
    assertEquals("", evaluate().err());
    references = file("ko.txt", "고양이가 매트 위에 앉았다 .\n개가 달린다\nA 안녕하세요 여러분\n");
    CliRun run = evaluate();
    assertEquals(0, run.exitCode());
    assertEquals(
        "ieum: the translations are mostly in LATIN letters, the references in HANGUL; check that"
            + " source and target are not swapped, and that both are in the target language\n",
        run.err());
    references = file("mixed.txt", "고양이 cat sat\nd 개\n안녕 there\n");
    assertEquals("", evaluate().err());
  }

  @Test
  void hypotheses_fromStandardInput() throws IOException {
    assertEquals(
        evaluate(),
        CliRun.withInput(
            Files.readString(Path.of(hypotheses)),
            "evaluate",
            "--hypotheses",
            "-",
            "--references",
            references));
  }

  @Test
  void badInput_isOneLineAndTwo() throws IOException {
    String two = file("two.txt", "a\nb\n");
    assertAskedWrongly(
        two + ":3: expected 3 lines, one for each reference, found 2",
        "evaluate",
        "--hypotheses",
        two,
        "--references",
        references);
    assertAskedWrongly(
        "command line: --data = none, --references = none; exactly one of them is needed",
        "evaluate",
        "--hypotheses",
        two);
    assertAskedWrongly(
        "command line: --model = none, --hypotheses = none; exactly one of them is needed",
        "evaluate",
        "--references",
        two);
    String empty = file("empty.txt", "");
    assertAskedWrongly(
        empty + ": references = 0; at least one is needed",
        "evaluate",
        "--hypotheses",
        empty,
        "--references",
        empty);
    assertAskedWrongly(
        dir.resolve("none") + ": no such file; check the path",
        "evaluate",
        "--hypotheses",
        two,
        "--references",
        dir.resolve("none").toString());
    assertAskedWrongly(
        "nsmc/test: corpus = labelled texts; pairs are needed; see: ieum datasets list",
        "evaluate",
        "--hypotheses",
        two,
        "--data",
        "nsmc/test");
    CliRun metric = evaluate("--metrics", "bleu,rouge");
    assertEquals(2, metric.exitCode());
    assertTrue(metric.err().contains("'rouge' is not known; allowed: bleu, "), metric.err());
    assertEquals(1, metric.err().lines().count());
    assertEquals(
        "ieum: command line: --samples = 0; allowed: 1 to 1000000\n",
        evaluate("--samples", "0").err());
  }

  private static void assertAskedWrongly(String line, String... args) {
    assertEquals(new CliRun(2, "", "ieum: " + line + "\n"), CliRun.of(args));
  }
}
