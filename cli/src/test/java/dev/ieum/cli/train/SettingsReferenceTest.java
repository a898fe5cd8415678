package dev.ieum.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.cli.ArchitectureTest;
import dev.ieum.cli.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {
  static final String UPDATE = "ieum.update";

  @Test
  void page_isWhatTheCodeReads() throws IOException {
    Path page = ArchitectureTest.root().resolve("docs/settings.md");
    String generated = String.join("\n", page()) + "\n";
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(page, generated);
    }
    assertEquals(
        generated,
        Files.readString(page),
        "docs/settings.md is old; write it anew: mvn -o -pl cli -am test"
            + " -Dtest=SettingsReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -D"
            + UPDATE
            + "=true");
  }

  @Test
  void of_everyTask_givesEachSettingAMeaning() {
    for (String task : TrainingJob.TASKS) {
      for (SettingsReference.Entry entry : SettingsReference.of(task)) {
        assertTrue(entry.meaning().endsWith("."), task + ": " + entry.key() + " has no meaning");
      }
    }
  }

  @Test
  void explain_oneKey_printsRangeDefaultAndMeaning() {
    CliRun run = CliRun.of("train", "--explain", "learning-rate");
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    assertTrue(
        run.out()
            .startsWith("training.learning-rate (translation, sentiment, next, forecast)\n  Peak "),
        run.out());
    assertTrue(run.out().contains("1.0E-7 to 1; default: 0.001\n"), run.out());
  }

  @Test
  void explain_section_printsAllOfIt() {
    List<String> keys =
        CliRun.of("train", "--explain", "decoding").outLines().stream()
            .filter(line -> !line.startsWith(" "))
            .collect(Collectors.toList());
    assertEquals(5, keys.size(), keys.toString());
  }

  @Test
  void explain_withoutKey_printsAll() {
    CliRun run = CliRun.of("train", "--explain");
    assertEquals(0, run.exitCode(), run.err());
    for (String key : List.of("task ", "data.train[].file ", "text.vocabulary ", "data.folds ")) {
      assertTrue(run.out().contains("\n" + key) || run.out().startsWith(key), key);
    }
  }

  @Test
  void explain_misspelled_namesTheNearest() {
    CliRun run = CliRun.of("train", "--explain", "learning-rte");
    assertEquals(2, run.exitCode());
    assertEquals(
        "ieum: command line: --explain = learning-rte; there is no such setting; did you mean"
            + " learning-rate?\n",
        run.err());
  }

  @Test
  void train_withoutConfiguration_pointsToInit() {
    CliRun run = CliRun.of("train");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("ieum init translation my.yaml"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  /** The page docs/settings.md. */
  private static List<String> page() {
    List<String> lines = new ArrayList<>();
    lines.add("# Settings");
    lines.add("");
    lines.add(
        "What `ieum train CONFIG.yaml` reads. `ieum init TASK` writes a configuration to start");
    lines.add(
        "from, `ieum train --explain KEY` prints a line of this page, and `ieum train CONFIG.yaml");
    lines.add(
        "--dry-run` prints every value in force. A dot stands for a section and `[]` for each");
    lines.add("entry of a list. Unknown keys are errors. This page is generated from the code.");
    for (String task : TrainingJob.TASKS) {
      lines.add("");
      lines.add("## task: " + task);
      lines.add("");
      lines.add("| key | allowed | default | meaning |");
      lines.add("| --- | --- | --- | --- |");
      for (SettingsReference.Entry entry : SettingsReference.of(task)) {
        lines.add(
            "| `%s` | %s | %s | %s |"
                .formatted(entry.key(), entry.allowed(), entry.otherwise(), entry.meaning()));
      }
    }
    return lines;
  }
}
