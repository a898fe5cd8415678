package dev.ieum.cli.line;

import dev.ieum.cli.console.Json;
import dev.ieum.cli.options.OutputFormat;
import dev.ieum.sequences.Next;
import dev.ieum.server.json.ResultFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How next events are printed. Stateless. */
final class NextResults {
  private NextResults() {}

  static List<String> names(OutputFormat format) {
    return format == OutputFormat.JSONL ? List.of("next") : List.of("rank", "event", "probability");
  }

  /** The result of a blank line. */
  static ResultPrinter.Result none() {
    return new ResultPrinter.Result(
        () -> "", () -> Json.object("next", null), () -> List.of(List.of("", "", "")));
  }

  static ResultPrinter.Result of(List<Next> next) {
    return new ResultPrinter.Result(
        () -> text(next), () -> Json.object("next", ResultFields.next(next)), () -> rows(next));
  }

  static String text(List<Next> next) {
    return next.stream()
        .map(one -> InputForm.oneLine(one.event()) + " " + rounded(one))
        .collect(Collectors.joining("  "));
  }

  private static List<List<Object>> rows(List<Next> next) {
    List<List<Object>> rows = new ArrayList<>();
    for (Next one : next) {
      rows.add(List.of(rows.size() + 1, one.event(), rounded(one)));
    }
    return rows;
  }

  static BigDecimal rounded(Next next) {
    return Json.rounded(next.probability());
  }
}
