package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitCommandTest {
  @TempDir Path dir;

  @Test
  void translation_isAcceptedByADryRun() throws IOException {
    Files.copy(ArchitectureTest.root().resolve("samples/pairs.tsv"), dir.resolve("train.tsv"));
    assertAccepted("translation");
  }

  @Test
  void sentiment_isAcceptedByADryRun() throws IOException {
    StringBuilder table = new StringBuilder("text\tlabel\n");
    for (int i = 0; i < 40; i++) {
      table.append("문장 번호 ").append(i).append('\t').append(i % 2).append('\n');
    }
    Files.writeString(dir.resolve("train.tsv"), table);
    assertAccepted("sentiment");
  }

  private void assertAccepted(String task) throws IOException {
    Path file = dir.resolve("my.yaml");
    assertEquals(new CliRun(0, "", ""), CliRun.of("init", task, file.toString()));
    CliRun run = CliRun.of("train", file.toString(), "--dry-run");
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("name: my-model\n"), run.out());
    assertSettingsBehindComments(file);
  }

  /** Each setting that is only a comment is accepted once the sign before it is removed. */
  private void assertSettingsBehindComments(Path file) throws IOException {
    Pattern setting = Pattern.compile("(?m)^( *)# ([a-z-]+: [^ \n]+)$");
    String text = Files.readString(file);
    assertTrue(setting.matcher(text).results().count() > 8, text);
    String all = setting.matcher(text).replaceAll("$1$2");
    Files.writeString(file, all);
    CliRun run = CliRun.of("train", file.toString(), "--dry-run");
    assertEquals("", run.err(), all);
    assertEquals(0, run.exitCode());
  }

  @Test
  void file_thatIsThere_isKeptUnlessForced() throws IOException {
    Path file = Files.writeString(dir.resolve("my.yaml"), "mine\n");
    CliRun run = CliRun.of("init", "translation", file.toString());
    assertEquals(2, run.exitCode());
    assertEquals(
        "ieum: " + file + ": is there already; name another file, or replace it by --force\n",
        run.err());
    assertEquals("mine\n", Files.readString(file));
    assertEquals(0, CliRun.of("init", "translation", file.toString(), "--force").exitCode());
    assertTrue(Files.readString(file).contains("task: translation\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"translation", "sentiment", "next", "forecast", "commands"})
  void standardOutput_holdsNarrowLines(String task) {
    CliRun run = CliRun.of("init", task);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(run, CliRun.of("init", task, "-"));
    assertTrue(run.outLines().stream().allMatch(line -> line.length() <= 100), run.out());
  }

  @Test
  void unknownTask_namesThoseThereAre() {
    assertEquals(
        new CliRun(
            2,
            "",
            "ieum: command line: TASK = chess; allowed: translation, sentiment, next, forecast, commands\n"),
        CliRun.of("init", "chess"));
  }
}
