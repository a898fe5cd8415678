package dev.ieum.sequences.speech;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.bundle.ModelTask;
import dev.ieum.core.bundle.Weights;
import dev.ieum.sequences.model.CommandPredictor;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A trained model of a few spoken words. It runs in Java, without the tensor engine. Immutable and
 * thread-safe; what was heard is in the {@link CommandSession}s, which belong to their callers.
 *
 * @param settings what the bundle says of it
 */
public record CommandModel(CommandPredictor network, CommandSettings settings) {
  /** Takes a network's weights. */
  public CommandModel(Weights weights, CommandSettings settings) {
    this(new CommandPredictor(weights, settings.shape()), settings);
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
    return new CommandModel(
        new Weights(bundle.weights()), bundle.network(read -> read.read(CommandSettings.class)));
  }

  /**
   * Begins a stream.
   *
   * @param rate samples in a second, at least {@link LogMel#LEAST_RATE}
   */
  public CommandSession start(int rate) {
    return new CommandSession(network, settings, rate);
  }

  /** Returns what a recording of one word is taken for: the longest word heard, or unknown. */
  public Word classify(Recording recording) {
    CommandSession session = start(recording.rate());
    double end = recording.seconds();
    return Stream.of(session.accept(recording.samples()), session.finish())
        .flatMap(List::stream)
        .max(Comparator.comparing(word -> word.end() - word.begin()))
        .orElse(new Word(Word.UNKNOWN, 0, end, end, 1));
  }
}
