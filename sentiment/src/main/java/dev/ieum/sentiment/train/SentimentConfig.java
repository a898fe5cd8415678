package dev.ieum.sentiment.train;

import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.EncoderShape.EncoderKind;
import dev.ieum.core.recipe.CorpusSource;
import dev.ieum.core.recipe.PreparedRun;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.RunSettings;
import dev.ieum.core.recipe.Subwords;
import dev.ieum.core.score.ClassificationReport;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.datasets.check.CorpusCheck;
import dev.ieum.sentiment.LabelSet;
import dev.ieum.sentiment.model.SentimentNetwork.Regularization;
import dev.ieum.sentiment.model.SentimentShape.NetworkConfig;
import dev.ieum.sentiment.train.SentimentData.LabeledItem;
import dev.ieum.tokenizers.spec.WordKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that makes a sentiment model out of data. Immutable.
 *
 * @param labels the classes
 * @param data where texts come from
 * @param text how texts become ids
 * @param pretraining how the encoder first learns to predict text, if it does
 * @param more what else the model learns from
 */
public record SentimentConfig(
    RunSettings run,
    LabelSet labels,
    Data data,
    Text text,
    NetworkConfig network,
    Regularization regularization,
    Training training,
    Optional<Pretraining> pretraining,
    @Setting(inline = true) More more,
    Map<String, Object> resolved)
    implements Recipe {
  /** The word for this kind of training, the configuration's {@code task}. */
  public static final String TASK = "sentiment";

  /** Where texts come from. */
  public record Data(
      Optional<Path> directory,
      List<TextCorpusConfig> train,
      List<TextCorpusConfig> dev,
      List<TextCorpusConfig> test,
      List<TextCorpusConfig> unlabeled,
      List<PhrasesConfig> phrases,
      @Setting(or = "128", min = 4, max = 10_000) int maxLength,
      @Setting(or = "0", min = 0, max = 1e6) int holdOut,
      @Setting(min = 2, max = 100) Optional<Integer> folds)
      implements Settings.Checked {
    public Data {
      directory = CorpusSource.directory(directory);
    }

    @Override
    public void check(Settings settings) {
      settings.errorIf(train.isEmpty(), "train", "is empty; at least one corpus is needed");
    }
  }

  /** How texts become ids. */
  public record Text(
      WordKind words,
      @Setting(or = "8000", min = 260, max = 1e6) int vocabulary,
      @Setting(or = "3", min = 1, max = 1e6) int minCharacterCount,
      @Setting(or = "0.05", min = 0, max = 0.9) double bpeDropout)
      implements Settings.Checked {
    @Override
    public void check(Settings settings) {
      Subwords.require(settings, "words", words);
    }
  }

  /** What early stopping and the choice of snapshots look at; more is better. */
  public enum LabelMetric {
    /** Share of right answers, in percent. */
    ACCURACY,
    /** Mean over the classes of the harmonic mean of precision and recall, in percent. */
    MACRO_F1,
    /**
     * Mean logarithm of the right answer's probability, in nats. It moves with every text and not
     * only with those that cross a border, so a small dev set tells more by it.
     */
    LOG_LIKELIHOOD;

    /** Returns the figure out of {@code report}. */
    double of(ClassificationReport report) {
      return switch (this) {
        case ACCURACY -> 100 * report.accuracy().value();
        case MACRO_F1 -> 100 * report.macroF1().value();
        case LOG_LIKELIHOOD -> -report.probabilities().negativeLogLikelihood();
      };
    }
  }

  /** Optimizer, batches and what early stopping looks at. */
  public record Training(
      @Setting(inline = true) TrainingConfig loop,
      @Setting(or = "4000", min = 1, max = 1e6) int batchTokens,
      @Setting(or = "64", min = 1, max = 100_000) int batchTexts,
      @Setting(or = "accuracy") LabelMetric metric) {}

  /** How the encoder learns to predict text. */
  public record Pretraining(
      @Setting(inline = true) TrainingConfig loop,
      @Setting(or = "3000", min = 1, max = 1e6) int batchTokens,
      @Setting(or = "128", min = 1, max = 100_000) int batchTexts,
      @Setting(or = "0", min = 0, max = 1e6) int sampledTokens) {}

  /** What a model may take over from another besides tokenizer and embedding. */
  public enum TransferPart {
    /** The recurrent layers; their sizes must agree. */
    ENCODER,
    /** The vectors of n-grams; {@code network.ngrams} must be the same. */
    NGRAMS,
    /** The layer that scores classes; labels, pooling and n-grams must be the same. */
    OUTPUT
  }

  /**
   * What else a model learns from: another model, and the answers of others.
   *
   * @param transferShare share of the transferred weights in the mean of those and the trained ones
   *     that is the model (Wortsman et al. 2022); keeps what the other model did better
   */
  public record More(
      Optional<String> transfer,
      @Setting(or = "[encoder]") Set<TransferPart> transferParts,
      @Setting(or = "0", min = 0, max = 0.9) double transferShare,
      Distillation distillation,
      @Setting(or = "0.95", min = 0.5, max = 1) double confidentAccuracy) {}

  /** What is learned from other models' answers (Hinton et al. 2015). */
  public record Distillation(
      @Setting(or = "[]") List<String> teachers,
      @Setting(or = "0.7", min = 0, max = 1) double weight) {}

  /**
   * Reads a configuration.
   *
   * @param settings the file's settings; all of them must be known
   * @param base directory that relative file names start from
   * @throws ConfigException naming file, line, key and what is allowed
   */
  public static SentimentConfig read(Settings settings, Path base) {
    List<String> languages = List.of("language");
    RunSettings run = RunSettings.read(settings.relativeTo(base), ModelTask.SENTIMENT, languages);
    settings.otherwise(
        Map.of(
            "text.words",
            Subwords.usualWords(run.languages().get(0)),
            "pretraining.workers",
            "@training.workers"));
    SentimentConfig config =
        run.recipe(
            SentimentConfig.class,
            settings,
            Map.of("labels", () -> LabelSet.read(settings.section("labels"))));
    config.requireFolds(settings);
    settings.errorIf(
        config.more().transferShare() > 0 && config.more().transfer().isEmpty(),
        "transfer-share",
        "has no transfer to share with; name a model there");
    settings.errorIf(
        config.pretraining().isPresent() && config.network().encoder() != EncoderKind.RECURRENT,
        "pretraining",
        "predicts each next token, for which network.encoder must be recurrent");
    return config;
  }

  /** What would make the figures of folds too good, or stay without effect. */
  private void requireFolds(Settings settings) {
    if (data.folds().isEmpty()) {
      return;
    }
    settings.errorIf(
        !distillation().teachers().isEmpty(),
        "distillation",
        "has teachers, who may know the texts of every fold; leave them out, or data.folds");
    settings.errorIf(
        !data.test().isEmpty(),
        "data",
        "has test and folds; models of folds are scored on those; leave one out");
    settings.errorIf(
        data.train().stream().anyMatch(entry -> entry.repeat() > 1),
        "data",
        "has repeat and folds; a text counts once in its fold; leave one out");
  }

  /** Returns the code of the texts' language. */
  public String language() {
    return run.languages().get(0);
  }

  /** Returns which models this one learns from besides the labels. */
  public Distillation distillation() {
    return more.distillation();
  }

  @Override
  public List<DataCheck> checks() {
    // Longer texts are cut off, not lost, so only what no review would be is too long.
    CorpusCheck check = new CorpusCheck(Math.max(CorpusCheck.USUAL_WORDS, data.maxLength()));
    return Recipe.checks(
        data.train(),
        data.dev(),
        data.test(),
        (entry, heldOut) ->
            check.labeled(
                entry
                    .open(data.directory())
                    .filter(
                        row ->
                            !entry.skipOther() || entry.classOf(row.label(), labels).isPresent()),
                language(),
                label -> entry.classOf(label, labels).map(labels.names()::get),
                heldOut));
  }

  @Override
  public String purpose() {
    return "Tells %s apart in texts of language %s."
        .formatted(String.join(", ", labels.names()), language());
  }

  @Override
  public List<Path> files() throws IOException {
    List<TextCorpusConfig> entries = new ArrayList<>(data.train());
    entries.addAll(data.unlabeled());
    List<Path> files = new ArrayList<>(CorpusSource.files(entries, data.directory()));
    data.phrases().forEach(phrases -> files.add(phrases.file()));
    return files;
  }

  @Override
  public String unit() {
    return "texts";
  }

  @Override
  public List<TestSet<LabeledItem>> tests() throws IOException {
    List<TestSet<LabeledItem>> tests = new ArrayList<>();
    for (TextCorpusConfig test : data.test()) {
      tests.add(new TestSet<>(test.title(), LabeledTexts.of(test, this)));
    }
    return tests;
  }

  @Override
  public boolean pretrains() {
    return pretraining.isPresent();
  }

  /** Reads the model that this one begins with, if there is one. */
  Optional<Transfer> transfer() throws IOException {
    return more.transfer().isPresent() ? Optional.of(Transfer.of(this)) : Optional.empty();
  }

  /** Returns the data of the model; with folds, of that of the first. */
  @Override
  public PreparedRun prepare() throws IOException {
    return data.folds().isPresent()
        ? new CrossValidation(this).data(0, transfer())
        : SentimentData.prepare(this);
  }

  @Override
  public List<String> report(Path directory) throws IOException {
    if (data.folds().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(FoldReport.read(directory).lines());
    lines.add(directory.resolve(FoldReport.FILE).toString());
    return lines;
  }

  @Override
  public TrainingOutcome train(TrainingRun run) throws IOException {
    return data.folds().isPresent()
        ? new CrossValidation(this).run(run, transfer())
        : Recipe.super.train(run);
  }
}
