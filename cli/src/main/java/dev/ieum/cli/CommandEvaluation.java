package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.LineProgress;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.sequences.speech.CommandModel;
import dev.ieum.sequences.speech.CommandReport;
import dev.ieum.sequences.speech.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The evaluation of models of spoken words on recordings. Stateless. */
final class CommandEvaluation {
  private CommandEvaluation() {}

  /** Evaluates a model, and prints the report. */
  static void run(List<ModelBundle> bundles, EvaluationOptions options, Console console)
      throws IOException {
    ModelBundle bundle = EvaluationOptions.only(bundles, "model of spoken words");
    CommandModel model = CommandModel.open(bundle);
    List<Recording> recordings = Recording.read(Path.of(options.data.orElseThrow()));
    CommandReport of;
    try (LineProgress progress = LineProgress.on(console, "listening", recordings.size())) {
      of = CommandReport.of(model, recordings, progress::done);
    }
    String text =
        String.format(
            Locale.ROOT,
            "%,d recordings, %,d right: accuracy %.4f; decided %.0f ms after a recording's end"
                + " on average; real-time factor %.4f",
            of.recordings(),
            of.right(),
            of.accuracy(),
            1000 * of.delay(),
            of.realTimeFactor());
    Stream<String> wrong =
        of.wrong().entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue());
    options.report.print(
        () -> Stream.concat(Stream.of(text), wrong).toList(), () -> json(of), console);
  }

  private static String json(CommandReport of) {
    return Json.pretty(
        Json.object(
            "recordings", of.recordings(),
            "right", of.right(),
            "accuracy", Json.rounded(of.accuracy()),
            "delay", Json.rounded(of.delay()),
            "real_time_factor", Json.rounded(of.realTimeFactor()),
            "wrong", of.wrong()));
  }
}
