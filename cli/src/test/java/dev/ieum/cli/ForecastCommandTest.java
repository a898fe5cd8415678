package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.sequences.train.ForecastConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ieum forecast}, and {@code ieum evaluate} and {@code ieum train} of series. */
class ForecastCommandTest {
  private static final String CONFIG =
      """
      task: forecast
      name: tiny-forecast
      data: {train: [{file: series.csv}], target: units, key: shop, test-from: 2024-05-01}
      forecast: {horizon: 4}
      network: {hidden-size: 6, head-size: 6}
      training: {max-updates: 20, validate-every: 10, average: 1}
      """;

  @TempDir private static Path directory;

  private static String model;
  private static String series;

  /** Two shops that sell more on some days of the week. */
  private static String rows(int days) {
    Random random = new Random(4);
    StringBuilder text = new StringBuilder("shop,day,units\n");
    for (int t = 0; t < days; t++) {
      for (String shop : List.of("north", "south")) {
        double units = 50 + 20 * Math.sin(2 * Math.PI * t / 7) + 3 * random.nextGaussian();
        LocalDate day = LocalDate.parse("2024-01-01").plusDays(t);
        text.append(String.format(Locale.ROOT, "%s,%s,%.2f\n", shop, day, units));
      }
    }
    return text.toString();
  }

  @BeforeAll
  static void train() throws IOException {
    series = Files.writeString(directory.resolve("series.csv"), rows(150)).toString();
    Path config = Files.writeString(directory.resolve("tiny.yaml"), CONFIG);
    Trainer.run(
        ForecastConfig.read(Settings.load(config, Map.of()), directory),
        new TrainingRun(directory.resolve("run"), false, TrainingListener.NONE, () -> false));
    model = directory.resolve("run/model").toString();
  }

  private static CliRun ok(CliRun run) {
    assertEquals(0, run.exitCode(), run.err());
    return run;
  }

  @Test
  void forecast_tsv_aRowForEachDayOfEachSeries() {
    List<String> lines =
        ok(CliRun.of(
                "forecast", series, "--model", model, "--format", "tsv", "--levels", "0.5,0.1"))
            .outLines();
    assertEquals("shop\ttime\tq0.1\tq0.5", lines.get(0));
    assertEquals(9, lines.size());
    assertTrue(lines.get(1).startsWith("north\t2024-05-30\t"), lines.get(1));
    assertTrue(lines.get(8).startsWith("south\t2024-06-02\t"), lines.get(8));
  }

  @Test
  void forecast_jsonl_quantilesByLevel() {
    List<String> lines =
        ok(CliRun.of("forecast", series, "--model", model, "--format", "jsonl", "--horizon", "1"))
            .outLines();
    assertEquals(2, lines.size());
    JsonObject first = JsonParser.parseString(lines.get(0)).getAsJsonObject();
    JsonObject quantiles = first.getAsJsonObject("quantiles");
    assertEquals("north", first.get("shop").getAsString());
    assertTrue(
        quantiles.get("0.1").getAsDouble() < quantiles.get("0.9").getAsDouble(), lines.get(0));
  }

  @Test
  void forecast_textAndChart_showOneSeries() throws IOException {
    String one = rows(150).replaceAll("(?m)^south.*\n", "");
    Path svg = directory.resolve("fan.svg");
    CliRun run = ok(CliRun.withInput(one, "forecast", "--model", model, "--chart", svg.toString()));
    assertTrue(run.outLines().get(0).startsWith("shop   time        q0.1"), run.out());
    assertTrue(run.out().contains("•") && run.out().contains("▒"), run.out());
    String chart = Files.readString(svg);
    assertTrue(chart.startsWith("<svg") && chart.contains("<polygon"), chart);
    assertTrue(!chart.contains("NaN"), chart);
  }

  @Test
  void forecast_fileOfAnotherStep_warns() {
    CliRun run =
        ok(
            CliRun.withInput(
                "shop,day,units\nn,2024-01-01 00:00,5\nn,2024-01-01 01:00,6\nn,2024-01-01 02:00,7\n",
                "forecast",
                "--model",
                model));
    assertEquals(
        "ieum: -: steps between rows = 3600 seconds; the model was trained on 86400 seconds; use a"
            + " file like that, or train another model\n",
        run.err());
  }

  @Test
  void forecast_stream_answersEachRowLikeTheWholeFile() {
    List<String> answers =
        ok(CliRun.withInput(
                rows(150), "forecast", "--model", model, "--stream", "--format", "jsonl"))
            .outLines();
    assertEquals(300, answers.size());
    JsonObject last = JsonParser.parseString(answers.get(299)).getAsJsonObject();
    assertEquals("south", last.get("shop").getAsString());
    JsonArray rows = last.getAsJsonArray("forecast");
    assertEquals(4, rows.size());
    List<String> whole =
        ok(CliRun.of("forecast", series, "--model", model, "--format", "jsonl")).outLines();
    JsonObject same = JsonParser.parseString(whole.get(4)).getAsJsonObject();
    assertEquals("south", same.get("shop").getAsString());
    for (String level : List.of("0.1", "0.5", "0.9")) {
      assertEquals(
          same.getAsJsonObject("quantiles").get(level), rows.get(0).getAsJsonObject().get(level));
    }
  }

