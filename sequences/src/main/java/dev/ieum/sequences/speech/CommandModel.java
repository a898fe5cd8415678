package dev.ieum.sequences.speech;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.sequences.model.CommandPredictor;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A trained model of a few spoken words. It runs in Java, without the tensor engine. Immutable and
 * thread-safe; what was heard is in the {@link CommandSession}s, which belong to their callers.
 */
public final class CommandModel {
  private final CommandPredictor network;
  private final CommandSettings settings;

  /** Takes a network and what a bundle says of it. */
  public CommandModel(CommandPredictor network, CommandSettings settings) {
    this.network = network;
    this.settings = settings;
  }

  /**
   * Opens a model by name or path.
   *
   * @throws ModelBundleException when there is no such model, or it cannot be used
   */
  public static CommandModel open(String nameOrPath) throws IOException {
    return open(ModelBundle.open(ModelSource.resolve(nameOrPath)));
  }

  /**
   * Opens a model.
   *
   * @throws ModelBundleException when the model cannot be used
   */
  public static CommandModel open(ModelBundle bundle) throws IOException {
    bundle.requireTask(ModelTask.COMMANDS);
    try {
      Settings read = Settings.of(bundle.source() + ": model.json", bundle.manifest().network());
      CommandSettings settings = read.read(CommandSettings.class);
      read.requireAllTaken();
      Weights weights = new Weights(bundle.weights());
      return new CommandModel(new CommandPredictor(weights, settings.shape()), settings);
    } catch (ConfigException | IllegalArgumentException e) {
      throw new ModelBundleException(
          e.getMessage() + "; the bundle is damaged or of another version", e);
    }
  }

  /** Returns what the bundle says of it. */
  public CommandSettings settings() {
    return settings;
  }

  /**
   * Begins a stream.
   *
   * @param rate samples in a second, at least {@link LogMel#LEAST_RATE}
   */
  public CommandSession start(int rate) {
    return new CommandSession(network, settings, rate);
  }

  /** Returns the words of a whole recording. */
  public List<Word> words(Recording recording) {
    CommandSession session = start(recording.rate());
    List<Word> words = session.accept(recording.samples(), recording.samples().length);
    return Stream.concat(words.stream(), session.finish().stream()).toList();
  }

  /** Returns what a recording of one word is taken for: the longest word heard, or unknown. */
  public Word classify(Recording recording) {
    return words(recording).stream()
        .max(Comparator.comparing(word -> word.end() - word.begin()))
        .orElseGet(
            () -> {
              double end = (double) recording.samples().length / recording.rate();
              return new Word(Word.UNKNOWN, 0, end, end, 1);
            });
  }
}
