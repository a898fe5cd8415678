package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.LineProgress;
import dev.ieum.cli.console.Table;
import dev.ieum.cli.console.UsageException;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.SequenceModel.Evaluation;
import dev.ieum.sequences.data.SequenceFile;
import dev.ieum.sequences.score.RankingEvaluation.Protocol;
import dev.ieum.sequences.score.RankingReport;
import dev.ieum.sequences.score.RankingReport.Figures;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code ieum evaluate} for next-event models, and the evaluation. */
final class SequenceEvaluation {

  @Option(
      names = "--at",
      paramLabel = "K",
      description = "K of HR@K and NDCG@K, of sequences. Default: 10.")
  private Optional<Integer> at = Optional.empty();

  /**
   * Checks that no option is given that is for sequences only.
   *
   * @throws UsageException if one is
   */
  void requireUnused() {
    if (at.isPresent()) {
      throw new UsageException(
          "command line: --at = %d without a next-event model; leave it out".formatted(at.get()));
    }
  }

  /** Evaluates a model on sequences, and prints the report. */
  void run(
      List<ModelBundle> bundles, AnswerScores answers, EvaluationOptions options, Console console)
      throws IOException {
    ModelBundle bundle = EvaluationOptions.only(bundles, "next-event model");
    String data = options.data.orElseThrow();
    SequenceFile file = file(Path.of(data), options.choice.named());
    try (SequenceModel model = SequenceModel.open(bundle, options.model.precision())) {
      Evaluation own = model.settings().evaluation();
      Protocol protocol =
          new Protocol(
              own.last(),
              own.ends(),
              own.unseen(),
              UsageException.inRange("--at", at.orElse(10), 1, 100));
      List<List<String>> sequences = file.read(model.settings().cut());
      if (answers.given()) {
        answers.run(model, sequences, options, console);
        return;
      }
      RankingReport report;
      try (LineProgress progress = LineProgress.on(console, "predicting", sequences.size())) {
        report = model.evaluate(sequences, protocol, progress::done);
      }
      if (report.cases() == 0) {
        throw new UsageException(data + ": events to predict = 0; at least one is needed");
      }
      options.report.print(
          () -> text(report, protocol, data), () -> json(report, protocol, data), console);
    }
  }

  private static SequenceFile file(Path data, List<String> columns) {
    Optional<String> none = Optional.empty();
    return switch (columns.size()) {
      case 0 -> new SequenceFile(data, none, none, none, none);
      case 1 -> new SequenceFile(data, Optional.of(columns.get(0)), none, none, none);
      case 2, 3 ->
          new SequenceFile(
              data,
              none,
              Optional.of(columns.get(1)),
              Optional.of(columns.get(0)),
              columns.stream().skip(2).findFirst());
      default ->
          throw new UsageException(
              "command line: --columns = %s; allowed: the sequence, or key,event, or key,event,order"
                  .formatted(String.join(",", columns)));
    };
  }

  private static List<String> text(RankingReport report, Protocol protocol, String data) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %,d events predicted (%s%s), ranked among all%s; %,d unknown to the model"
            .formatted(
                data,
                report.cases(),
                protocol.last() ? "the last of each sequence" : "each of every sequence",
                protocol.ends() ? " and its end" : "",
                protocol.unseen() ? " that the sequence does not hold" : "",
                report.unknown()));
    String k = "@" + report.at();
    Table table = new Table();
    table.row(
        "predictor",
        "HR" + k,
        "NDCG" + k,
        "MRR",
        "HR" + k + " of 100",
        "NDCG" + k + " of 100",
        "perplexity");
    for (Figures of : report.figures()) {
      table.row(
          of.name(),
          share(of.hitRate()),
          share(of.ndcg()),
          share(of.reciprocalRank()),
          share(of.sampledHitRate()),
          share(of.sampledNdcg()),
          "%.2f".formatted(of.perplexity()));
    }
    lines.addAll(table.lines());
    lines.add("of 100: the expectation over 100 candidates drawn uniformly beside the right one");
    return lines;
  }

  private static String share(double value) {
    return "%.4f".formatted(value);
  }

  private static String json(RankingReport report, Protocol protocol, String data) {
    List<Object> predictors = new ArrayList<>();
    for (Figures of : report.figures()) {
      predictors.add(
          Json.object(
              "predictor", of.name(),
              "hit_rate", rounded(of.hitRate()),
              "ndcg", rounded(of.ndcg()),
              "mrr", rounded(of.reciprocalRank()),
              "hit_rate_of_100", rounded(of.sampledHitRate()),
              "ndcg_of_100", rounded(of.sampledNdcg()),
              "perplexity", rounded(of.perplexity())));
    }
    return Json.pretty(
        Json.object(
            "data", data,
            "events", report.cases(),
            "unknown", report.unknown(),
            "last", protocol.last(),
            "unseen", protocol.unseen(),
            "at", report.at(),
            "predictors", predictors));
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN);
  }
}
