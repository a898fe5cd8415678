package dev.ieum.seq2seq.train;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.core.score.MetricKind;
import dev.ieum.core.text.WordSetting;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.seq2seq.model.NetworkConfig;
import dev.ieum.seq2seq.model.Regularization;
import dev.ieum.seq2seq.search.DecodingConfig;
import dev.ieum.tokenizers.spec.WordKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that makes a translation model out of data. Immutable.
 *
 * @param name what the model is called
 * @param sourceLanguage code of the language to translate from, such as {@code ko}
 * @param targetLanguage code of the language to translate to
 * @param dataLicence terms of the training data, as the bundle states them
 * @param card file of text that the model card begins with
 * @param data where sentences come from
 * @param text how sentences become ids
 * @param batchTokens sentences times the longest length in a batch, at most
 * @param batchSentences sentences in a batch, at most
 * @param metric what early stopping looks at
 * @param transfer a model that training goes on from; text and network are then its own
 * @param resolved all settings with their defaults, as they go into the bundle
 */
public record TranslationConfig(
    String name,
    String sourceLanguage,
    String targetLanguage,
    String dataLicence,
    Optional<Path> card,
    Data data,
    Text text,
    NetworkConfig network,
    Regularization regularization,
    TrainingConfig training,
    int batchTokens,
    int batchSentences,
    MetricKind metric,
    DecodingConfig decoding,
    Optional<String> transfer,
    Map<String, Object> resolved) {
  /** The word for this kind of training, the configuration's {@code task}. */
  public static final String TASK = "translation";

  private static final String BPE_DROPOUT = "bpe-dropout";
  private static final String TRANSFERRED =
      "is what the model under transfer has; remove it, or transfer";

  /**
   * Where sentences come from.
   *
   * @param directory where named corpora lie
   * @param test corpora that the finished model is scored on; their figures go into the bundle
   * @param maxLength longest sentence trained on, in subwords, EOS included
   * @param devLimit dev pairs scored, evenly spread; 0 for all
   * @param holdOut training pairs kept as the dev set, at most, when {@code dev} is empty; never
   *     more than a twentieth
   */
  public record Data(
      Optional<Path> directory,
      List<CorpusConfig> train,
      List<CorpusConfig> dev,
      List<CorpusConfig> test,
      int maxLength,
      int devLimit,
      int holdOut) {
    public Data {
      train = List.copyOf(train);
      dev = List.copyOf(dev);
      test = List.copyOf(test);
    }
  }

  /**
   * How sentences become ids.
   *
   * @param sourceWords how a source is cut before subwords
   * @param targetWords how a target is cut before subwords
   * @param shared whether both languages share one vocabulary and embedding
   * @param sourceVocabulary subwords of the source (of both, when shared); 0 for as many as the
   *     number of pairs bears, see {@link #vocabulary}
   * @param targetVocabulary subwords of the target, likewise
   * @param minCharacterCount occurrences that make a character a subword of its own; rarer ones are
   *     spelled in bytes
   * @param bpeDropout share of merges skipped at random in training (Provilkov et al. 2020)
   */
  public record Text(
      WordKind sourceWords,
      WordKind targetWords,
      boolean shared,
      int sourceVocabulary,
      int targetVocabulary,
      int minCharacterCount,
      double bpeDropout) {
    private static final int SMALLEST = 260;
    private static final int SMALL_CORPUS = 10_000;

    /**
     * Returns {@code size}, or when that is 0 what {@code pairs} pairs bear: 2,000 subwords below
     * 10,000 pairs (Sennrich and Zhang 2019, section 3: few subwords for little text), else 4,000.
     */
    static int vocabulary(int size, int pairs) {
      return size > 0 ? size : pairs < SMALL_CORPUS ? 2_000 : 4_000;
    }

    private static int vocabulary(Settings settings, String key, int otherwise) {
      int size = settings.takeInt(key, 0, 1_000_000, otherwise);
      if (size > 0 && size < SMALLEST) {
        throw settings.error(
            key, "is out of range; allowed: 260 to 1000000, or 0 to fit the number of pairs");
      }
      return size;
    }
  }

  /**
   * Reads a configuration.
   *
   * @param settings the file's settings; all of them must be known
   * @param base directory that relative file names start from
   * @throws ConfigException naming file, line, key and what is allowed
   */
  public static TranslationConfig read(Settings settings, Path base) {
    String task = settings.requireString("task");
    if (!task.equals(TASK)) {
      throw settings.error("task", "is not a task of this kind; allowed: " + TASK);
    }
    String name = settings.takeString("name", "translation");
    String source = settings.requireString("source-language");
    String target = settings.requireString("target-language");
    String dataLicence = settings.takeString("data-licence", "not stated");
    Optional<Path> card = settings.takeOptionalString("card").map(base::resolve);
    Optional<String> transfer = settings.takeOptionalString("transfer");
    Settings textSection = settings.section("text");
    if (transfer.isPresent()) {
      requireGiven(settings, textSection);
    }
    Data data = data(settings.section("data"), base, source, target);
    Text text = text(textSection, source, target);
    NetworkConfig network = NetworkConfig.read(settings.section("network"));
    Regularization drop = Regularization.read(settings.section("regularization"));
    Settings trainingSection = settings.section("training");
    TrainingConfig training = TrainingConfig.read(trainingSection, 1);
    int batchTokens = trainingSection.takeInt("batch-tokens", 1, 1_000_000, 1500);
    int batchSentences = trainingSection.takeInt("batch-sentences", 1, 100_000, 96);
    MetricKind metric = trainingSection.takeEnum("metric", MetricKind.class, MetricKind.BLEU);
    DecodingConfig decoding = DecodingConfig.read(settings.section("decoding"));
    settings.requireAllTaken();
    return new TranslationConfig(
        name,
        source,
        target,
        dataLicence,
        card,
        data,
        text,
        network,
        drop,
        training,
        batchTokens,
        batchSentences,
        metric,
        decoding,
        transfer,
        settings.resolved());
  }

  private static void requireGiven(Settings settings, Settings text) {
    if (settings.has("network")) {
      throw settings.error("network", TRANSFERRED);
    }
    for (String key : text.keys()) {
      if (!key.equals(BPE_DROPOUT)) {
        throw text.error(key, TRANSFERRED);
      }
    }
  }

  /** Returns this configuration with text and network as the model has them. */
  TranslationConfig continuing(Transfer model) {
    Map<String, Object> all = new LinkedHashMap<>(resolved);
    all.put("transfer", model.identity());
    all.remove("network");
    all.put("text", Map.of(BPE_DROPOUT, text.bpeDropout()));
    return new TranslationConfig(
        name,
        sourceLanguage,
        targetLanguage,
        dataLicence,
        card,
        data,
        new Text(
            model.sourceWords(),
            model.targetWords(),
            model.shared(),
            model.source().vocabulary().size(),
            model.target().vocabulary().size(),
            text.minCharacterCount(),
            text.bpeDropout()),
        model.network(),
        regularization,
        training,
        batchTokens,
        batchSentences,
        metric,
        decoding,
        transfer,
        all);
  }

  private static Data data(Settings settings, Path base, String source, String target) {
    Optional<Path> directory =
        settings
            .takeOptionalString("directory")
            .map(base::resolve)
            .or(() -> Optional.ofNullable(System.getenv("IEUM_DATA")).map(Path::of));
    List<CorpusConfig> train = corpora(settings, "train", base, source, target);
    if (train.isEmpty()) {
      throw settings.error("train", "is empty; at least one corpus is needed");
    }
    return new Data(
        directory,
        train,
        corpora(settings, "dev", base, source, target),
        corpora(settings, "test", base, source, target),
        settings.takeInt("max-length", 4, 10_000, 100),
        settings.takeInt("dev-limit", 0, 1_000_000, 1000),
        settings.takeInt("hold-out", 1, 1_000_000, 500));
  }

  private static List<CorpusConfig> corpora(
      Settings settings, String key, Path base, String source, String target) {
    List<CorpusConfig> corpora = new ArrayList<>();
    for (Settings entry : settings.takeSections(key)) {
      corpora.add(CorpusConfig.read(entry, base, source, target));
    }
    return corpora;
  }

  private static Text text(Settings settings, String source, String target) {
    int vocabulary = Text.vocabulary(settings, "source-vocabulary", 0);
    return new Text(
        WordSetting.take(settings, "source-words", wordsOf(source)),
        WordSetting.take(settings, "target-words", wordsOf(target)),
        settings.takeBoolean("shared", false),
        vocabulary,
        Text.vocabulary(settings, "target-vocabulary", vocabulary),
        settings.takeInt("min-character-count", 1, 1_000_000, 3),
        settings.takeDouble(BPE_DROPOUT, 0, 0.9, 0.1));
  }

  private static WordKind wordsOf(String language) {
    return language.equals("ko") ? WordKind.NORI : WordKind.OPENNLP;
  }
}
