package dev.ieum.sentiment.train;

import dev.ieum.core.config.ConfigException;
import dev.ieum.datasets.LabeledText;
import dev.ieum.sentiment.LabelSet;
import dev.ieum.sentiment.train.SentimentData.LabeledItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The labelled texts of a run as the corpora give them. Immutable.
 *
 * @param train to train on; none is the same as one of the dev set
 * @param dev that training never sees; empty when none is given and none was held out yet
 * @param skipped left out: of other labels, or the same as one of the dev set
 */
record LabeledTexts(List<LabeledItem> train, List<LabeledItem> dev, int skipped) {
  private static final int MOST_HELD_OUT = 1000;

  LabeledTexts {
    train = List.copyOf(train);
    dev = List.copyOf(dev);
  }

  /**
   * Reads them all.
   *
   * @throws ConfigException when a label is not known
   * @throws IOException when a file cannot be read
   */
  static LabeledTexts read(SentimentConfig config) throws IOException {
    List<LabeledItem> train = new ArrayList<>();
    int skipped = 0;
    for (TextCorpusConfig entry : config.data().train()) {
      skipped += read(entry, config, train);
    }
    List<LabeledItem> dev = new ArrayList<>();
    for (TextCorpusConfig entry : config.data().dev()) {
      read(entry, config, dev);
    }
    return new LabeledTexts(train, dev, skipped).apart();
  }

  /** Reads the labelled texts of {@code entry}, such as a test set. */
  static List<LabeledItem> of(TextCorpusConfig entry, SentimentConfig config) throws IOException {
    List<LabeledItem> items = new ArrayList<>();
    read(entry, config, items);
    return items;
  }

  private static int read(TextCorpusConfig entry, SentimentConfig config, List<LabeledItem> items)
      throws IOException {
    int skipped = 0;
    for (LabeledText labeled : entry.labeled(config.data().directory())) {
      Optional<Integer> label = entry.classOf(labeled.label(), config.labels());
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
                    labeled.label().strip(),
                    config.labels().written().keySet().stream().sorted().toList()));
      }
    }
    return skipped;
  }

  /** Returns the different texts among {@code items}. */
  static Set<String> texts(Collection<LabeledItem> items) {
    return items.stream().map(LabeledItem::text).collect(Collectors.toSet());
  }

  /** Returns the same without the training texts that are among {@code items}. */
  LabeledTexts without(List<LabeledItem> items) {
    Set<String> texts = texts(items);
    List<LabeledItem> others = train.stream().filter(item -> !texts.contains(item.text())).toList();
    return new LabeledTexts(others, dev, skipped);
  }

  private LabeledTexts apart() {
    List<LabeledItem> others = without(dev).train;
    return new LabeledTexts(others, dev, skipped + train.size() - others.size());
  }

  /**
   * Returns the same with a dev set held out, if there is none.
   *
   * @throws ConfigException when the labels do not allow training
   */
  LabeledTexts complete(SentimentConfig config) {
    LabeledTexts complete = dev.isEmpty() ? holdOut(config) : this;
    complete.requireClasses(config.labels());
    return complete;
  }

  private LabeledTexts holdOut(SentimentConfig config) {
    int given = config.data().holdOut();
    int count = given > 0 ? given : Math.min(MOST_HELD_OUT, train.size() / 10);
    if (train.size() < 2 * count) {
      throw new ConfigException(
          "data.hold-out = %d of %d texts; allowed: at most half; lower it, or give data.dev"
              .formatted(count, train.size()));
    }
    List<LabeledItem> shuffled = new ArrayList<>(train);
    Collections.shuffle(shuffled, new Random(config.training().loop().seed()));
    int kept = shuffled.size() - count;
    return new LabeledTexts(
            shuffled.subList(0, kept), shuffled.subList(kept, shuffled.size()), skipped)
        .apart();
  }

  private void requireClasses(LabelSet labels) {
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
}
