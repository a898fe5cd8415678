package dev.ieum.sentiment.train;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.text.TextCodec;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.datasets.LabeledText;
import dev.ieum.datasets.PlainText;
import dev.ieum.sentiment.LabelSet;
import dev.ieum.tokenizers.BpeModel;
import dev.ieum.tokenizers.BpeTokenizer;
import dev.ieum.tokenizers.BpeTrainer;
import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.WordKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
    List<LabeledItem> train = new ArrayList<>();
    int skipped = 0;
    for (TextCorpusConfig entry : config.data().train()) {
      skipped += read(entry, config, train);
    }
    List<LabeledItem> dev = new ArrayList<>();
    for (TextCorpusConfig entry : config.data().dev()) {
      read(entry, config, dev);
    }
    if (dev.isEmpty()) {
      dev = holdOut(train, config);
    }
    Set<String> devTexts = new HashSet<>(dev.stream().map(LabeledItem::text).toList());
    int before = train.size();
    train.removeIf(item -> devTexts.contains(item.text()));
    skipped += before - train.size();
    requireClasses(config.labels(), train);
    List<String> unlabeled = unlabeled(config, devTexts);
    return cut(config, given, train, dev, unlabeled, skipped);
  }

  /** Reads the labelled texts of {@code entry}, such as a test set. */
  static List<LabeledItem> labeled(TextCorpusConfig entry, SentimentConfig config)
      throws IOException {
    List<LabeledItem> items = new ArrayList<>();
    read(entry, config, items);
    return items;
  }

  private static int read(TextCorpusConfig entry, SentimentConfig config, List<LabeledItem> items)
      throws IOException {
    int skipped = 0;
    for (LabeledText labeled : entry.labeled(config.data().directory())) {
      String written = labeled.label().strip();
      Optional<Integer> label =
          entry.labels().isEmpty()
              ? config.labels().find(written)
              : Optional.ofNullable(entry.labels().get(written)).flatMap(config.labels()::find);
      if (label.isPresent()) {
        for (int i = 0; i < entry.repeat(); i++) {
          items.add(new LabeledItem(labeled.text(), label.get()));
        }
      } else if (entry.skipOther()) {
        skipped++;
      } else {
        throw new ConfigException(
            "%s:%d: label = %s; allowed: %s; name it under labels, or set skip-other"
                .formatted(
                    entry.title(),
                    labeled.line(),
                    written,
                    config.labels().written().keySet().stream().sorted().toList()));
      }
    }
    return skipped;
  }

  private static List<LabeledItem> holdOut(List<LabeledItem> train, SentimentConfig config) {
    int count = config.data().holdOut();
    if (train.size() < 2 * count) {
      throw new ConfigException(
          "data.hold-out = %d of %d texts; allowed: at most half; lower it, or give data.dev"
              .formatted(count, train.size()));
    }
    Collections.shuffle(train, new Random(config.training().seed()));
    List<LabeledItem> last = train.subList(train.size() - count, train.size());
    List<LabeledItem> dev = new ArrayList<>(last);
    last.clear();
    return dev;
  }

  private static void requireClasses(LabelSet labels, List<LabeledItem> train) {
    int[] counts = new int[labels.size()];
    train.forEach(item -> counts[item.label()]++);
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] == 0) {
        throw new ConfigException(
            "data.train: texts of class %s = 0; each class needs some; give more, or remove it"
                .formatted(labels.names().get(c)));
      }
    }
  }

  private static List<String> unlabeled(SentimentConfig config, Set<String> devTexts)
      throws IOException {
    List<String> texts = new ArrayList<>();
    for (TextCorpusConfig entry : config.data().unlabeled()) {
      for (PlainText text : entry.plain(config.data().directory())) {
        if (!devTexts.contains(text.text())) {
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
    BpeTokenizer tokenizer = (BpeTokenizer) codec.tokenizer();
    int length = 1;
    for (String word : words) {
      length += tokenizer.subwords(word, 0, null).size();
    }
    return new TextItem(words, text, label, length);
  }

  private static List<String> words(
      ReversibleTokenizer own,
      String text,
      Optional<Transfer> given,
      Map<String, String> interned) {
    List<Token> tokens =
        given.isPresent() && given.get().codec().tokenizer() instanceof BpeTokenizer bpe
            ? bpe.words(text)
            : own.tokenize(text);
    List<String> words = new ArrayList<>(tokens.size());
    for (Token token : tokens) {
      words.add(interned.computeIfAbsent(token.text(), word -> word));
    }
    return List.copyOf(words);
  }
}
