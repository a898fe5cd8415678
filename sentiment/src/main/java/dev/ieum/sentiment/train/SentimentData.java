package dev.ieum.sentiment.train;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.recipe.PreparedRun;
import dev.ieum.core.recipe.Subwords;
import dev.ieum.core.training.Fingerprint;
import dev.ieum.datasets.UnlabeledText;
import dev.ieum.sentiment.model.SentimentShape;
import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.subword.BpeTrainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The corpora of a run, cut into words once, and the subwords learned from them.
 *
 * <p>A pure function of configuration and files. Immutable.
 *
 * @param subwords text to ids
 * @param train labelled texts to train on, those of the corpora first
 * @param constructed how many of these are constructed
 * @param dev labelled texts that training never sees
 * @param unlabeled texts to pretrain on, and to learn from teachers with
 * @param skipped labelled texts left out: of other labels, or the same as one of the dev set
 * @param weights those of another model that this one begins with
 */
record SentimentData(
    SentimentConfig recipe,
    Subwords subwords,
    List<TextItem> train,
    int constructed,
    List<LabeledItem> dev,
    List<TextItem> unlabeled,
    int skipped,
    Map<String, FloatTensor> weights)
    implements PreparedRun {

  /** A text and its class. */
  record LabeledItem(String text, int label) {}

  /**
   * Reads and prepares everything.
   *
   * @throws ConfigException when the labels do not allow training
   * @throws IOException when a file cannot be read
   */
  static SentimentData prepare(SentimentConfig config) throws IOException {
    Optional<Transfer> given = config.transfer();
    return prepare(config, given, LabeledTexts.read(config).complete(config), Set.of());
  }

  /** Returns the network that is trained. */
  SentimentShape shape() {
    return new SentimentShape(recipe.network(), subwords.size(), recipe.labels().size());
  }

  @Override
  public PretrainingTask pretraining(NDManager manager) {
    return new PretrainingTask(this, manager);
  }

  @Override
  public SentimentTask task(NDManager manager, boolean plan) throws IOException {
    return new SentimentTask(this, plan ? List.of() : Targets.of(recipe, this), manager);
  }

  /** Begins a digest of all that pretraining, too, looks at. */
  Fingerprint fingerprint() {
    Fingerprint print = new Fingerprint();
    train.forEach(item -> print.line(item.label() + "\t" + item.text()));
    unlabeled.forEach(item -> print.line(item.text()));
    return print.line(Integer.toString(recipe.data().maxLength()));
  }

  /**
   * Prepares texts already read.
   *
   * @param given a model whose tokenizer and vocabulary are used instead of learning them
   * @param heldOut texts that training must not see though they have no label
   */
  static SentimentData prepare(
      SentimentConfig config, Optional<Transfer> given, LabeledTexts texts, Set<String> heldOut)
      throws IOException {
    Set<String> unseen = new HashSet<>(LabeledTexts.texts(texts.dev()));
    unseen.addAll(heldOut);
    return cut(config, given, texts, constructed(config, unseen), unlabeled(config, unseen));
  }

  /** Constructs texts, none of which says what one of a dev or test set says. */
  private static List<LabeledItem> constructed(SentimentConfig config, Set<String> unseen)
      throws IOException {
    if (config.data().phrases().isEmpty()) {
      return List.of();
    }
    Set<String> known = new HashSet<>();
    unseen.forEach(text -> known.add(letters(text)));
    for (TextCorpusConfig test : config.data().test()) {
      LabeledTexts.of(test, config).forEach(item -> known.add(letters(item.text())));
    }
    List<LabeledItem> items = new ArrayList<>();
    for (PhrasesConfig phrases : config.data().phrases()) {
      new PhraseGrammar(phrases.file(), config.labels())
          .construct(phrases.texts(), config.training().loop().seed()).stream()
              .filter(item -> !known.contains(letters(item.text())))
              .forEach(items::add);
    }
    return items;
  }

  /** A text without marks, spaces and letter case; signs alone stay as they are. */
  private static String letters(String text) {
    String letters = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    return letters.codePoints().anyMatch(Character::isLetter) ? letters : text;
  }

  static List<String> unlabeled(SentimentConfig config, Set<String> unseen) throws IOException {
    List<String> texts = new ArrayList<>();
    for (TextCorpusConfig entry : config.data().unlabeled()) {
      for (UnlabeledText text : entry.plain(config.data().directory())) {
        if (!unseen.contains(text.text())) {
          texts.add(text.text());
        }
      }
    }
    return texts;
  }

  private static SentimentData cut(
      SentimentConfig config,
      Optional<Transfer> given,
      LabeledTexts texts,
      List<LabeledItem> constructed,
      List<String> unlabeled) {
    ReversibleTokenizer tokenizer = config.text().words().open();
    List<LabeledItem> all = new ArrayList<>(texts.train());
    all.addAll(constructed);
    int labeled = all.size();
    unlabeled.forEach(text -> all.add(new LabeledItem(text, TextItem.UNLABELED)));
    Map<String, String> interned = new HashMap<>();
    List<List<String>> words = new ArrayList<>(all.size());
    for (LabeledItem item : all) {
      words.add(
          Subwords.words(
              given.isPresent()
                  ? given.get().subwords().words(item.text())
                  : tokenizer.tokenize(item.text()),
              interned));
    }
    Subwords subwords =
        given.map(Transfer::subwords).orElseGet(() -> learn(config.text(), tokenizer, words));
    List<TextItem> items = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      int length = subwords.length(words.get(i));
      items.add(new TextItem(words.get(i), all.get(i).text(), all.get(i).label(), length));
    }
    return new SentimentData(
        config,
        subwords,
        items.subList(0, labeled),
        constructed.size(),
        texts.dev(),
        items.subList(labeled, items.size()),
        texts.skipped(),
        given.map(Transfer::weights).orElse(Map.of()));
  }

  private static Subwords learn(
      SentimentConfig.Text text, ReversibleTokenizer tokenizer, List<List<String>> texts) {
    BpeTrainer trainer = new BpeTrainer();
    texts.forEach(words -> words.forEach(trainer::addWord));
    return Subwords.of(
        text.words(), tokenizer, trainer.train(text.vocabulary(), text.minCharacterCount()));
  }
}