  @Test
  void forecast_streamWithState_goesOnInAnotherRun() {
    String state = directory.resolve("state.bin").toString();
    String[] lines = rows(40).split("(?<=\n)", -1);
    String first = String.join("", List.of(lines).subList(0, 41));
    String second = lines[0] + String.join("", List.of(lines).subList(41, lines.length));
    String[] args = {"forecast", "--model", model, "--stream", "--format", "tsv", "--state", state};
    ok(CliRun.withInput(first, args));
    List<String> rest = ok(CliRun.withInput(second, args)).outLines();
    List<String> whole =
        ok(CliRun.withInput(rows(40), "forecast", "--model", model, "--stream", "--format", "tsv"))
            .outLines();
    String last = whole.get(whole.size() - 1);
    assertEquals(
        last.substring(last.indexOf('\t')),
        rest.get(rest.size() - 1).substring(rest.get(rest.size() - 1).indexOf('\t')));
  }

  @Test
  void forecast_streamOfJson_carriesFieldsThroughAndRefusesLateRows() {
    CliRun run =
        ok(
            CliRun.withInput(
                """
                {"shop":"x","day":"2024-01-02","units":5,"note":[1]}
                {"shop":"x","day":"2024-01-01","units":6}
                {"shop":"x","day":"2024-01-03","units":null}
                """,
                "forecast",
                "--model",
                model,
                "--stream",
                "--format",
                "jsonl"));
    assertEquals(3, run.outLines().size());
    JsonObject first = JsonParser.parseString(run.outLines().get(0)).getAsJsonObject();
    assertEquals(1, first.getAsJsonArray("note").size());
    assertEquals(4, first.getAsJsonArray("forecast").size());
    assertTrue(run.outLines().get(1).contains("allowed: after 2024-01-02"), run.out());
    assertTrue(run.err().contains("standard input:2: time = 2024-01-01"), run.err());
    assertTrue(run.outLines().get(2).contains("\"time\":\"2024-01-04\""), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shop,day,units\\nn,2024-01-01,1\\nn,2024-01-02,x\\n | standard input:3: expected a number",
        "shop,day,units\\nn,2024-01-01,1\\nn,soon,2\\n | standard input:3: expected a time",
        "day,units\\n2024-01-01,1\\n | standard input:1: expected a column 'shop'"
      })
  void forecast_badRowOfStream_endsAfterTheRowsBeforeIt(String text, String message) {
    CliRun run =
        CliRun.withInput(text.replace("\\n", "\n"), "forecast", "--model", model, "--stream");
    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertEquals(text.startsWith("day") ? 0 : 1, run.outLines().size());
  }

  @Test
  void forecast_withoutModel_trainsOne() {
    String one =
        rows(150).replaceAll("(?m)^south.*\n", "").replace("north,", "").replace("shop,", "");
    CliRun run = ok(CliRun.withInput(one, "forecast", "--horizon", "7", "--format", "tsv"));
    List<String> lines = run.outLines();
    assertEquals(8, lines.size());
    for (int n = 1; n <= 7; n++) {
      double middle = Double.parseDouble(lines.get(n).split("\t", -1)[2]);
      double expected = 50 + 20 * Math.sin(2 * Math.PI * (149 + n) / 7);
      assertEquals(expected, middle, 8, lines.get(n)); // ten deviations of the noise are 30
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--target units | --target with --model",
        "--levels 0.5,2 | --levels = 2.0; allowed: 0.01 to 0.99",
        "--horizon 9 | --horizon = 9; allowed: 1 to 4",
        "--state s | --state without --stream",
        "--stream --chart c.svg | --chart with --stream"
      })
  void forecast_optionsThatContradict_areUsageErrors(String options, String message) {
    String[] args = ("forecast " + series + " --model " + model + " " + options).split(" ");
    CliRun run = CliRun.of(args);
    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void evaluate_series_naiveForecastsStandBeside() {
    CliRun run = ok(CliRun.of("evaluate", "--model", model, "--data", series, "--format", "json"));
    JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
    assertEquals("2024-05-01", report.get("from").getAsString());
    JsonArray predictors = report.getAsJsonArray("predictors");
    assertEquals("model", predictors.get(0).getAsJsonObject().get("predictor").getAsString());
    assertEquals(7, predictors.size());
    assertEquals(4, predictors.get(0).getAsJsonObject().getAsJsonArray("by_row").size());
    // 29 days of two shops: of the k-th day ahead, each of the 29.
    assertEquals(2 * 4 * 29, report.get("values").getAsInt());
    CliRun blocks =
        ok(
            CliRun.of(
                "evaluate",
                "--model",
                model,
                "--data",
                series,
                "--from",
                "2024-05-02",
                "--stride",
                "4"));
    assertTrue(blocks.out().contains(": 14 forecasts of 4 rows"), blocks.out());
    CliRun wrong = CliRun.of("evaluate", "--model", model, "--data", series, "--from", "May");
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.err().contains("such as 2024-01-01"), wrong.err());
  }

  @Test
  void trainCheckAndInit_knowTheTask() throws IOException {
    Path config = directory.resolve("tiny.yaml");
    CliRun check = CliRun.of("check", config.toString());
    assertEquals(0, check.exitCode(), check.out() + check.err());
    CliRun plan = CliRun.of("train", config.toString(), "--dry-run");
    assertEquals(0, plan.exitCode(), plan.err());
    assertTrue((plan.out() + plan.err()).contains("2 series"), plan.out() + plan.err());
    assertTrue(CliRun.of("init", "forecast").out().contains("target: value"));
  }
}
