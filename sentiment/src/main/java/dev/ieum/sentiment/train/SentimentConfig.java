package dev.ieum.sentiment.train;

import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.config.CheckedSettings;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Doc;
import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.EncoderKind;
import dev.ieum.core.recipe.CorpusSource;
import dev.ieum.core.recipe.PreparedRun;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.RunSettings;
import dev.ieum.core.recipe.Subwords;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.sentiment.LabelSet;
import dev.ieum.sentiment.model.NetworkConfig;
import dev.ieum.sentiment.model.Regularization;
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
    More more,
    Map<String, Object> resolved)
    implements Recipe {
  /** The word for this kind of training, the configuration's {@code task}. */
  public static final String TASK = "sentiment";

  /** Where texts come from. */
  public record Data(
      @Doc("Where named corpora lie.") @Setting(shown = "the environment variable IEUM_DATA")
          Optional<Path> directory,
      @Doc("Corpora to train on, one or more.") @Setting(shown = "required")
          List<TextCorpusConfig> train,
      @Doc("Corpora that validation scores; entries as in data.train.")
          @Setting(shown = "hold-out of data.train")
          List<TextCorpusConfig> dev,
      @Doc(
              "Corpora that the finished model is scored on; entries as in data.train. Their scores"
                  + " go into the bundle.")
          List<TextCorpusConfig> test,
      @Doc(
              "Texts without labels, for pretraining and distillation; a file may also hold plain"
                  + " lines.")
          List<TextCorpusConfig> unlabeled,
      @Doc("Subwords read at once; longer training texts are cut off there.")
          @Setting(or = "128", min = 4, max = 10_000)
          int maxLength,
      @Doc(
              "Training texts kept as the dev set when data.dev is empty. 0: a tenth of them, at"
                  + " most 1000.")
          @Setting(or = "0", min = 0, max = 1e6)
          int holdOut,
      @Doc(
              "Cross-validation: how many models are trained, each scored on the part of the"
                  + " training texts that it never saw.")
          @Setting(shown = "none: one model of all texts", min = 2, max = 100)
          Optional<Integer> folds)
      implements CheckedSettings {
    public Data {
      directory = CorpusSource.directory(directory);
    }

    @Override
    public void check(Settings settings) {
      if (train.isEmpty()) {
        throw settings.error("train", "is empty; at least one corpus is needed");
      }
    }
  }

  /** How texts become ids. */
  public record Text(
      @Doc(
              "How a text is cut before subwords; jamo and byte hold no subwords and are"
                  + " refused.")
          @Setting(shown = "nori for ko, else opennlp")
          WordKind words,
      @Doc("Subwords.") @Setting(or = "8000", min = 260, max = 1e6) int vocabulary,
      @Doc(
              "Occurrences that make a character a subword of its own; rarer ones are written as"
                  + " bytes.")
          @Setting(or = "3", min = 1, max = 1e6)
          int minCharacterCount,
      @Doc("Share of merges skipped at random in training (BPE-dropout).")
          @Setting(or = "0.05", min = 0, max = 0.9)
          double bpeDropout)
      implements CheckedSettings {
    @Override
    public void check(Settings settings) {
      Subwords.require(settings, "words", words);
    }
  }

  /** Optimizer, batches and what early stopping looks at. */
  public record Training(
      @Setting(inline = true) TrainingConfig loop,
      @Doc("Entries times the longest length in a batch, at most.")
          @Setting(or = "4000", min = 1, max = 1e6)
          int batchTokens,
      @Doc("Texts in a batch, at most.") @Setting(or = "64", min = 1, max = 100_000) int batchTexts,
      @Doc("Score of the dev set that early stopping and the choice of snapshots maximize.")
          @Setting(or = "accuracy")
          LabelMetric metric) {}

  /** How the encoder learns to predict text. */
  public record Pretraining(
      @Doc("As training.%s.") @Setting(inline = true) TrainingConfig loop,
      @Doc("As training.batch-tokens.") @Setting(or = "3000", min = 1, max = 1e6) int batchTokens,
      @Doc("As training.batch-texts.") @Setting(or = "128", min = 1, max = 100_000) int batchTexts,
      @Doc(
              "Tokens that stand for those which a batch does not hold, in the softmax; 0 scores"
                  + " the whole vocabulary.")
          @Setting(or = "0", min = 0, max = 1e6)
          int sampledTokens) {}

  /** What else a model learns from: another model, and the answers of others. */
  public record More(
      @Doc("A model, by name or path, whose tokenizer and embedding this one begins with.")
          Optional<String> transfer,
      @Doc("What else is taken over from the model under transfer.") @Setting(or = "[encoder]")
          Set<TransferPart> transferParts,
      @Doc("Learning from the probabilities of other models.") Distillation distillation,
      @Doc("Accuracy wanted among confident predictions; sets the threshold of --abstain.")
          @Setting(or = "0.95", min = 0.5, max = 1)
          double confidentAccuracy) {}

  /** What is learned from other models' answers (Hinton et al. 2015). */
  public record Distillation(
      @Doc("Models, by name or path, whose averaged probabilities are learned from.")
          @Setting(or = "[]")
          List<String> teachers,
      @Doc("Share of the teachers in the target of a text that has a label.")
          @Setting(or = "0.7", min = 0, max = 1)
          double weight) {}

  /**
   * Reads a configuration.
   *
   * @param settings the file's settings; all of them must be known
   * @param base directory that relative file names start from
   * @throws ConfigException naming file, line, key and what is allowed
   */
  public static SentimentConfig read(Settings settings, Path base) {
    Map<String, String> languages =
        Map.of("language", "Code of the language of the texts, such as ko.");
    RunSettings run = RunSettings.read(settings.relativeTo(base), ModelTask.SENTIMENT, languages);
    settings.otherwise(
        Map.of(
            "text.words",
            Subwords.usualWords(run.languages().get(0)),
            "pretraining.workers",
            "@training.workers"));
    Settings labels =
        settings
            .about(
                "The classes, most negative first, each with a list of what corpora write for it,"
                    + " as in negative: [\"0\"]; a class may always be written by its name.",
                "required")
            .section("labels");
    SentimentConfig config =
        new SentimentConfig(
            run,
            LabelSet.read(labels),
            settings.section("data", "Where the data comes from.", Data.class),
            settings.section("text", "How text becomes subwords.", Text.class),
            settings.section("network", "The shape of the network.", NetworkConfig.class),
            settings.section(
                "regularization",
                "What keeps training data from being learned by heart.",
                Regularization.class),
            settings.section(
                "training", "Optimizer, schedule, batches and early stopping.", Training.class),
            pretraining(settings),
            settings.read(More.class),
            settings.resolved());
    settings.requireAllTaken();
    config.requireFolds(settings);
    if (config.pretraining().isPresent() && config.network().encoder() != EncoderKind.RECURRENT) {
      throw settings.error(
          "pretraining", "predicts each next token, for which network.encoder must be recurrent");
    }
    return config;
  }

  private static Optional<Pretraining> pretraining(Settings settings) {
    if (!settings.has("pretraining")) {
      return Optional.empty();
    }
    return Optional.of(
        settings.section(
            "pretraining",
            "Language-model pretraining of the encoder, before training; skipped when the section"
                + " is absent.",
            Pretraining.class));
  }

  /** What would make the figures of folds too good, or stay without effect. */
  private void requireFolds(Settings settings) {
    if (data.folds().isEmpty()) {
      return;
    }
    if (!distillation().teachers().isEmpty()) {
      throw settings.error(
          "distillation",
          "has teachers, who may know the texts of every fold; leave them out, or data.folds");
    }
    if (!data.test().isEmpty()) {
      throw settings.error(
          "data", "has test and folds; models of folds are scored on those; leave one out");
    }
    if (data.train().stream().anyMatch(entry -> entry.repeat() > 1)) {
      throw settings.error(
          "data", "has repeat and folds; a text counts once in its fold; leave one out");
    }
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
  public String purpose() {
    return "Tells %s apart in texts of language %s."
        .formatted(String.join(", ", labels.names()), language());
  }

  @Override
  public List<Path> files() throws IOException {
    List<TextCorpusConfig> entries = new ArrayList<>(data.train());
    entries.addAll(data.unlabeled());
    return CorpusSource.files(entries, data.directory());
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
