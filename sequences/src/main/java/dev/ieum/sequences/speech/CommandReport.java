package dev.ieum.sequences.speech;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * How a model of spoken words does on recordings of one word each. Immutable.
 *
 * @param recordings how many
 * @param right how many were taken for their word; of words that the model does not know, for
 *     unknown
 * @param likelihood mean probability given to the right word; 0 where another was chosen
 * @param delay mean time from the end of a recording to the decision, in seconds, of the right ones
 * @param realTimeFactor seconds of computing for each second of sound
 * @param wrong how often a label was taken for another word, as {@code label -> word}
 */
public record CommandReport(
    int recordings,
    int right,
    double likelihood,
    double delay,
    double realTimeFactor,
    Map<String, Integer> wrong) {

  /**
   * Listens to recordings.
   *
   * @param done called with the number of recordings heard
   */
  public static CommandReport of(CommandModel model, List<Recording> recordings, IntConsumer done) {
    long start = System.nanoTime();
    int heard = 0;
    int right = 0;
    double seconds = 0;
    double likelihood = 0;
    double delay = 0;
    Map<String, Integer> wrong = new TreeMap<>();
    for (Recording of : recordings) {
      Word word = model.classify(of);
      seconds += of.seconds();
      String label = model.settings().words().contains(of.label()) ? of.label() : Word.UNKNOWN;
      if (word.word().equals(label)) {
        right++;
        likelihood += word.probability() / recordings.size();
        delay += word.decided() - of.seconds();
      } else {
        wrong.merge(of.label() + " -> " + word.word(), 1, Integer::sum);
      }
      done.accept(++heard);
    }
    double factor = (System.nanoTime() - start) * 1e-9 / Math.max(1e-9, seconds);
    return new CommandReport(
        recordings.size(), right, likelihood, delay / Math.max(1, right), factor, wrong);
  }

  /** Returns the share of recordings taken for their word. */
  public double accuracy() {
    return (double) right / Math.max(1, recordings);
  }
}
