package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.LineProgress;
import dev.ieum.cli.console.Table;
import dev.ieum.cli.console.UsageException;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.sampling.Sampling;
import dev.ieum.core.score.AnswerEvaluation;
import dev.ieum.core.score.AnswerEvaluation.Case;
import dev.ieum.core.score.AnswerReport;
import dev.ieum.datasets.TextPair;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.sequences.SequenceModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import picocli.CommandLine.Option;

/** The option {@code --answers} of {@code ieum evaluate}, and what it prints. */
final class AnswerScores {
  /** What pairs of chat data have in place of a question when an answer is learned alone. */
  private static final String NOTHING = "…";

  private static final Sampling LIKELIEST = new Sampling(0, 0, 1);

  @Option(names = "--answers", description = "Score targets, or last lines, as answers.")
  private boolean given;

  boolean given() {
    return given;
  }

  /**
   * Checks that the option is not given.
   *
   * @throws UsageException if it is
   */
  void requireUnused() {
    if (given) {
      throw new UsageException(
          "command line: --answers without a model of answers or of sequences; leave it out");
    }
  }

  /** Evaluates a next-event model on conversations, and prints the report. */
  void run(
      SequenceModel model,
      List<List<String>> conversations,
      EvaluationOptions options,
      Console console)
      throws IOException {
    print(conversations.size(), done -> model.answers(conversations, done), options, console);
  }

  /**
   * Evaluates a model from questions to answers, and prints the report. Its own answers are its
   * likeliest, token by token.
   *
   * @throws UsageException if the model translates
   */
  void run(ModelBundle bundle, EvaluationOptions options, Console console) throws IOException {
    try (TextTranslator model =
        TextTranslator.open(bundle, options.model.threads(), options.model.precision())) {
      if (!model.answers()) {
        throw new UsageException(
            "command line: --answers with a model that translates; leave it out");
      }
      String data = options.data.orElseThrow();
      List<TextPair> pairs =
          EvaluationOptions.only(
                  options.choice.pairs(data, bundle.manifest().languages(), console),
                  "--data",
                  data)
              .readAll();
      List<Case> cases = pairs.stream().map(AnswerScores::pair).toList();
      print(
          cases.size(),
          done ->
              AnswerEvaluation.run(
                  cases,
                  (question, answers) ->
                      model.logProbabilities(
                          question < 0 ? NOTHING : cases.get(question).question(),
                          Arrays.stream(answers).mapToObj(i -> cases.get(i).answer()).toList()),
                  question -> model.draw(cases.get(question).question(), LIKELIEST, 0).strip(),
                  done),
          options,
          console);
    }
  }

  /** Every character can be written: those that are no subword are bytes. */
  private static Case pair(TextPair pair) {
    String answer = pair.target();
    return new Case(pair.source(), answer, answer.codePointCount(0, answer.length()) + 1L, 0);
  }

  private interface Evaluation {
    AnswerReport run(IntConsumer done);
  }

  private void print(int cases, Evaluation evaluation, EvaluationOptions options, Console console)
      throws IOException {
    String data = options.data.orElseThrow();
    AnswerReport report;
    try (LineProgress progress = LineProgress.on(console, "answering", cases)) {
      report = evaluation.run(progress::done);
    } catch (IllegalArgumentException e) {
      throw new UsageException(data + ": " + e.getMessage());
    }
    options.save(report.made().texts(), console);
    options.report.print(() -> text(report, data), () -> json(report, data), console);
  }

  private static List<String> text(AnswerReport report, String data) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %,d answers, %,d characters and ends, %,d unknown to the model: %.4f bits each",
            data,
            report.answers(),
            report.characters(),
            report.unknown(),
            report.bits()));
    Table table = new Table();
    table.row("weight of log p(answer)", "right one of " + report.candidates());
    for (AnswerReport.Choice choice : report.choices()) {
      table.row(Double.toString(choice.weight()), share(choice.right()));
    }
    lines.addAll(table.lines());
    lines.add(
        String.format(
            Locale.ROOT,
            "its likeliest answers: chrF %.2f, the right one %s, distinct-1 %s, distinct-2 %s",
            report.made().chrf().value(),
            share(report.made().exact()),
            share(report.made().distinct1()),
            share(report.made().distinct2())));
    return lines;
  }

  private static String json(AnswerReport report, String data) {
    List<Object> choices = new ArrayList<>();
    for (AnswerReport.Choice choice : report.choices()) {
      choices.add(Json.object("weight", choice.weight(), "right", rounded(choice.right())));
    }
    return Json.pretty(
        Json.object(
            "data", data,
            "answers", report.answers(),
            "characters", report.characters(),
            "unknown", report.unknown(),
            "bits", rounded(report.bits()),
            "candidates", report.candidates(),
            "choices", choices,
            "chrf", rounded(report.made().chrf().value()),
            "exact", rounded(report.made().exact()),
            "distinct_1", rounded(report.made().distinct1()),
            "distinct_2", rounded(report.made().distinct2())));
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN);
  }
}
