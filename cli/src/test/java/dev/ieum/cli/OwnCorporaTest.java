package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own corpora, by name, in every command that takes a corpus. */
class OwnCorporaTest {

  @TempDir Path dir;

  @BeforeEach
  void writeCorpora() throws IOException {
    Files.copy(ArchitectureTest.root().resolve("samples/pairs.tsv"), dir.resolve("pairs.tsv"));
    Files.writeString(dir.resolve("train.tsv"), TinySentiment.table(200, 1));
    Files.writeString(dir.resolve("dev.tsv"), TinySentiment.table(80, 2));
    catalog(
        """
        my-pairs:
          languages: [ko, en]
          licence: CC0-1.0
          parts:
            train: {files: pairs.tsv}
        my-reviews:
          languages: [ko]
          parts:
            train: {files: train.tsv}
            dev: {files: dev.tsv}
        """);
  }

  private void catalog(String yaml) throws IOException {
    Files.writeString(dir.resolve("corpora.yaml"), yaml);
  }

  private CliRun run(String... args) {
    return CliRun.of(
        Stream.concat(Arrays.stream(args), Stream.of("--data-dir", dir.toString()))
            .toArray(String[]::new));
  }

  @Test
  void datasets_listAndStats_knowThem() {
    CliRun list = run("datasets", "list");
    assertEquals("", list.err());
    assertTrue(
        list.out()
            .matches(
                "(?s).*\nuci-sentences/yelp .*\nmy-pairs/train +yes +no +CC0-1.0 *"
                    + "\nmy-reviews/train +yes +no +not stated *\nmy-reviews/dev .*"),
        list.out());
    CliRun pairs = run("datasets", "stats", "my-pairs");
    assertTrue(pairs.out().contains("\npairs              30\n"), pairs.out() + pairs.err());
    CliRun reviews = run("datasets", "stats", "my-reviews/dev");
    assertTrue(reviews.out().contains("\nlabelled texts  80\n"), reviews.out() + reviews.err());
  }

  @Test
  void check_nameAndConfiguration_readThem() throws IOException {
    assertEquals(
        new CliRun(0, "my-pairs/train: 30 rows\nerrors: 0, warnings: 0\n", ""),
        run("check", "my-pairs/train"));
    assertTrue(run("check", "my-reviews/dev").out().startsWith("my-reviews/dev: 80 rows, labels"));
    Path config =
        Files.writeString(
            dir.resolve("c.yaml"),
            TinyModel.CONFIG
                .replace("data:\n", "data:\n  directory: " + dir + "\n")
                .replace("file: pairs.tsv", "corpus: my-pairs/train"));
    CliRun checked = CliRun.of("check", config.toString());
    assertTrue(checked.out().contains("train: my-pairs/train: 30 rows\n"), checked.out());
  }

  @Test
  void evaluate_data_isTheNamedPart() throws IOException {
    List<String> english =
        Files.readAllLines(dir.resolve("pairs.tsv")).stream()
            .skip(1)
            .map(line -> line.split("\t", -1)[1])
            .toList();
    Path hypotheses = Files.write(dir.resolve("h.txt"), english);
    CliRun pairs =
        run("evaluate", "--hypotheses", hypotheses.toString(), "--data", "my-pairs/train");
    assertTrue(pairs.out().contains("= 100.00"), pairs.out() + pairs.err());
    CliRun reviews =
        run(
            "evaluate",
            "--model",
            TinySentiment.bundle().toString(),
            "--data",
            "my-reviews/dev",
            "--samples",
            "100");
    assertTrue(reviews.out().contains("\n80 texts; "), reviews.out() + reviews.err());
  }

