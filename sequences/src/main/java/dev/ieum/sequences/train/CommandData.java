package dev.ieum.sequences.train;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.recipe.PreparedRun;
import dev.ieum.core.training.Fingerprint;
import dev.ieum.sequences.speech.CommandSettings;
import dev.ieum.sequences.speech.LogMel;
import dev.ieum.sequences.speech.Recording;
import dev.ieum.sequences.speech.Word;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The recordings of a run. A pure function of configuration and files. Immutable.
 *
 * @param settings of the bundle
 * @param train what streams are made of
 * @param dev what training is watched by, with sounds that are no word
 */
record CommandData(
    CommandConfig recipe, CommandSettings settings, StreamMixer train, List<Recording> dev)
    implements PreparedRun {
  private static final int HELD_OUT = 10; // one of as many, without data.dev

  static CommandData prepare(CommandConfig config) throws IOException {
    List<Recording> all = CommandConfig.read(config.data().train());
    boolean own = config.data().dev().isEmpty();
    List<Recording> dev = own ? part(all, true) : CommandConfig.read(config.data().dev());
    List<Recording> train = own ? part(all, false) : all;
    List<String> words =
        train.stream()
            .map(Recording::label)
            .filter(label -> !label.equals(Word.UNKNOWN))
            .distinct()
            .sorted()
            .toList();
    if (words.size() < 2 || dev.isEmpty()) {
      throw new ConfigException(
          "data.train: words = %s, recordings = %d; allowed: 2 words or more, %d recordings"
              .formatted(words, all.size(), HELD_OUT));
    }
    List<Double> means =
        LogMel.means(
            train.stream().flatMap(of -> new LogMel(of.rate()).read(of.samples()).stream()));
    CommandSettings settings = new CommandSettings(words, config.network(), means);
    StreamMixer mixer = new StreamMixer(train, settings, config.augment());
    SplittableRandom random = new SplittableRandom(config.training().loop().seed());
    int rate = train.get(0).rate();
    Stream<Recording> unknown =
        Stream.generate(() -> new Recording(Word.UNKNOWN, rate, mixer.unknown(rate, random)));
    return new CommandData(
        config,
        settings,
        mixer,
        Stream.concat(dev.stream(), unknown.limit(dev.size() / 2)).toList());
  }

  private static List<Recording> part(List<Recording> all, boolean dev) {
    return IntStream.range(0, all.size())
        .filter(i -> i % HELD_OUT == 0 == dev)
        .mapToObj(all::get)
        .toList();
  }

  Fingerprint fingerprint() {
    Fingerprint print = new Fingerprint().line(settings.toString());
    Stream.concat(train.recordings().stream(), dev.stream())
        .map(of -> "%s %d %d".formatted(of.label(), of.rate(), Arrays.hashCode(of.samples())))
        .forEach(print::line);
    return print;
  }

  @Override
  public CommandTask task(NDManager manager, boolean plan) {
    return new CommandTask(this, manager);
  }
}
