package dev.ieum.cli.train;

import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.Table;
import dev.ieum.datasets.check.CorpusReport;
import dev.ieum.datasets.check.CorpusReport.Example;
import dev.ieum.datasets.check.CorpusReport.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was found in each corpus of a check, for people and for programs. Not thread-safe. */
final class CheckReport {
  private final Map<String, CorpusReport> corpora = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  /** Adds what was found in a corpus; a name that is taken gets a number. */
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
                finding.count(),
                finding.problem(),
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
  String json() {
    List<Object> list = new ArrayList<>();
    failures.forEach((name, message) -> list.add(Json.object("name", name, "error", message)));
    corpora.forEach(
        (name, report) ->
            list.add(
                Json.object(
                    "name", name,
                    "rows", report.rows(),
                    "labels", sorted(report),
                    "findings", report.findings().stream().map(CheckReport::json).toList())));
    return Json.line(Json.object("corpora", list, "errors", errors(), "warnings", count(false)));
  }

  private static Map<String, Object> json(Finding finding) {
    return Json.object(
        "problem", finding.problem().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "severity", finding.error() ? "error" : "warning",
        "count", finding.count(),
        "examples", finding.examples());
  }
}
