package dev.ieum.sentiment.train;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleWriter;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.bundle.Precision;
import dev.ieum.core.bundle.ReportedScore;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.score.ClassificationReport;
import dev.ieum.core.training.RunRecord;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.sentiment.Calibration;
import dev.ieum.sentiment.Sentiment;
import dev.ieum.sentiment.SentimentAnalyzer;
import dev.ieum.sentiment.SentimentModel;
import dev.ieum.tokenizers.spec.TokenizerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns a finished run into a bundle: writes it, reads it back, scores it, adds the figures. */
final class SentimentBundle {
  private final SentimentConfig config;
  private final SentimentData data;
  private final TrainingOutcome outcome;
  private final Calibration calibration;
  private final ClassificationReport dev;

  SentimentBundle(
      SentimentConfig config,
      SentimentData data,
      TrainingOutcome outcome,
      Calibration calibration,
      ClassificationReport dev) {
    this.config = config;
    this.data = data;
    this.outcome = outcome;
    this.calibration = calibration;
    this.dev = dev;
  }

  /**
   * Reads what only the finished bundle needs, so that a missing file stops a run before it begins.
   *
   * @throws ConfigException when a test corpus holds no texts or other labels
   * @throws IOException when the card or a test corpus cannot be read
   */
  static void requireParts(SentimentConfig config) throws IOException {
    if (config.card().isPresent()) {
      Files.readString(config.card().get());
    }
    for (TextCorpusConfig test : config.data().test()) {
      if (LabeledTexts.of(test, config).isEmpty()) {
        throw new ConfigException(
            "data.test: texts of %s = 0; give more, or leave it out".formatted(test.title()));
      }
    }
  }

  /**
   * Writes the bundle with 16-bit weights; figures are those of the files written, not of the
   * weights in memory.
   */
  void write(Map<String, FloatTensor> weights, Path directory) throws IOException {
    List<ReportedScore> scores = new ArrayList<>(scores("dev", dev));
    writer(weights, scores).write(directory);
    if (!config.data().test().isEmpty()) {
      ModelBundle bundle = ModelBundle.open(ModelSource.of(directory));
      try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(bundle, 1)) {
        for (TextCorpusConfig test : config.data().test()) {
          scores.addAll(
              scores(
                  test.title(),
                  report(analyzer, LabeledTexts.of(test, config), config.training().seed())));
        }
      }
      writer(weights, scores).write(directory);
    }
  }

  /** Scores a model on texts. */
  static ClassificationReport report(
      SentimentAnalyzer analyzer, List<SentimentData.LabeledItem> items, long seed) {
    List<Sentiment> answers =
        analyzer.analyze(items.stream().map(SentimentData.LabeledItem::text).toList());
    return ClassificationReport.of(
        analyzer.labels(),
        items.stream().mapToInt(SentimentData.LabeledItem::label).toArray(),
        answers.stream()
            .map(a -> a.probabilities().values().stream().mapToDouble(p -> p).toArray())
            .toArray(double[][]::new),
        1,
        seed);
  }

  private static List<ReportedScore> scores(String test, ClassificationReport report) {
    return List.of(
        new ReportedScore(
            test, ClassificationReport.ACCURACY_SIGNATURE, 100 * report.accuracy().value()),
        new ReportedScore(
            test, ClassificationReport.MACRO_F1_SIGNATURE, 100 * report.macroF1().value()),
        new ReportedScore(
            test,
            ClassificationReport.CALIBRATION_SIGNATURE,
            100 * report.probabilities().calibrationError()));
  }

  private ModelBundleWriter writer(Map<String, FloatTensor> weights, List<ReportedScore> scores)
      throws IOException {
    RunRecord record = new RunRecord(config.resolved(), config.training().seed(), files(), outcome);
    ModelBundleWriter writer =
        new ModelBundleWriter(
                config.name(),
                ModelTask.SENTIMENT,
                List.of(config.language()),
                config.dataLicence(),
                record.provenance())
            .network(
                SentimentModel.settings(
                    config.network(), config.labels(), calibration, config.data().maxLength()))
            .weights(weights, Precision.F16)
            .card(card(record, scores));
    String file = "tokenizer/" + SentimentModel.TEXT + ".bpe.txt";
    writer.text(file, data.codec().tokenizer().savedModel().orElseThrow());
    writer.vocabulary(SentimentModel.TEXT, data.codec().vocabulary().tokens());
    writer.tokenizer(
        SentimentModel.TEXT, new TokenizerSpec(data.words()).withBpeModel(file).toMap());
    scores.forEach(writer::score);
    return writer;
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (TextCorpusConfig corpus : config.data().train()) {
      files.addAll(corpus.files(config.data().directory()));
    }
    for (TextCorpusConfig corpus : config.data().unlabeled()) {
      files.addAll(corpus.files(config.data().directory()));
    }
    return files;
  }

  private String card(RunRecord record, List<ReportedScore> scores) throws IOException {
    String otherwise =
        "# %s\n\nTells %s apart in texts of language %s. Training data: %s."
            .formatted(
                config.name(),
                String.join(", ", config.labels().names()),
                config.language(),
                config.dataLicence());
    String learntFrom =
        String.format(
            Locale.ROOT,
            "%,d labelled texts, %,d without labels",
            data.train().size(),
            data.unlabeled().size());
    return record.card(config.card(), otherwise, learntFrom, scores);
  }
}
