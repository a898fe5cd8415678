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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

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
    CommandSettings settings = new CommandSettings(words, config.network(), LogMel.means(train));
    StreamMixer mixer = new StreamMixer(train, settings, config.augment());
    List<Recording> watched = new ArrayList<>(dev);
    SplittableRandom random = new SplittableRandom(config.training().loop().seed());
    for (int i = 0; i < dev.size() / 2; i++) {
      int rate = train.get(0).rate();
      watched.add(new Recording(Word.UNKNOWN, rate, mixer.unknown(rate, random)));
    }
    return new CommandData(config, settings, mixer, watched);
  }

  private static List<Recording> part(List<Recording> all, boolean dev) {
    return IntStream.range(0, all.size())
        .filter(i -> i % HELD_OUT == 0 == dev)
        .mapToObj(all::get)
        .toList();
  }

  Fingerprint fingerprint() {
    Fingerprint print = new Fingerprint().line(settings.toString());
    for (List<Recording> part : List.of(train.recordings(), dev)) {
      for (Recording of : part) {
        print.line("%s %d %d".formatted(of.label(), of.rate(), Arrays.hashCode(of.samples())));
      }
    }
    return print;
  }

  @Override
  public CommandTask task(NDManager manager, boolean plan) {
    return new CommandTask(this, manager);
  }
}
