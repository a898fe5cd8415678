package dev.ieum.sentiment.train;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.text.TextCodec;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.datasets.PlainText;
import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.spec.WordKind;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTokenizer;
import dev.ieum.tokenizers.subword.BpeTrainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The corpora of a run, cut into words once, and the subwords learned from them.
 *
 * <p>A pure function of configuration and files. Immutable.
 *
 * @param codec text to ids
 * @param words how the codec cuts a text before subwords
 * @param train labelled texts to train on
 * @param dev labelled texts that training never sees
 * @param unlabeled texts to pretrain on, and to learn from teachers with
 * @param skipped labelled texts left out: of other labels, or the same as one of the dev set
 */
record SentimentData(
    TextCodec codec,
    WordKind words,
    List<TextItem> train,
    List<LabeledItem> dev,
    List<TextItem> unlabeled,
    int skipped) {

  /** A text and its class. */
  record LabeledItem(String text, int label) {}

  /**
   * Reads and prepares everything.
   *
   * @param given a model whose tokenizer and vocabulary are used instead of learning them
   * @throws ConfigException when the labels do not allow training
   * @throws IOException when a file cannot be read
   */
  static SentimentData prepare(SentimentConfig config, Optional<Transfer> given)
      throws IOException {
    return prepare(config, given, LabeledTexts.read(config).complete(config), Set.of());
  }

  /**
   * Prepares texts already read.
   *
   * @param heldOut texts that training must not see though they have no label
   */
  static SentimentData prepare(
      SentimentConfig config, Optional<Transfer> given, LabeledTexts texts, Set<String> heldOut)
      throws IOException {
    Set<String> unseen = new HashSet<>(LabeledTexts.texts(texts.dev()));
    unseen.addAll(heldOut);
    List<String> unlabeled = unlabeled(config, unseen);
    return cut(config, given, texts.train(), texts.dev(), unlabeled, texts.skipped());
  }

  static List<String> unlabeled(SentimentConfig config, Set<String> unseen) throws IOException {
    List<String> texts = new ArrayList<>();
    for (TextCorpusConfig entry : config.data().unlabeled()) {
      for (PlainText text : entry.plain(config.data().directory())) {
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
      List<LabeledItem> train,
      List<LabeledItem> dev,
      List<String> unlabeled,
      int skipped) {
    ReversibleTokenizer tokenizer = config.text().words().open();
    Map<String, String> interned = new HashMap<>();
    List<List<String>> trainWords = new ArrayList<>(train.size());
    train.forEach(item -> trainWords.add(words(tokenizer, item.text(), given, interned)));
    List<List<String>> moreWords = new ArrayList<>(unlabeled.size());
    unlabeled.forEach(text -> moreWords.add(words(tokenizer, text, given, interned)));
    TextCodec codec =
        given.map(Transfer::codec).orElseGet(() -> learn(config, tokenizer, trainWords, moreWords));
    WordKind kind = given.map(Transfer::words).orElse(config.text().words());
    List<TextItem> items = new ArrayList<>(train.size());
    for (int i = 0; i < train.size(); i++) {
      LabeledItem item = train.get(i);
      items.add(item(codec, trainWords.get(i), item.text(), item.label()));
    }
    List<TextItem> more = new ArrayList<>(unlabeled.size());
    for (int i = 0; i < unlabeled.size(); i++) {
      more.add(item(codec, moreWords.get(i), unlabeled.get(i), TextItem.UNLABELED));
    }
    return new SentimentData(codec, kind, items, dev, more, skipped);
  }

  private static TextCodec learn(
      SentimentConfig config,
      ReversibleTokenizer tokenizer,
      List<List<String>> train,
      List<List<String>> unlabeled) {
    BpeTrainer trainer = new BpeTrainer();
    train.forEach(words -> words.forEach(trainer::addWord));
    unlabeled.forEach(words -> words.forEach(trainer::addWord));
    BpeModel model = trainer.train(config.text().vocabulary(), config.text().minCharacterCount());
    return new TextCodec(new BpeTokenizer(tokenizer, model), Vocabulary.of(model.tokens()));
  }

  private static TextItem item(TextCodec codec, List<String> words, String text, int label) {
    return new TextItem(words, text, label, codec.encodeWords(words).length);
  }

  private static List<String> words(
      ReversibleTokenizer own,
      String text,
      Optional<Transfer> given,
      Map<String, String> interned) {
    Tokenizer tokenizer = given.<Tokenizer>map(model -> model.codec().tokenizer()).orElse(own);
    List<Token> tokens = tokenizer.words(text);
    List<String> words = new ArrayList<>(tokens.size());
    for (Token token : tokens) {
      words.add(interned.computeIfAbsent(token.text(), word -> word));
    }
    return List.copyOf(words);
  }
}
