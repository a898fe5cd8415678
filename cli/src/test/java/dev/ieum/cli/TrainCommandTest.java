package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

  @TempDir Path dir;

  @Test
  void train_thenTranslateEvaluateTokenizeAndShow() {
    String model = TinyModel.bundle().toString();
    String pairs = ArchitectureTest.root().resolve("samples/pairs.tsv").toString();
    CliRun scores = CliRun.of("evaluate", "--model", model, "--data", pairs);
    assertEquals("", scores.err());
    assertEquals(0, scores.exitCode());
    assertTrue(scores.out().contains("\ncaption  10 "), scores.out());
    Path saved = dir.resolve("hypotheses.txt");
    CliRun again =
        CliRun.of("evaluate", "--model", model, "--data", pairs, "--save", saved.toString());
    assertEquals(scores, again);
    assertEquals(scores, CliRun.of("evaluate", "--hypotheses", saved.toString(), "--data", pairs));
    CliRun tokens = CliRun.withInput("안녕\n", "tokenize", "--model", model);
    assertEquals(0, tokens.exitCode(), tokens.err());
    assertTrue(tokens.out().startsWith("▁"), tokens.out());
    CliRun shown = CliRun.of("models", "show", model);
    assertEquals(0, shown.exitCode(), shown.err());
    assertTrue(shown.out().contains("languages"), shown.out());
    assertTrue(shown.out().contains("ko to en"), shown.out());
  }

  @Test
  void dryRun_printsAllSettingsThatGiveTheSamePlanAgain() throws IOException {
    Path config = TinyModel.writeConfig(dir);
    CliRun run =
        CliRun.of("train", config.toString(), "--dry-run", "--set", "training.learning-rate=0.5");
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("learning-rate: 0.5"), run.out());
    assertTrue(run.out().contains("batch-tokens: "), "defaults are shown");
    assertTrue(run.out().contains(" parameters"), run.out());
    try (var files = Files.list(dir)) {
      assertEquals(2, files.count(), "nothing is written");
    }
    Path resolved = Files.writeString(dir.resolve("resolved.yaml"), run.out());
    assertEquals(run, CliRun.of("train", resolved.toString(), "--dry-run"));
  }

  @Test
  void badInput_isOneLineAndTwo() throws IOException {
    String config = TinyModel.writeConfig(dir).toString();
    String out = dir.resolve("run").toString();
    assertAskedWrongly("command line: --out = none; name a directory", "train", config);
    assertRefused("learning-rte", "learning-rate", config, "--set", "training.learning-rte=1");
    assertRefused("learning-rate", "1.0E-7 to 1", config, "--set", "training.learning-rate=7");
    CliRun missing = CliRun.of("train", dir.resolve("none.yaml").toString(), "--out", out);
    assertEquals(2, missing.exitCode());
    assertEquals(1, missing.err().lines().count(), missing.err());
    CliRun resume = CliRun.of("train", config, "--out", out, "--resume");
    assertEquals(2, resume.exitCode());
    assertTrue(resume.err().contains("no checkpoint to resume"), resume.err());
    Files.writeString(dir.resolve("pairs.tsv"), "ko\tfr\na\tb\n");
    CliRun column = CliRun.of("train", config, "--out", out);
    assertEquals(
        new CliRun(
            2,
            "",
            "ieum: "
                + dir.resolve("pairs.tsv")
                + ":1: expected a column 'en', found columns [ko, fr]; name the one that is meant:"
                + " source-column, target-column, text-column or label-column in a configuration, --columns elsewhere\n"),
        column);
    Files.writeString(dir.resolve("pairs.tsv"), "ko\ten\na\tb\nc\n");
    CliRun row = CliRun.of("train", config, "--out", out);
    assertEquals(2, row.exitCode());
    assertTrue(
        row.err().startsWith("ieum: " + dir.resolve("pairs.tsv") + ":3: expected 2 "), row.err());
  }

  @Test
  void folds_printAScoreEachAndTheirMean() throws IOException {
    String config = TinySentiment.writeConfig(dir).toString();
    Path out = dir.resolve("run");
    CliRun run =
        CliRun.of(
            "train",
            config,
            "--out",
            out.toString(),
            "--set",
            "data.folds=2",
            "--set",
            "training.max-updates=4");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.outLines();
    assertEquals(4, lines.size(), run.out());
    assertTrue(lines.get(1).matches("fold 2: accuracy [\\d.]+, macro-F1 [\\d.]+ of \\d+ texts"));
    assertTrue(
        lines
            .get(2)
            .matches("mean of 2 folds: accuracy [\\d.]+ ± [\\d.]+, macro-F1 [\\d.]+ ± [\\d.]+"),
        run.out());
    assertEquals(out.resolve("folds.json").toString(), lines.get(3));
    assertTrue(Files.exists(out.resolve("folds.json")));
  }

  private static void assertRefused(String key, String advice, String config, String... more) {
    CliRun run = CliRun.of("train", config, "--dry-run", more[0], more[1]);
    assertEquals(2, run.exitCode(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(key), run.err());
    assertTrue(run.err().contains(advice), run.err());
  }

  private static void assertAskedWrongly(String line, String... args) {
    assertEquals(new CliRun(2, "", "ieum: " + line + "\n"), CliRun.of(args));
  }

  @Test
  void progress_isPrintedOnlyWhenAskedForWithoutATerminal() throws IOException {
    String config = TinyModel.writeConfig(dir).toString();
    CliRun quiet =
        CliRun.of(
            "train",
            config,
            "--out",
            dir.resolve("a").toString(),
            "--set",
            "training.max-updates=2");
    assertEquals("", quiet.err());
    CliRun loud =
        CliRun.of(
            "train",
            config,
            "--out",
            dir.resolve("b").toString(),
            "--progress",
            "--set",
            "training.max-updates=2");
    assertTrue(loud.err().contains("tokens/s"), loud.err());
    assertTrue(loud.err().contains("dev bleu"), loud.err());
    assertFalse(loud.err().contains("\u001b"), loud.err());
  }

  @Test
  void dryRun_networkLargerThanMemory_isOneLine() throws IOException {
    String translation = TinyModel.writeConfig(dir).toString();
    assertTooLarge(translation, "network.encoder-hidden=8192", "network.encoder-layers=16");
    Path other = Files.createDirectory(dir.resolve("sentiment"));
    String sentiment = TinySentiment.writeConfig(other).toString();
    assertTooLarge(sentiment, "network.hidden-size=8192", "network.layers=16");
  }

  private static void assertTooLarge(String config, String width, String depth) {
    CliRun run = CliRun.of("train", config, "--dry-run", "--set", width, "--set", depth);
    assertEquals(2, run.exitCode(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().matches("(?s)ieum: network: [\\d,]+ parameters need .* GiB.*"), run.err());
  }

  @Test
  void out_thatIsNoDirectory_isOneLineAndTwo() throws IOException {
    String config = TinyModel.writeConfig(dir).toString();
    Path link = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("nothing"));
    assertAskedWrongly(
        config + ": is a file; give a directory as --out", "train", config, "--out", config);
    assertAskedWrongly(
        link + ": is a link to nothing; make its target or give another --out",
        "train",
        config,
        "--out",
        link.toString());
  }

  @Test
  void resume_withALongerRunAllowedByName_goesOnAndSaysSo() throws IOException {
    String config = TinyModel.writeConfig(dir).toString();
    String out = dir.resolve("run").toString();
    String[] first = {"train", config, "--out", out, "--set", "training.max-updates=4"};
    assertEquals(0, CliRun.of(first).exitCode());
    CliRun refused =
        CliRun.of("train", config, "--out", out, "--set", "training.max-updates=6", "--resume");
    assertEquals(2, refused.exitCode());
    assertTrue(refused.err().contains("training.max-updates = 4, now 6"), refused.err());
    CliRun longer =
        CliRun.of(
            "train",
            config,
            "--out",
            out,
            "--set",
            "training.max-updates=6",
            "--resume",
            "--allow-changed",
            "training.max-updates");
    assertEquals(0, longer.exitCode(), longer.err());
    assertTrue(longer.out().contains("after 6 updates"), longer.out());
    String manifest = Files.readString(dir.resolve("run/model/model.json"));
    assertTrue(manifest.contains("changed-settings"), manifest);
    CliRun other =
        CliRun.of("train", config, "--out", out, "--resume", "--allow-changed", "training.seed");
    assertEquals(2, other.exitCode());
    assertTrue(other.err().contains("allowed: "), other.err());
  }

  @Test
  void failure_whileNothingIsSaved_saysToStartAgain() throws IOException {
    String config = TinyModel.writeConfig(dir).toString();
    Path out = dir.resolve("run");
    Files.writeString(dir.resolve("cut.tsv.gz"), "no archive");
    CliRun run =
        CliRun.of(
            "train", config, "--out", out.toString(), "--set", "data.train=[{file: cut.tsv.gz}]");
    assertEquals(1, run.err().lines().count(), run.err());
    assertFalse(run.err().contains("--resume"), run.err());
    assertFalse(run.err().contains("last checkpoint"), run.err());
  }
}
