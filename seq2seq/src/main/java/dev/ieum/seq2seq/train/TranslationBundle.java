package dev.ieum.seq2seq.train;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleWriter;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.bundle.Precision;
import dev.ieum.core.bundle.ReportedScore;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.score.MetricKind;
import dev.ieum.core.score.Score;
import dev.ieum.core.text.TextCodec;
import dev.ieum.core.training.RunRecord;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.datasets.TextPair;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import dev.ieum.seq2seq.TranslationModel;
import dev.ieum.seq2seq.model.Shortlist;
import dev.ieum.tokenizers.spec.TokenizerSpec;
import dev.ieum.tokenizers.spec.WordKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns a finished run into a bundle: writes it, reads it back, scores it, adds the figures. */
final class TranslationBundle {
  private static final List<MetricKind> REPORTED = List.of(MetricKind.BLEU, MetricKind.CHRF);

  private final TranslationConfig config;
  private final TranslationData data;
  private final TrainingOutcome outcome;

  TranslationBundle(TranslationConfig config, TranslationData data, TrainingOutcome outcome) {
    this.config = config;
    this.data = data;
    this.outcome = outcome;
  }

  /**
   * Reads what only the finished bundle needs, so that a missing file stops a run before it begins
   * and not after days of training.
   *
   * @throws ConfigException when a test corpus holds no pairs
   * @throws IOException when the card or a test corpus cannot be read
   */
  static void requireParts(TranslationConfig config) throws IOException {
    if (config.card().isPresent()) {
      Files.readString(config.card().get());
    }
    for (CorpusConfig test : config.data().test()) {
      if (read(test, config).isEmpty()) {
        throw new ConfigException(
            "data.test: pairs of %s = 0; give more, or leave it out".formatted(test.title()));
      }
    }
  }

  private static List<TextPair> read(CorpusConfig corpus, TranslationConfig config)
      throws IOException {
    return corpus
        .open(config.data().directory(), config.sourceLanguage(), config.targetLanguage())
        .readAll();
  }

  /**
   * Writes the bundle with 16-bit weights; figures are those of the files written, not of the
   * weights in memory.
   */
  void write(Map<String, FloatTensor> weights, Path directory) throws IOException {
    writer(weights, List.of()).write(directory);
    if (!config.data().test().isEmpty()) {
      writer(weights, scores(directory)).write(directory);
    }
  }

  private List<ReportedScore> scores(Path directory) throws IOException {
    List<ReportedScore> scores = new ArrayList<>();
    ModelBundle bundle = ModelBundle.open(ModelSource.of(directory));
    try (TextTranslator translator = TextTranslator.open(bundle, 1)) {
      for (CorpusConfig test : config.data().test()) {
        List<TextPair> pairs = read(test, config);
        List<String> hypotheses =
            translator
                .translate(pairs.stream().map(TextPair::source).toList(), translator.decoding())
                .stream()
                .map(Translation::text)
                .toList();
        List<String> references = pairs.stream().map(TextPair::target).toList();
        for (MetricKind metric : REPORTED) {
          Score score = metric.metric().corpus(hypotheses, references);
          scores.add(new ReportedScore(test.title(), score.signature(), score.value()));
        }
      }
    }
    return scores;
  }

  private ModelBundleWriter writer(Map<String, FloatTensor> weights, List<ReportedScore> scores)
      throws IOException {
    RunRecord record = new RunRecord(config.resolved(), config.training().seed(), files(), outcome);
    ModelBundleWriter writer =
        new ModelBundleWriter(
                config.name(),
                ModelTask.TRANSLATION,
                List.of(config.sourceLanguage(), config.targetLanguage()),
                config.dataLicence(),
                record.provenance())
            .network(TranslationModel.settings(config.network(), config.decoding()))
            .weights(weights, Precision.F16)
            .card(card(record, scores));
    if (config.text().shared()) {
      writer.vocabulary(TranslationModel.SHARED, data.source().vocabulary().tokens());
      String file = bpe(writer, TranslationModel.SHARED, data.source());
      writer.tokenizer(TranslationModel.SOURCE, spec(config.text().sourceWords(), file));
      writer.tokenizer(TranslationModel.TARGET, spec(config.text().targetWords(), file));
    } else {
      side(writer, TranslationModel.SOURCE, config.text().sourceWords(), data.source());
      side(writer, TranslationModel.TARGET, config.text().targetWords(), data.target());
    }
    writer.text(Shortlist.FILE, String.join("\n", shortlist().lines()) + "\n");
    scores.forEach(writer::score);
    return writer;
  }

  private Shortlist shortlist() {
    List<int[][]> pairs = new ArrayList<>(data.train().size());
    for (TranslationData.WordPair pair : data.train()) {
      pairs.add(
          new int[][] {
            data.source().encodeWords(pair.source()), data.target().encodeWords(pair.target())
          });
    }
    return ShortlistTrainer.train(
        pairs, data.source().vocabulary().size(), data.target().vocabulary().size());
  }

  private static void side(ModelBundleWriter writer, String role, WordKind words, TextCodec codec)
      throws IOException {
    writer.vocabulary(role, codec.vocabulary().tokens());
    writer.tokenizer(role, spec(words, bpe(writer, role, codec)));
  }

  private static String bpe(ModelBundleWriter writer, String role, TextCodec codec)
      throws IOException {
    String file = "tokenizer/" + role + ".bpe.txt";
    writer.text(file, codec.tokenizer().savedModel().orElseThrow());
    return file;
  }

  private static Map<String, String> spec(WordKind words, String bpeFile) {
    return new TokenizerSpec(words).withBpeModel(bpeFile).toMap();
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (CorpusConfig corpus : config.data().train()) {
      files.addAll(corpus.files(config.data().directory()));
    }
    return files;
  }

  private String card(RunRecord record, List<ReportedScore> scores) throws IOException {
    String otherwise =
        "# %s\n\nTranslates %s to %s. Training data: %s."
            .formatted(
                config.name(),
                config.sourceLanguage(),
                config.targetLanguage(),
                config.dataLicence());
    String learntFrom = String.format(Locale.ROOT, "%,d pairs", data.train().size());
    return record.card(config.card(), otherwise, learntFrom, scores);
  }
}