  @Test
  void train_dryRun_readsTheSameDataAsFromTheFile() throws IOException {
    for (String[] names :
        new String[][] {
          {TinyModel.CONFIG, "file: pairs.tsv", "corpus: my-pairs/train"},
          {
            Files.readString(TinySentiment.writeConfig(dir)),
            "file: train.tsv",
            "corpus: my-reviews"
          }
        }) {
      Path byFile = Files.writeString(dir.resolve("file.yaml"), names[0]);
      Path byName =
          Files.writeString(dir.resolve("name.yaml"), names[0].replace(names[1], names[2]));
      CliRun expected = run("train", byFile.toString(), "--dry-run");
      CliRun found = run("train", byName.toString(), "--dry-run");
      assertEquals(0, found.exitCode(), found.err());
      assertEquals(summary(expected), summary(found));
      assertTrue(found.out().contains(names[2]), found.out());
    }
  }

  /** The sizes of data and network stand in the comments of what a dry run prints. */
  private static List<String> summary(CliRun run) {
    List<String> lines = run.outLines().stream().filter(line -> line.startsWith("#")).toList();
    assertTrue(lines.toString().contains(" parameters"), run.out());
    return lines;
  }

  @Test
  void badCatalogue_isOneLineAndTwoInEveryCommand() throws IOException {
    catalog("koen:\n  languages: [ko, en]\n  parts: {train: {files: pairs.tsv}}\n");
    Path config =
        Files.writeString(
            dir.resolve("c.yaml"),
            TinyModel.CONFIG.replace("file: pairs.tsv", "corpus: my-pairs/train"));
    String line =
        dir.resolve("corpora.yaml")
            + ":1: expected a new name for koen, found one that is taken; rename the corpus";
    CliRun refused = new CliRun(2, "", "ieum: " + line + "\n");
    assertEquals(refused, run("datasets", "list"));
    assertEquals(refused, run("datasets", "stats", "my-pairs"));
    assertEquals(refused, run("check", "my-pairs"));
    assertEquals(refused, run("evaluate", "--hypotheses", "-", "--data", "my-pairs/train"));
    assertEquals(refused, run("train", config.toString(), "--out", dir.resolve("run").toString()));
  }

  @Test
  void missingAndChangedFiles_areOneLineAndTwo() throws IOException {
    catalog(
        "a:\n  languages: ko\n  parts:\n    gone: {files: gone.tsv}\n    dev: {files: dev.tsv, sha256: "
            + "0".repeat(64)
            + "}\n");
    assertEquals(
        new CliRun(
            2,
            "",
            "ieum: %s: no such corpus file; put it there, or correct %s:4\n"
                .formatted(dir.resolve("gone.tsv"), dir.resolve("corpora.yaml"))),
        run("datasets", "stats", "a/gone"));
    CliRun changed = run("datasets", "stats", "a/dev");
    assertEquals(2, changed.exitCode());
    assertTrue(
        changed.err().startsWith("ieum: " + dir.resolve("dev.tsv") + ": expected SHA-256 0000"),
        changed.err());
    assertTrue(
        changed.err().endsWith("or correct sha256 at " + dir.resolve("corpora.yaml") + ":5\n"),
        changed.err());
  }

  @Test
  void documentation_example_isOfTheForm() throws IOException {
    String page = Files.readString(ArchitectureTest.root().resolve("docs/datasets.md"));
    Matcher example = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(page);
    assertTrue(example.find());
    catalog(example.group(1));
    CliRun list = run("datasets", "list");
    assertTrue(list.out().matches("(?s).*\ncaptions/val +no +no .*\nreviews/stars .*"), list.err());
    CliRun help = CliRun.of("datasets", "--help");
    catalog(
        help.outLines().stream()
            .dropWhile(line -> !line.equals("  reviews:"))
            .takeWhile(line -> !line.isEmpty())
            .map(line -> line.substring(2).replaceAll("(?<=\\S)  +.*", ""))
            .reduce("", (text, line) -> text + line + "\n"));
    assertTrue(run("datasets", "list").out().contains("\nreviews/test "), help.out());
  }
}
