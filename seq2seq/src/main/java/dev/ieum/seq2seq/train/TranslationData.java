package dev.ieum.seq2seq.train;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.recipe.CorpusSource;
import dev.ieum.core.recipe.PreparedRun;
import dev.ieum.core.recipe.Subwords;
import dev.ieum.datasets.TextPair;
import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTrainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The corpora of a run, cut into words once, and the subwords learned from them.
 *
 * <p>A pure function of configuration and files. Immutable.
 *
 * @param source subwords of the source
 * @param target subwords of the target; of both, when the vocabulary is shared
 * @param portions training pairs by entry
 * @param dev dev pairs
 * @param skipped training pairs left out because a side is blank or too long
 * @param start weights of the model that training starts from; none for random initialization
 */
record TranslationData(
    TranslationConfig recipe,
    Subwords source,
    Subwords target,
    List<Portion> portions,
    List<TextPair> dev,
    int skipped,
    Map<String, FloatTensor> start)
    implements PreparedRun {

  /** A pair cut into words that subwords are made of. */
  record WordPair(List<String> source, List<String> target) {}

  /** Returns all training pairs, those of an entry that is repeated as often. */
  List<WordPair> train() {
    return portions.stream().flatMap(portion -> portion.pairs().stream()).toList();
  }

  @Override
  public TranslationTask task(NDManager manager, boolean plan) {
    return new TranslationTask(this, manager);
  }

  /**
   * Reads and prepares everything.
   *
   * @param given the configuration; of a model that it goes on from, the subwords are used
   * @throws ConfigException when nothing is left to train on or there is no dev set
   * @throws IOException when a file cannot be read
   */
  static TranslationData prepare(TranslationConfig given) throws IOException {
    if (given.transfer().isPresent()) {
      Transfer model = Transfer.of(given);
      return prepare(given.continuing(model), Optional.of(model));
    }
    return prepare(given, Optional.empty());
  }

  private static TranslationData prepare(TranslationConfig config, Optional<Transfer> transfer)
      throws IOException {
    List<GivenPair> given = given(config);
    List<TextPair> dev = config.data().dev().isEmpty() ? holdOut(given, config) : dev(config);
    TranslationConfig.Text text = config.text();
    ReversibleTokenizer sourceWords = text.sourceWords().open();
    ReversibleTokenizer targetWords = text.targetWords().open();
    Map<String, String> interned = new HashMap<>();
    BpeTrainer sourceTrainer = new BpeTrainer();
    BpeTrainer targetTrainer = text.shared() ? sourceTrainer : new BpeTrainer();
    List<CorpusConfig> entries = config.data().train();
    List<List<WordPair>> cut = new ArrayList<>();
    entries.forEach(entry -> cut.add(new ArrayList<>()));
    for (GivenPair pair : given) {
      WordPair words =
          new WordPair(
              Subwords.words(sourceWords.tokenize(pair.text().source()), interned),
              Subwords.words(targetWords.tokenize(pair.text().target()), interned));
      words.source().forEach(sourceTrainer::addWord);
      words.target().forEach(targetTrainer::addWord);
      int repeat = entries.get(pair.entry()).repeat();
      cut.get(pair.entry()).addAll(Collections.nCopies(repeat, words));
    }
    List<Portion> portions = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      portions.add(new Portion(cut.get(i), entries.get(i).share()));
    }
    if (transfer.isPresent()) {
      Transfer model = transfer.get();
      return filtered(config, model.source(), model.target(), portions, dev, model.weights());
    }
    int sourceSize = TranslationConfig.Text.vocabulary(text.sourceVocabulary(), given.size());
    int targetSize = TranslationConfig.Text.vocabulary(text.targetVocabulary(), given.size());
    BpeModel sourceModel = sourceTrainer.train(sourceSize, text.minCharacterCount());
    BpeModel targetModel =
        text.shared() ? sourceModel : targetTrainer.train(targetSize, text.minCharacterCount());
    return filtered(
        config,
        Subwords.of(text.sourceWords(), sourceWords, sourceModel),
        Subwords.of(text.targetWords(), targetWords, targetModel),
        portions,
        dev,
        Map.of());
  }

  /** A training pair as its file has it, and the number of the entry that names the file. */
  private record GivenPair(TextPair text, int entry) {}

  private static List<GivenPair> given(TranslationConfig config) throws IOException {
    List<GivenPair> given = new ArrayList<>();
    List<CorpusConfig> entries = config.data().train();
    for (int i = 0; i < entries.size(); i++) {
      for (TextPair pair : config.pairs(entries.get(i))) {
        given.add(new GivenPair(pair, i));
      }
    }
    return given;
  }

  /** Draws pairs of different sources, and takes every pair with one of those out of the list. */
  private static List<TextPair> holdOut(List<GivenPair> given, TranslationConfig config) {
    int count = Math.min(config.data().holdOut(), given.size() / 20);
    List<GivenPair> drawn = new ArrayList<>(given);
    Collections.shuffle(drawn, new Random(config.training().loop().seed()));
    Map<String, TextPair> bySource = new LinkedHashMap<>();
    for (int i = 0; bySource.size() < count && i < drawn.size(); i++) {
      bySource.putIfAbsent(drawn.get(i).text().source(), drawn.get(i).text());
    }
    given.removeIf(pair -> bySource.containsKey(pair.text().source()));
    return List.copyOf(bySource.values());
  }

  private static TranslationData filtered(
      TranslationConfig config,
      Subwords source,
      Subwords target,
      List<Portion> portions,
      List<TextPair> dev,
      Map<String, FloatTensor> start) {
    int limit = config.data().maxLength();
    List<Portion> kept = new ArrayList<>();
    int count = 0;
    int skipped = 0;
    for (Portion portion : portions) {
      List<WordPair> pairs = new ArrayList<>(portion.pairs());
      pairs.removeIf(
          pair ->
              !fits(source.length(pair.source()), limit)
                  || !fits(target.length(pair.target()), limit));
      kept.add(new Portion(pairs, portion.share()));
      count += pairs.size();
      skipped += portion.pairs().size() - pairs.size();
    }
    if (count == 0) {
      throw new ConfigException(
          "data.train: pairs with text on both sides and at most %d subwords = 0; give more"
              .formatted(limit));
    }
    if (dev.isEmpty()) {
      throw new ConfigException(
          "data.dev: pairs = 0; early stopping needs some; give a dev set, or 20 training pairs or"
              + " more, of which some are then held out");
    }
    return new TranslationData(config, source, target, kept, dev, skipped, start);
  }

  private static boolean fits(int length, int limit) {
    return length > 1 && length <= limit;
  }

  private static List<TextPair> dev(TranslationConfig config) throws IOException {
    List<TextPair> all = new ArrayList<>();
    for (CorpusConfig entry : config.data().dev()) {
      all.addAll(config.pairs(entry));
    }
    return CorpusSource.spread(all, config.data().devLimit());
  }
}
