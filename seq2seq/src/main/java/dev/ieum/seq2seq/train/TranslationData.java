package dev.ieum.seq2seq.train;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.text.TextCodec;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.datasets.Corpus;
import dev.ieum.datasets.TextPair;
import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTokenizer;
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
import java.util.stream.Stream;

/**
 * The corpora of a run, cut into words once, and the subwords learned from them.
 *
 * <p>Subwords are applied anew in every epoch, because subword dropout cuts words differently each
 * time. A pure function of configuration and files. Immutable.
 *
 * @param source codec of the source
 * @param target codec of the target; of both, when the vocabulary is shared
 * @param train training pairs
 * @param dev dev pairs
 * @param skipped training pairs left out because a side is blank or too long
 */
record TranslationData(
    TextCodec source, TextCodec target, List<WordPair> train, List<TextPair> dev, int skipped) {

  /** A pair cut into words that subwords are made of. */
  record WordPair(List<String> source, List<String> target) {}

  /**
   * Reads and prepares everything.
   *
   * @param transfer a model whose subwords are used instead of learning them
   * @throws ConfigException when nothing is left to train on or there is no dev set
   * @throws IOException when a file cannot be read
   */
  static TranslationData prepare(TranslationConfig config, Optional<Transfer> transfer)
      throws IOException {
    List<GivenPair> given = given(config);
    List<TextPair> dev = config.data().dev().isEmpty() ? holdOut(given, config) : dev(config);
    TranslationConfig.Text text = config.text();
    ReversibleTokenizer sourceWords = text.sourceWords().open();
    ReversibleTokenizer targetWords = text.targetWords().open();
    List<WordPair> pairs = new ArrayList<>();
    Map<String, String> interned = new HashMap<>();
    BpeTrainer sourceTrainer = new BpeTrainer();
    BpeTrainer targetTrainer = text.shared() ? sourceTrainer : new BpeTrainer();
    for (GivenPair pair : given) {
      WordPair cut =
          new WordPair(
              words(sourceWords, pair.text().source(), interned),
              words(targetWords, pair.text().target(), interned));
      cut.source().forEach(sourceTrainer::addWord);
      cut.target().forEach(targetTrainer::addWord);
      for (int i = 0; i < pair.repeat(); i++) {
        pairs.add(cut);
      }
    }
    if (transfer.isPresent()) {
      return filtered(config, transfer.get().source(), transfer.get().target(), pairs, dev);
    }
    int sourceSize = TranslationConfig.Text.vocabulary(text.sourceVocabulary(), given.size());
    int targetSize = TranslationConfig.Text.vocabulary(text.targetVocabulary(), given.size());
    BpeModel sourceModel = sourceTrainer.train(sourceSize, text.minCharacterCount());
    BpeModel targetModel =
        text.shared() ? sourceModel : targetTrainer.train(targetSize, text.minCharacterCount());
    TextCodec source = codec(sourceWords, sourceModel);
    TextCodec target = codec(targetWords, targetModel);
    return filtered(config, source, target, pairs, dev);
  }

  /** A training pair as its file has it, and how often an epoch shows it. */
  private record GivenPair(TextPair text, int repeat) {}

  private static List<GivenPair> given(TranslationConfig config) throws IOException {
    List<GivenPair> given = new ArrayList<>();
    for (CorpusConfig entry : config.data().train()) {
      try (Stream<TextPair> stream = open(entry, config).stream()) {
        stream.forEach(pair -> given.add(new GivenPair(pair, entry.repeat())));
      }
    }
    return given;
  }

  /** Draws pairs of different sources, and takes every pair with one of those out of the list. */
  private static List<TextPair> holdOut(List<GivenPair> given, TranslationConfig config) {
    int count = Math.min(config.data().holdOut(), given.size() / 20);
    List<GivenPair> drawn = new ArrayList<>(given);
    Collections.shuffle(drawn, new Random(config.training().seed()));
    Map<String, TextPair> bySource = new LinkedHashMap<>();
    for (int i = 0; bySource.size() < count && i < drawn.size(); i++) {
      bySource.putIfAbsent(drawn.get(i).text().source(), drawn.get(i).text());
    }
    given.removeIf(pair -> bySource.containsKey(pair.text().source()));
    return List.copyOf(bySource.values());
  }

  private static TranslationData filtered(
      TranslationConfig config,
      TextCodec source,
      TextCodec target,
      List<WordPair> pairs,
      List<TextPair> dev) {
    int limit = config.data().maxLength();
    List<WordPair> kept = new ArrayList<>(pairs.size());
    for (WordPair pair : pairs) {
      int sourceLength = source.encodeWords(pair.source()).length;
      int targetLength = target.encodeWords(pair.target()).length;
      if (sourceLength > 1 && targetLength > 1 && sourceLength <= limit && targetLength <= limit) {
        kept.add(pair);
      }
    }
    if (kept.isEmpty()) {
      throw new ConfigException(
          "data.train: pairs with text on both sides and at most %d subwords = 0; give more"
              .formatted(limit));
    }
    if (dev.isEmpty()) {
      throw new ConfigException(
          "data.dev: pairs = 0; early stopping needs some; give a dev set, or 20 training pairs or"
              + " more, of which some are then held out");
    }
    return new TranslationData(source, target, kept, dev, pairs.size() - kept.size());
  }

  private static List<TextPair> dev(TranslationConfig config) throws IOException {
    List<TextPair> all = new ArrayList<>();
    for (CorpusConfig entry : config.data().dev()) {
      all.addAll(open(entry, config).readAll());
    }
    int limit = config.data().devLimit();
    if (limit == 0 || all.size() <= limit) {
      return all;
    }
    List<TextPair> spread = new ArrayList<>(limit);
    for (int i = 0; i < limit; i++) {
      spread.add(all.get((int) ((long) i * all.size() / limit)));
    }
    return spread;
  }

  private static Corpus<TextPair> open(CorpusConfig entry, TranslationConfig config)
      throws IOException {
    return entry.open(config.data().directory(), config.sourceLanguage(), config.targetLanguage());
  }

  private static TextCodec codec(ReversibleTokenizer words, BpeModel model) {
    return new TextCodec(new BpeTokenizer(words, model), Vocabulary.of(model.tokens()));
  }

  private static List<String> words(
      ReversibleTokenizer tokenizer, String text, Map<String, String> interned) {
    List<String> words = new ArrayList<>();
    for (Token token : tokenizer.tokenize(text)) {
      words.add(interned.computeIfAbsent(token.text(), word -> word));
    }
    return List.copyOf(words);
  }
}
