package dev.ieum.seq2seq.train;

import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Setting;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.CorpusSource;
import dev.ieum.core.recipe.PreparedRun;
import dev.ieum.core.recipe.Recipe;
import dev.ieum.core.recipe.RunSettings;
import dev.ieum.core.recipe.Subwords;
import dev.ieum.core.score.MetricKind;
import dev.ieum.core.training.TrainingConfig;
import dev.ieum.datasets.TextPair;
import dev.ieum.datasets.check.CorpusCheck;
import dev.ieum.seq2seq.TranslationModel;
import dev.ieum.seq2seq.inference.DecodingConfig;
import dev.ieum.seq2seq.model.NetworkConfig;
import dev.ieum.seq2seq.model.Regularization;
import dev.ieum.tokenizers.spec.WordKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that makes a translation model out of data. Immutable.
 *
 * @param transfer a model that training goes on from; its text is then that of this one
 * @param transferOnly the only part that is taken over from it beside the embedding; without it all
 *     is, and its network is that of this one
 * @param data where sentences come from
 * @param text how sentences become ids
 * @param augment how often pairs are shown as people write
 */
public record TranslationConfig(
    RunSettings run,
    Optional<String> transfer,
    Optional<TransferPart> transferOnly,
    Data data,
    Text text,
    Augmentation augment,
    NetworkConfig network,
    Regularization regularization,
    Training training,
    DecodingConfig decoding,
    Map<String, Object> resolved)
    implements Recipe {
  /** The word for this kind of training, the configuration's {@code task}. */
  public static final String TASK = "translation";

  private static final String TRANSFER_ONLY = "transfer-only";
  private static final String BPE_DROPOUT = "bpe-dropout";
  private static final String TRANSFERRED =
      "is what the model under transfer has; remove it, or transfer";

  /** What a model may take over from another besides text and embedding. */
  public enum TransferPart {
    ENCODER,
    DECODER
  }

  /** Where sentences come from. */
  public record Data(
      Optional<Path> directory,
      @Setting(or = "[]") List<CorpusConfig> train,
      List<CorpusConfig> dev,
      List<CorpusConfig> test,
      @Setting(or = "100", min = 4, max = 10_000) int maxLength,
      @Setting(or = "1000", min = 0, max = 1e6) int devLimit,
      @Setting(or = "500", min = 1, max = 1e6) int holdOut)
      implements Settings.Checked {
    public Data {
      directory = CorpusSource.directory(directory);
    }

    @Override
    public void check(Settings settings) {
      settings.errorIf(train.isEmpty(), "train", "is empty; at least one corpus is needed");
    }
  }

  /** How sentences become ids. */
  public record Text(
      @Setting(or = "0", min = 0, max = 1e6) int sourceVocabulary,
      WordKind sourceWords,
      WordKind targetWords,
      @Setting(or = "false") boolean shared,
      @Setting(or = "@text.source-vocabulary", min = 0, max = 1e6) int targetVocabulary,
      @Setting(or = "3", min = 1, max = 1e6) int minCharacterCount,
      @Setting(or = "0.1", min = 0, max = 0.9) double bpeDropout)
      implements Settings.Checked {
    private static final int SMALLEST = 260;
    private static final int SMALL_CORPUS = 10_000;

    @Override
    public void check(Settings settings) {
      check(settings, "source-vocabulary", sourceVocabulary);
      Subwords.require(settings, "source-words", sourceWords);
      Subwords.require(settings, "target-words", targetWords);
      check(settings, "target-vocabulary", targetVocabulary);
    }

    private static void check(Settings settings, String key, int size) {
      settings.errorIf(
          size > 0 && size < SMALLEST,
          key,
          "is out of range; allowed: 260 to 1000000, or 0 to fit the number of pairs");
    }

    /**
     * Returns {@code size}, or when that is 0 what {@code pairs} pairs bear: 2,000 subwords below
     * 10,000 pairs (Sennrich and Zhang 2019, section 3: few subwords for little text), else 4,000.
     */
    static int vocabulary(int size, int pairs) {
      return size > 0 ? size : pairs < SMALL_CORPUS ? 2_000 : 4_000;
    }
  }

  /** Optimizer, batches and what early stopping looks at. */
  public record Training(
      @Setting(inline = true) TrainingConfig loop,
      @Setting(or = "1500", min = 1, max = 1e6) int batchTokens,
      @Setting(or = "96", min = 1, max = 100_000) int batchSentences,
      @Setting(or = "bleu") MetricKind metric,
      @Setting(or = "metric") Watch watch) {}

  /** What early stopping and the choice of snapshots look at. */
  public enum Watch {
    METRIC,
    DEV_LOSS
  }

  /**
   * Reads a configuration.
   *
   * @param settings the file's settings; all of them must be known
   * @param base directory that relative file names start from
   * @throws ConfigException naming file, line, key and what is allowed
   */
  public static TranslationConfig read(Settings settings, Path base) {
    List<String> languages = List.of("source-language", "target-language");
    RunSettings run = RunSettings.read(settings.relativeTo(base), ModelTask.TRANSLATION, languages);
    settings.otherwise(
        Map.of(
            "text.source-words", Subwords.usualWords(run.languages().get(0)),
            "text.target-words", Subwords.usualWords(run.languages().get(1))));
    Optional<String> transfer = settings.takeOptionalString("transfer");
    Settings text = settings.section("text");
    boolean part = settings.has(TRANSFER_ONLY);
    settings.errorIf(
        part && transfer.isEmpty(),
        TRANSFER_ONLY,
        "has no transfer to take from; name a model there");
    if (transfer.isPresent()) {
      settings.errorIf(!part && settings.has("network"), "network", TRANSFERRED);
      requireGiven(text);
    }
    TranslationConfig config =
        run.recipe(
            TranslationConfig.class,
            settings,
            Map.of("transfer", () -> transfer, "text", () -> text.read(Text.class)));
    settings.errorIf(
        !TranslationModel.answers(run.languages())
            && config.data.train().stream().anyMatch(CorpusConfig::remember),
        "data",
        "has remember, which is for questions and answers in one language; leave it out");
    return config;
  }

  private static void requireGiven(Settings text) {
    for (String key : text.keys()) {
      text.errorIf(!key.equals(BPE_DROPOUT), key, TRANSFERRED);
    }
  }

  /** Returns this configuration with text and, unless it has its own, network of the model. */
  TranslationConfig continuing(Transfer model) {
    Map<String, Object> all = new LinkedHashMap<>(resolved);
    all.put("transfer", model.identity());
    if (transferOnly.isEmpty()) {
      all.remove("network");
    }
    all.put("text", Map.of(BPE_DROPOUT, text.bpeDropout()));
    Text theirs =
        Settings.with(
            text,
            Map.of(
                "sourceWords", model.source().kind(),
                "targetWords", model.target().kind(),
                "shared", model.shared()));
    NetworkConfig ours = transferOnly.isPresent() ? network : model.network();
    return Settings.with(this, Map.of("text", theirs, "network", ours, "resolved", all));
  }

  /** Returns the code of the language to translate from. */
  public String sourceLanguage() {
    return run.languages().get(0);
  }

  /** Returns the code of the language to translate to. */
  public String targetLanguage() {
    return run.languages().get(1);
  }

  @Override
  public List<DataCheck> checks() {
    CorpusCheck check = new CorpusCheck(data.maxLength());
    String source = sourceLanguage();
    String target = targetLanguage();
    return Recipe.checks(
        data.train(),
        data.dev(),
        data.test(),
        (entry, heldOut) ->
            check.pairs(entry.open(data.directory(), source, target), source, target, heldOut));
  }

  @Override
  public String purpose() {
    return TranslationModel.answers(run.languages())
        ? "Answers lines in %s.".formatted(sourceLanguage())
        : "Translates %s to %s.".formatted(sourceLanguage(), targetLanguage());
  }

  @Override
  public List<Path> files() throws IOException {
    return CorpusSource.files(data.train(), data.directory());
  }

  @Override
  public String unit() {
    return "pairs";
  }

  @Override
  public List<TestSet<TextPair>> tests() throws IOException {
    List<TestSet<TextPair>> tests = new ArrayList<>();
    for (CorpusConfig test : data.test()) {
      tests.add(new TestSet<>(test.title(), pairs(test)));
    }
    return tests;
  }

  /** Reads all pairs of an entry of {@code data}. */
  List<TextPair> pairs(CorpusConfig entry) throws IOException {
    return entry.open(data.directory(), sourceLanguage(), targetLanguage()).readAll();
  }

  @Override
  public PreparedRun prepare() throws IOException {
    return TranslationData.prepare(this);
  }
}
