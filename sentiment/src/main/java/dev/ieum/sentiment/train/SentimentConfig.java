package dev.ieum.sentiment.train;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.core.text.WordSetting;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.sentiment.LabelSet;
import dev.ieum.sentiment.model.NetworkConfig;
import dev.ieum.sentiment.model.Regularization;
import dev.ieum.tokenizers.spec.WordKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that makes a sentiment model out of data. Immutable.
 *
 * @param name what the model is called
 * @param language code of the texts' language, such as {@code ko}
 * @param dataLicence terms of the training data, as the bundle states them
 * @param card file of text that the model card begins with
 * @param labels the classes
 * @param data where texts come from
 * @param text how texts become ids
 * @param batchTokens texts times the longest length in a batch, at most
 * @param batchTexts texts in a batch, at most
 * @param metric what early stopping looks at
 * @param pretraining how the encoder first learns to foretell text, if it does
 * @param transfer a model whose tokenizer and embedding this one begins with
 * @param transferParts what else it begins with
 * @param distillation which models it learns from besides the labels
 * @param confidentAccuracy share of right answers wanted among the confident ones
 * @param resolved all settings with their defaults, as they go into the bundle
 */
public record SentimentConfig(
    String name,
    String language,
    String dataLicence,
    Optional<Path> card,
    LabelSet labels,
    Data data,
    Text text,
    NetworkConfig network,
    Regularization regularization,
    TrainingConfig training,
    int batchTokens,
    int batchTexts,
    LabelMetric metric,
    Optional<Pretraining> pretraining,
    Optional<String> transfer,
    Set<TransferPart> transferParts,
    Distillation distillation,
    double confidentAccuracy,
    Map<String, Object> resolved) {
  private static final String FOLDS = "folds";

  /** The word for this kind of training, the configuration's {@code task}. */
  public static final String TASK = "sentiment";

  /**
   * Where texts come from.
   *
   * @param directory where named corpora lie
   * @param test corpora that the finished model is scored on; their figures go into the bundle
   * @param unlabeled texts to pretrain on and to learn from teachers with
   * @param maxLength subwords read at once; longer training texts are cut off there
   * @param holdOut training texts kept as the dev set when none is given; 0 for a tenth of them, at
   *     most 1,000
   * @param folds how many models are trained, each scored on the part of the training texts that it
   *     never saw; empty for one model of all
   */
  public record Data(
      Optional<Path> directory,
      List<TextCorpusConfig> train,
      List<TextCorpusConfig> dev,
      List<TextCorpusConfig> test,
      List<TextCorpusConfig> unlabeled,
      int maxLength,
      int holdOut,
      Optional<Integer> folds) {
    public Data {
      train = List.copyOf(train);
      dev = List.copyOf(dev);
      test = List.copyOf(test);
      unlabeled = List.copyOf(unlabeled);
    }
  }

  /**
   * How texts become ids.
   *
   * @param words how a text is cut before subwords
   * @param vocabulary subwords
   * @param minCharacterCount occurrences that make a character a subword of its own
   * @param bpeDropout share of merges skipped at random in training (Provilkov et al. 2020)
   */
  public record Text(WordKind words, int vocabulary, int minCharacterCount, double bpeDropout) {}

  /**
   * How the encoder learns to foretell text.
   *
   * @param training steps, rate and so on
   * @param batchTokens texts times the longest length in a batch, at most
   * @param batchTexts texts in a batch, at most
   * @param sampledTokens tokens that stand for those which a batch does not hold, in the softmax; 0
   *     scores the whole vocabulary
   */
  public record Pretraining(
      TrainingConfig training, int batchTokens, int batchTexts, int sampledTokens) {}

  /**
   * What is learnt from other models' answers (Hinton et al. 2015).
   *
   * @param teachers bundles whose probabilities are averaged; empty for none
   * @param weight share of the teachers in the target of a text that has a label
   */
  public record Distillation(List<String> teachers, double weight) {
    public Distillation {
      teachers = List.copyOf(teachers);
    }
  }

  /**
   * Reads a configuration.
   *
   * @param settings the file's settings; all of them must be known
   * @param base directory that relative file names start from
   * @throws ConfigException naming file, line, key and what is allowed
   */
  public static SentimentConfig read(Settings settings, Path base) {
    String task = settings.requireString("task");
    if (!task.equals(TASK)) {
      throw settings.error("task", "is not a task of this kind; allowed: " + TASK);
    }
    String name = settings.takeString("name", "sentiment");
    String language = settings.requireString("language");
    String dataLicence = settings.takeString("data-licence", "not stated");
    Optional<Path> card = settings.takeOptionalString("card").map(base::resolve);
    LabelSet labels = LabelSet.read(settings.section("labels"));
    Data data = data(settings.section("data"), base);
    Text text = text(settings.section("text"), language);
    NetworkConfig network = NetworkConfig.read(settings.section("network"));
    Regularization drop = Regularization.read(settings.section("regularization"));
    Settings section = settings.section("training");
    TrainingConfig training = TrainingConfig.read(section, 1);
    int batchTokens = section.takeInt("batch-tokens", 1, 1_000_000, 4000);
    int batchTexts = section.takeInt("batch-texts", 1, 100_000, 64);
    LabelMetric metric = section.takeEnum("metric", LabelMetric.class, LabelMetric.ACCURACY);
    Optional<Pretraining> pretraining =
        settings.has("pretraining")
            ? Optional.of(pretraining(settings.section("pretraining"), training.workers()))
            : Optional.empty();
    Optional<String> transfer = settings.takeOptionalString("transfer");
    Set<TransferPart> parts =
        Set.copyOf(
            settings.takeEnums(
                "transfer-parts", TransferPart.class, List.of(TransferPart.ENCODER)));
    Distillation distillation = distillation(settings.section("distillation"));
    double confident = settings.takeDouble("confident-accuracy", 0.5, 1, 0.95);
    settings.requireAllTaken();
    requireTrain(settings, data);
    requireFolds(settings, data, distillation);
    return new SentimentConfig(
        name,
        language,
        dataLicence,
        card,
        labels,
        data,
        text,
        network,
        drop,
        training,
        batchTokens,
        batchTexts,
        metric,
        pretraining,
        transfer,
        parts,
        distillation,
        confident,
        settings.resolved());
  }

  private static void requireTrain(Settings settings, Data data) {
    if (data.train().isEmpty()) {
      throw settings.error("data", "has no train; at least one corpus is needed");
    }
  }

  /** What would make the figures of folds too good, or stay without effect. */
  private static void requireFolds(Settings settings, Data data, Distillation distillation) {
    if (data.folds().isEmpty()) {
      return;
    }
    if (!distillation.teachers().isEmpty()) {
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

  private static Data data(Settings settings, Path base) {
    Optional<Path> directory =
        settings
            .takeOptionalString("directory")
            .map(base::resolve)
            .or(() -> Optional.ofNullable(System.getenv("IEUM_DATA")).map(Path::of));
    return new Data(
        directory,
        corpora(settings, "train", base),
        corpora(settings, "dev", base),
        corpora(settings, "test", base),
        corpora(settings, "unlabeled", base),
        settings.takeInt("max-length", 4, 10_000, 128),
        settings.takeInt("hold-out", 0, 1_000_000, 0),
        settings.has(FOLDS) ? Optional.of(settings.requireInt(FOLDS, 2, 100)) : Optional.empty());
  }

  private static List<TextCorpusConfig> corpora(Settings settings, String key, Path base) {
    List<TextCorpusConfig> corpora = new ArrayList<>();
    for (Settings entry : settings.takeSections(key)) {
      corpora.add(TextCorpusConfig.read(entry, base));
    }
    return corpora;
  }

  private static Text text(Settings settings, String language) {
    WordKind usual = language.equals("ko") ? WordKind.NORI : WordKind.OPENNLP;
    return new Text(
        WordSetting.take(settings, "words", usual),
        settings.takeInt("vocabulary", 260, 1_000_000, 8000),
        settings.takeInt("min-character-count", 1, 1_000_000, 3),
        settings.takeDouble("bpe-dropout", 0, 0.9, 0.05));
  }

  private static Pretraining pretraining(Settings settings, int workers) {
    return new Pretraining(
        TrainingConfig.read(settings, workers),
        settings.takeInt("batch-tokens", 1, 1_000_000, 3000),
        settings.takeInt("batch-texts", 1, 100_000, 128),
        settings.takeInt("sampled-tokens", 0, 1_000_000, 0));
  }

  private static Distillation distillation(Settings settings) {
    return new Distillation(
        settings.takeStrings("teachers", List.of()), settings.takeDouble("weight", 0, 1, 0.7));
  }
}
