package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  @TempDir Path dir;

  private String file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  @Test
  void pairs_good_areZero() {
    String pairs = ArchitectureTest.root().resolve("samples/pairs.tsv").toString();
    assertEquals(
        new CliRun(0, "pairs.tsv: 30 rows\nerrors: 0, warnings: 0\n", ""),
        CliRun.of("check", pairs));
  }

  @Test
  void pairs_bad_areOneWithATable() throws IOException {
    String bad = file("bad.tsv", "ko\ten\n안녕\tHi\n안녕\tHi\n하나\n");
    CliRun run = CliRun.of("check", bad);
    assertEquals(1, run.exitCode(), run.err());
    assertEquals(
        """
        bad.tsv: 2 rows
          error    1  cannot be read  line 4: expected 2 tab-separated fields [ko, en], found 1
          warning  1  repeated        line 3: 안녕
        errors: 1, warnings: 1
        """,
        run.out());
  }

  @Test
  void languages_areThoseGivenElseTheColumns() throws IOException {
    String file = file("columns.tsv", "a\tb\nHello there\tHi again\n");
    assertEquals(0, CliRun.of("check", file).exitCode());
    CliRun run = CliRun.of("check", file, "--language", "ko,en");
    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("not in the script of the language  line 2: ko: Hello"));
    assertEquals(2, CliRun.of("check", file, "--language", "ko").exitCode());
  }

  @Test
  void labeled_json_isOneObject() throws IOException {
    String file = file("texts.tsv", "text\tlabel\n좋아요\t1\n좋아요\t0\n");
    CliRun run = CliRun.of("check", file, "--format", "json", "--language", "ko");
    assertEquals(1, run.exitCode(), run.err());
    JsonObject all = JsonParser.parseString(run.out()).getAsJsonObject();
    JsonObject one = all.getAsJsonArray("corpora").get(0).getAsJsonObject();
    assertEquals(1, all.get("errors").getAsInt());
    assertEquals(1, one.getAsJsonObject("labels").get("0").getAsInt());
    JsonObject finding = one.getAsJsonArray("findings").get(0).getAsJsonObject();
    assertEquals("contradicting", finding.get("problem").getAsString());
    assertEquals("error", finding.get("severity").getAsString());
    assertEquals(
        3, finding.getAsJsonArray("examples").get(0).getAsJsonObject().get("line").getAsInt());
  }

  @Test
  void jsonl_ofLabeledTexts_isReadByItsName() throws IOException {
    String file =
        file(
            "texts.jsonl",
            "{\"text\":\"좋아요\",\"label\":1}\nnone\n{\"text\":\"나빠요\",\"label\":0}\n");
    CliRun run = CliRun.of("check", file, "--labeled");
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("texts.jsonl: 2 rows, labels {0=1, 1=1}\n"), run.out());
    assertTrue(run.out().contains("line 2: expected one JSON object"), run.out());
  }

  @Test
  void config_good_isZero() throws IOException {
    CliRun run = CliRun.of("check", TinySentiment.writeConfig(dir).toString());
    assertEquals("", run.err());
    assertTrue(run.out().contains("train: train.tsv: "), run.out());
    assertTrue(run.out().contains("dev: dev.tsv: "), run.out());
  }

  @Test
  void config_namesEveryKindOfFault() throws IOException {
    file("train.tsv", "text\tlabel\n좋아요\tgood\n아주 좋아요\tgood\n나빠요\tbad\n글쎄요\twhat\n");
    file("dev.tsv", "text\tlabel\n좋아요\tgood\n별로예요\tbad\n");
    String config =
        """
        task: sentiment
        language: ko
        labels: {bad: [], good: []}
        data:
          train: [{file: train.tsv}]
          dev: [{file: dev.tsv}, {file: none.tsv}]
        """;
    CliRun run = CliRun.of("check", file("c.yaml", config));
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().contains("dev: none.tsv: error: "), run.out());
    assertTrue(run.out().contains("unknown label  line 5: what"), run.out());
    assertTrue(run.out().contains("also in the training data  line 2: 좋아요"), run.out());
    CliRun skipped =
        CliRun.of(
            "check", file("s.yaml", config.replace("train.tsv}", "train.tsv, skip-other: true}")));
    assertTrue(skipped.out().contains("train: train.tsv: 3 rows, labels {bad=1, good=2}"));
  }

  @Test
  void config_thatCannotBeRead_isAnError() throws IOException {
    String config = file("c.yaml", "task: translation\nsource-langage: ko\n");
    CliRun run = CliRun.of("check", config);
    assertEquals(1, run.exitCode());
    assertTrue(
        run.out().startsWith("configuration: error: " + config + ": source-language is missing"),
        run.out());
  }

  @Test
  void config_ofTranslation_checksAgainstItsLanguages() throws IOException {
    file("train.tsv", "en\tko\nHello there\t안녕하세요\nGood bye\t잘 가요\n");
    String config =
        """
        task: translation
        source-language: ko
        target-language: en
        data: {train: [{file: train.tsv, source-column: en, target-column: ko}]}
        """;
    CliRun run = CliRun.of("check", file("c.yaml", config));
    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("error  4  not in the script"), run.out());
  }

  @Test
  void missingFile_isAUsageError() {
    CliRun run = CliRun.of("check", dir.resolve("none.yaml").toString());
    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count());
  }
}
