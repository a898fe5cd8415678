package dev.ieum.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.datasets.check.CorpusReport;
import dev.ieum.datasets.check.CorpusReport.Example;
import dev.ieum.datasets.check.CorpusReport.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was found in each corpus of a check, for people and for programs. Not thread-safe. */
final class CheckReport {
  private final Map<String, CorpusReport> corpora = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  /** Adds what was found in a corpus; a name that is there already is counted on. */
  void add(String name, CorpusReport report) {
    corpora.put(unused(name), report);
  }

  /** Adds an error that keeps a corpus or a configuration from being read at all. */
  void fail(String name, String message) {
    failures.put(unused(name), message);
  }

  private String unused(String name) {
    String free = name;
    for (int i = 2; corpora.containsKey(free) || failures.containsKey(free); i++) {
      free = name + " (" + i + ")";
    }
    return free;
  }

  long errors() {
    return failures.size() + count(true);
  }

  private long count(boolean error) {
    return corpora.values().stream()
        .flatMap(report -> report.findings().stream())
        .filter(finding -> finding.error() == error)
        .count();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    failures.forEach((name, message) -> lines.add("%s: error: %s".formatted(name, message)));
    corpora.forEach(
        (name, report) -> {
          lines.add("%s: %,d rows%s".formatted(name, report.rows(), labels(report)));
          Table table = new Table();
          for (Finding finding : report.findings()) {
            table.row(
                finding.error() ? "  error" : "  warning",
                "%,d".formatted(finding.count()),
                finding.problem().toString(),
                finding.examples().isEmpty() ? "" : line(finding.examples().get(0)));
            finding.examples().stream()
                .skip(1)
                .forEach(example -> table.row("", "", "", line(example)));
          }
          lines.addAll(table.lines());
        });
    lines.add("errors: %d, warnings: %d".formatted(errors(), count(false)));
    return lines;
  }

  private static String labels(CorpusReport report) {
    return report.rowsByLabel().isEmpty() ? "" : ", labels " + sorted(report);
  }

  private static Map<String, Long> sorted(CorpusReport report) {
    return new TreeMap<>(report.rowsByLabel());
  }

  private static String line(Example example) {
    return example.line() > 0 ? "line " + example.line() + ": " + example.text() : example.text();
  }

  /** Returns one object on one line. */
  List<String> json() {
    JsonArray list = new JsonArray();
    failures.forEach(
        (name, message) -> {
          JsonObject one = new JsonObject();
          one.addProperty("name", name);
          one.addProperty("error", message);
          list.add(one);
        });
    corpora.forEach((name, report) -> list.add(json(name, report)));
    JsonObject all = new JsonObject();
    all.add("corpora", list);
    all.addProperty("errors", errors());
    all.addProperty("warnings", count(false));
    return List.of(JsonText.of(all));
  }

  private static JsonObject json(String name, CorpusReport report) {
    JsonObject one = new JsonObject();
    one.addProperty("name", name);
    one.addProperty("rows", report.rows());
    JsonObject labels = new JsonObject();
    sorted(report).forEach(labels::addProperty);
    one.add("labels", labels);
    JsonArray findings = new JsonArray();
    for (Finding finding : report.findings()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("problem", LowerCase.word(finding.problem()));
      entry.addProperty("severity", finding.error() ? "error" : "warning");
      entry.addProperty("count", finding.count());
      JsonArray examples = new JsonArray();
      for (Example example : finding.examples()) {
        JsonObject where = new JsonObject();
        where.addProperty("line", example.line());
        where.addProperty("text", example.text());
        examples.add(where);
      }
      entry.add("examples", examples);
      findings.add(entry);
    }
    one.add("findings", findings);
    return one;
  }
}
