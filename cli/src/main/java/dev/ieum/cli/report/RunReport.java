package dev.ieum.cli.report;

import com.google.gson.JsonObject;
import dev.ieum.core.bundle.Manifest;
import dev.ieum.core.bundle.Provenance;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Settings, data, curves and scores of one or several runs as a page. Stateless. */
public final class RunReport {
  /** The file of the report in a run directory. */
  public static final String FILE = "report.html";

  private RunReport() {}

  /** Writes the report of a run under way, or just finished, into its directory. */
  public static void write(Path directory, Recipe recipe) throws IOException {
    List<RunData> runs = new ArrayList<>();
    String name = recipe.run().name();
    Path before = directory.resolve(Trainer.PRETRAINING);
    if (Files.exists(before.resolve(RunData.METRICS))) {
      runs.add(running(name + ", pretraining", before, recipe));
    }
    if (Files.exists(directory.resolve(RunData.METRICS))) {
      runs.add(
          Files.isDirectory(directory.resolve(Trainer.MODEL))
              ? RunData.read(name, directory)
              : running(name, directory, recipe));
    }
    if (!runs.isEmpty()) {
      page(runs).write(directory.resolve(FILE));
    }
  }

  private static RunData running(String name, Path directory, Recipe recipe) throws IOException {
    return RunData.running(name, recipe.resolved(), recipe.run().dataLicence(), directory);
  }

  /** Returns a page of one or several runs. */
  static HtmlPage page(List<RunData> runs) {
    String names = String.join(", ", runs.stream().map(RunData::name).toList());
    HtmlPage page = new HtmlPage("en", "Training: " + names);
    summary(page, runs);
    curves(page, runs);
    scores(page, runs);
    data(page, runs);
    settings(page, runs);
    return page;
  }

  private static void summary(HtmlPage page, List<RunData> runs) {
    List<List<?>> rows = new ArrayList<>();
    for (RunData run : runs) {
      List<double[]> losses = run.curve("loss");
      rows.add(
          List.of(
              run.name(),
              run.manifest().isPresent() ? "finished" : "not finished",
              losses.isEmpty() ? "–" : number(losses.get(losses.size() - 1)[0]),
              run.manifest().map(m -> hours(m.provenance().durationMillis())).orElse("–"),
              run.best().map(RunReport::best).orElse("–"),
              run.skipped()));
    }
    page.table(
        List.of("run", "state", "updates", "time", "best on the dev set", "skipped updates"), rows);
  }

  private static String number(double value) {
    return HtmlPage.number(value);
  }

  private static String hours(long millis) {
    long minutes = millis / 60_000;
    return minutes > 0
        ? "%d:%02d h".formatted(minutes / 60, minutes % 60)
        : "%d s".formatted(millis / 1000);
  }

  private static String best(JsonObject line) {
    StringBuilder text = new StringBuilder();
    line.getAsJsonObject("scores")
        .entrySet()
        .forEach(
            entry ->
                text.append(entry.getKey())
                    .append(' ')
                    .append(
                        entry.getValue().isJsonNull()
                            ? "–"
                            : number(entry.getValue().getAsDouble()))
                    .append(", "));
    return text + "update " + number(line.get(RunData.UPDATE).getAsDouble());
  }

  private static void curves(HtmlPage page, List<RunData> runs) {
    page.section("Curves");
    Set<String> devScores = new LinkedHashSet<>();
    runs.forEach(run -> devScores.addAll(run.devScores()));
    LineChart loss = new LineChart("Training loss", "update", "nats per token");
    runs.forEach(run -> loss.line(run.name(), run.curve("loss")));
    page.chart(loss);
    for (String score : devScores) {
      LineChart chart = new LineChart("Dev set: " + score, "update", score);
      runs.forEach(run -> chart.line(run.name(), run.devCurve(score)));
      page.chart(chart);
    }
    LineChart rate = new LineChart("Learning rate", "update", "rate");
    runs.forEach(run -> rate.line(run.name(), run.curve("learning_rate")));
    LineChart norm =
        new LineChart("Gradient norm, before clipping", "update", "norm, logarithmic").logY();
    runs.forEach(run -> norm.line(run.name(), run.curve("gradient_norm")));
    LineChart speed = new LineChart("Speed", "update", "tokens per second");
    runs.forEach(run -> speed.line(run.name(), run.curve("tokens_per_second")));
    page.chart(rate).chart(norm).chart(speed);
  }

  private static void scores(HtmlPage page, List<RunData> runs) {
    List<List<?>> rows = new ArrayList<>();
    for (RunData run : runs) {
      run.manifest().map(Manifest::scores).orElse(List.of()).stream()
          .map(
              score ->
                  List.of(
                      run.name(), score.test(), "%.2f".formatted(score.value()), score.signature()))
          .forEach(rows::add);
    }
    if (!rows.isEmpty()) {
      page.section("Scores of the finished model");
      page.table(List.of("run", "test set", "figure", "signature"), rows);
    }
  }

  private static void data(HtmlPage page, List<RunData> runs) {
    page.section("Data");
    List<List<?>> rows = new ArrayList<>();
    for (RunData run : runs) {
      List<Provenance.CorpusFile> files =
          run.manifest().map(m -> m.provenance().corpora()).orElse(List.of());
      String licence = run.licence().orElse("known when training has finished");
      if (files.isEmpty()) {
        String named = run.settings().getOrDefault("data.train", "–");
        rows.add(List.of(run.name(), named, "–", licence, "–"));
      }
      files.forEach(
          f ->
              rows.add(
                  List.of(run.name(), f.name(), number((double) f.lines()), licence, f.sha256())));
    }
    page.table(List.of("run", "trained on", "lines", "licence of the data", "SHA-256"), rows);
  }

  private static void settings(HtmlPage page, List<RunData> runs) {
    page.section("Settings");
    Set<String> keys = new LinkedHashSet<>();
    runs.forEach(run -> keys.addAll(run.settings().keySet()));
    List<String> header = new ArrayList<>(List.of("setting"));
    runs.forEach(run -> header.add(run.name()));
    List<List<?>> all = new ArrayList<>();
    List<List<?>> differing = new ArrayList<>();
    for (String key : keys) {
      List<String> row = new ArrayList<>(List.of(key));
      runs.forEach(run -> row.add(run.settings().getOrDefault(key, "–")));
      all.add(row);
      if (new TreeSet<>(row.subList(1, row.size())).size() > 1) {
        differing.add(row);
      }
    }
    if (runs.size() > 1) {
      page.heading("Where the runs differ").table(header, differing);
    }
    page.fold("All %d settings".formatted(all.size())).table(header, all).unfold();
  }
}
