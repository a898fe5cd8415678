package dev.ieum.sequences.train;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.recipe.CorpusSource;
import dev.ieum.core.recipe.PreparedRun;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.core.training.Fingerprint;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.model.SequenceNetwork.Window;
import dev.ieum.sequences.model.SequenceShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The sequences of a run as ids. A pure function of configuration and files. Immutable.
 *
 * @param vocabulary of events
 * @param train ids of each training sequence, BOS first
 * @param dev ids of each dev sequence, BOS first
 */
record SequenceData(
    SequenceConfig recipe, Vocabulary vocabulary, List<int[]> train, List<int[]> dev)
    implements PreparedRun {
  private static final int MOST_HELD_OUT = 1000;

  static SequenceData prepare(SequenceConfig config) throws IOException {
    SequenceConfig.Data data = config.data();
    List<List<String>> all = config.read(data.train());
    if (all.isEmpty()) {
      throw new ConfigException("data.train: sequences = 0; at least one is needed");
    }
    List<List<String>> train = all;
    List<List<String>> dev;
    if (data.split() == Split.LEAVE_ONE_OUT) {
      dev = testable(all).stream().map(events -> without(events, 1)).toList();
      train =
          all.stream()
              .map(
                  events ->
                      events.size() < SequenceModel.FEWEST_EVENTS ? events : without(events, 2))
              .toList();
      requireSome(dev, "sequences of three or more events");
    } else {
      dev = config.read(data.dev());
      if (data.dev().isEmpty()) {
        int count = data.holdOut() > 0 ? data.holdOut() : Math.min(MOST_HELD_OUT, all.size() / 10);
        if (count < 1 || all.size() < 2 * count) {
          throw new ConfigException(
              "data.hold-out = %d of %d sequences; allowed: at most half, at least 1; change it, or"
                      .formatted(count, all.size())
                  + " give data.dev");
        }
        List<List<String>> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(config.training().loop().seed()));
        dev = shuffled.subList(0, count);
        train = shuffled.subList(count, shuffled.size());
      }
      requireSome(dev, "dev sequences");
    }
    Vocabulary vocabulary = vocabulary(train, all, data);
    return new SequenceData(
        config,
        vocabulary,
        ids(train, vocabulary, data.ends()),
        ids(CorpusSource.spread(dev, data.devLimit()), vocabulary, data.ends()));
  }

  /**
   * Adds the events that only dev and test have: a shop knows its whole catalogue, though not who
   * will take what is left out.
   */
  private static Vocabulary catalogue(Vocabulary learned, List<List<String>> all) {
    Set<String> events = new LinkedHashSet<>(learned.tokens());
    all.forEach(events::addAll);
    return Vocabulary.ofAll(List.copyOf(events));
  }

  /** Ties are in code-unit order. */
  private static Vocabulary mostFrequent(List<List<String>> train, SequenceConfig.Data data) {
    Map<String, Long> counts =
        train.stream().flatMap(List::stream).collect(groupingBy(event -> event, counting()));
    Comparator<Map.Entry<String, Long>> frequentFirst =
        Map.Entry.<String, Long>comparingByValue().reversed();
    return Vocabulary.of(
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= data.minCount())
            .sorted(frequentFirst.thenComparing(Map.Entry.comparingByKey()))
            .limit(Math.max(0, data.vocabulary() - 4L)) // four ids are special
            .map(Map.Entry::getKey)
            .toList());
  }

  private static Vocabulary vocabulary(
      List<List<String>> train, List<List<String>> all, SequenceConfig.Data data) {
    try {
      Vocabulary learned = mostFrequent(train, data);
      boolean whole = data.split() == Split.LEAVE_ONE_OUT && data.minCount() == 1;
      return whole && learned.size() < data.vocabulary() ? catalogue(learned, all) : learned;
    } catch (IllegalArgumentException e) { // an event is written like a special token
      throw new ConfigException(
          "data.train: %s; <pad>, <unk>, <s> and </s> are no events; rename it"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static void requireSome(List<?> sequences, String what) {
    if (sequences.isEmpty()) {
      throw new ConfigException("data: %s = 0; at least one is needed".formatted(what));
    }
  }

  /** Returns the sequences of which an event can be left out for the test. */
  static List<List<String>> testable(List<List<String>> all) {
    return all.stream().filter(events -> events.size() >= SequenceModel.FEWEST_EVENTS).toList();
  }

  private static List<String> without(List<String> events, int last) {
    return events.subList(0, events.size() - last);
  }

  private static List<int[]> ids(List<List<String>> all, Vocabulary vocabulary, boolean ends) {
    return all.stream().map(events -> SequenceModel.ids(vocabulary, events, ends)).toList();
  }

  SequenceShape shape() {
    return new SequenceShape(recipe.network(), vocabulary.size());
  }

  /** Returns the training sequences, long ones cut into windows that overlap. */
  List<Window> windows() {
    SequenceConfig.Data data = recipe.data();
    List<Window> windows = new ArrayList<>();
    for (int[] ids : train) {
      if (data.lastOnly()) {
        int begin = Math.max(0, ids.length - 1 - data.maxLength());
        int[] targets = Arrays.copyOfRange(ids, begin + 1, ids.length);
        int[] inputs = Arrays.copyOfRange(ids, begin, ids.length - 1);
        windows.add(new Window(inputs, targets, targets.length - 1));
        continue;
      }
      int predicted = 1; // the first id that no window has predicted
      while (predicted < ids.length) {
        int begin = Math.max(0, predicted - 1 - (predicted == 1 ? 0 : data.context()));
        int end = Math.min(ids.length, begin + data.maxLength() + 1);
        int[] targets = Arrays.copyOfRange(ids, begin + 1, end);
        windows.add(
            new Window(Arrays.copyOfRange(ids, begin, end - 1), targets, predicted - 1 - begin));
        predicted = end;
      }
    }
    return windows;
  }

  Fingerprint fingerprint() {
    Fingerprint print = new Fingerprint();
    vocabulary.tokens().forEach(print::line);
    train.forEach(ids -> print.line(Arrays.toString(ids)));
    SequenceConfig.Data of = recipe.data();
    print.line("dev, %d, %d, %s".formatted(of.maxLength(), of.context(), of.unseen()));
    if (of.lastOnly()) {
      print.line("last");
    }
    dev.forEach(ids -> print.line(Arrays.toString(ids)));
    return print;
  }

  @Override
  public SequenceTask task(NDManager manager, boolean plan) {
    return new SequenceTask(this, manager);
  }
}
