package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentimentEvaluationTest {

  @TempDir Path dir;

  private String file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  private static CliRun evaluate(String data, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--model",
                TinySentiment.bundle().toString(),
                "--data",
                data,
                "--samples",
                "100"));
    args.addAll(List.of(more));
    return CliRun.of(args.toArray(String[]::new));
  }

  @Test
  void text_givesFiguresWithSignaturesAndTables() throws IOException {
    String data = file("t.tsv", TinySentiment.table(50, 9));
    CliRun run = evaluate(data);
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    assertTrue(
        run.out()
            .matches(
                "(?s)accuracy\\|version:\\S+ = \\d+\\.\\d\\d \\[\\d+\\.\\d\\d, \\d+\\.\\d\\d\\]\n"
                    + "macroF1\\|classes:occurring\\|version:\\S+ = \\d+\\.\\d\\d \\[.*\\]\n"
                    + "ECE\\|bins:15\\|width:equal\\|norm:l1\\|version:\\S+ = \\d+\\.\\d\\d\n"
                    + "negative log-likelihood \\d\\.\\d{4} nats, Brier score \\d\\.\\d{4}\n"
                    + "50 texts; .*confident predictions: .*"
                    + "\nclass +texts +predicted +precision +recall +F1\n"
                    + "negative .*\npositive .*"
                    + "\nclass \\\\ predicted +negative +positive\n.*"
                    + "\nconfidence +texts +mean +right\n.*"),
        run.out());
    assertEquals(run, evaluate(data, "--seed", "1", "--threads", "2"));
  }

  @Test
  void twoModels_figuresOfTheirMean() throws IOException {
    String data = file("m.tsv", TinySentiment.table(50, 9));
    assertEquals(evaluate(data), evaluate(data, "--model", TinySentiment.bundle().toString()));
    CliRun both = evaluate(data, "--model", "sentiment-ko");
    assertEquals(0, both.exitCode());
    assertNotEquals(evaluate(data).out(), both.out());
  }

  @Test
  void json_figuresFollowFromTheAnswers() throws IOException {
    // The last label is wrong on purpose.
    String data =
        file(
            "j.jsonl",
            """
            {"text":"영화가 좋아요","label":1}
            {"text":"음식이 최악이에요","label":"negative"}
            {"text":"연기가 훌륭해요","label":"positive"}
            {"text":"배송이 나빠요","label":"1"}
            """);
    Path labels = dir.resolve("labels.txt");
    JsonObject report =
        JsonParser.parseString(
                evaluate(data, "--format", "json", "--save", labels.toString()).out())
            .getAsJsonObject();
    assertEquals(
        List.of("positive", "negative", "positive", "negative"), Files.readAllLines(labels));
    assertEquals(4, report.get("texts").getAsInt());
    JsonObject accuracy = report.getAsJsonArray("scores").get(0).getAsJsonObject();
    assertEquals(0.75, accuracy.get("score").getAsDouble());
    assertTrue(accuracy.get("low").getAsDouble() < 0.75);
    assertEquals("[[1,0],[1,2]]", report.get("confusion").toString());
    JsonObject negative = report.getAsJsonArray("classes").get(0).getAsJsonObject();
    assertEquals(0.5, negative.get("precision").getAsDouble());
    assertEquals(1, negative.get("recall").getAsDouble());
    assertEquals(15, report.getAsJsonArray("calibration").size());
  }

  @Test
  void against_countsWhatTheModelMayHaveLearnedByHeart() throws IOException {
    String learned = file("learned.tsv", "text\tlabel\n영화가 좋아요\t1\n음악이 최고예요\t1\n");
    String data = file("t.tsv", "text\tlabel\n영화가 좋아요!!\t1\n배송이 나빠요\t0\n음악이 최고예요\t0\n");
    CliRun run = evaluate(data, "--against", learned);
    String expected =
        "2 of 3 texts also occur in %s, 1 of them with another label; first on lines 2, 4"
            .formatted(learned);
    assertTrue(run.outLines().contains(expected), run.out());
    JsonObject report =
        JsonParser.parseString(evaluate(data, "--against", learned, "--format", "json").out())
            .getAsJsonObject();
    assertEquals(2, report.getAsJsonObject("overlap").get("texts").getAsInt());
  }

  @Test
  void oneClassOnly_isSaid() throws IOException {
    CliRun run = evaluate(file("one.tsv", "text\tlabel\n영화가 좋아요\t1\n"));
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(
        run.outLines().contains("no text of class negative: the figures say nothing about it"),
        run.out());
    assertTrue(run.out().matches("(?s).*\nnegative +0 +0 +- +- +-\n.*"), run.out());
  }

  @Test
  void textsOfAnotherScript_warns() throws IOException {
    CliRun run =
        evaluate(
            file(
                "en.tsv", "text\tlabel\na good film indeed\t1\nwhat a bad movie\t0\n영화가 좋아요\t1\n"));
    assertEquals(0, run.exitCode());
    assertEquals(
        "ieum: %s: 2 texts are not in the script of the model's language, ko; check --data and --model\n"
            .formatted(dir.resolve("en.tsv")),
        run.err());
  }

  @Test
  void unknownLabel_namesFileAndLineOrIsLeftOut() throws IOException {
    String data = file("u.tsv", "comment\tstars\n영화가 좋아요\t1\n연기가 훌륭해요\t5\n");
    CliRun run = evaluate(data, "--columns", "comment,stars");
    assertEquals(
        new CliRun(
            2,
            "",
            "ieum: "
                + data
                + ":3: expected a label that the model knows, such as negative, positive, or one"
                + " that --labels explains, found '5'\n"),
        run);
    CliRun skipped = evaluate(data, "--columns", "comment,stars", "--skip-other");
    CliRun explained = evaluate(data, "--columns", "comment,stars", "--labels", "5=positive");
    assertTrue(explained.out().matches("(?s).*\npositive +2 .*"), explained.out());
    assertAskedWrongly(
        "command line: --labels = 5=good; allowed classes: negative, positive",
        evaluate(data, "--columns", "comment,stars", "--labels", "5=good"));
    assertTrue(skipped.out().contains("; 1 texts with other labels left out\n"), skipped.out());
  }

  @Test
  void badInput_isOneLineAndTwo() throws IOException {
    String tiny = TinyModel.bundle().toString();
    String data = file("t.tsv", "text\tlabel\n영화가 좋아요\t1\n");
    assertAskedWrongly(
        "command line: --metrics with a sentiment model; it is for translations; leave it out",
        evaluate(data, "--metrics", "bleu"));
    assertAskedWrongly(
        "command line: --beam with a sentiment model; it is for translations; leave it out",
        evaluate(data, "--beam", "3"));
    assertAskedWrongly(
        "command line: --model given 2 times; translations are those of one model; give one",
        CliRun.of(
            "evaluate",
            "--model",
            tiny,
            "--model",
            tiny,
            "--data",
            file("p.tsv", "ko\ten\na\tb\n")));
    String empty = file("e.tsv", "text\tlabel\n");
    assertAskedWrongly(empty + ": labelled texts = 0; at least one is needed", evaluate(empty));
    String other = file("o.tsv", "a\tb\nx\ty\n");
    assertAskedWrongly(
        other + ":1: columns = [a, b]; name the text and the label among them by --columns",
        evaluate(other));
    assertAskedWrongly(
        "koen/test: corpus = pairs; labelled texts are needed; see: ieum datasets list",
        evaluate("koen/test"));
    assertAskedWrongly(
        "command line: --skip-other without a sentiment model; it is for classes; leave it out",
        CliRun.of("evaluate", "--hypotheses", data, "--references", data, "--skip-other"));
  }

  private static void assertAskedWrongly(String line, CliRun run) {
    assertEquals(new CliRun(2, "", "ieum: " + line + "\n"), run);
  }
}
