package dev.ieum.sequences.speech;

import dev.ieum.sequences.model.CommandPredictor;
import dev.ieum.sequences.model.SequenceState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stream of sound as it comes in. Every 10 ms the network says what is being spoken; when it has
 * said "nothing" for a moment, a word is over, and it is the class that is the likeliest on average
 * over its last half second. What is kept does not grow with the stream, and pieces of any size
 * give the same words. Not thread-safe.
 */
public final class CommandSession {
  private static final int LOOK_BACK = 20; // rows
  private static final int REST = 4; // rows that a word's begin and end are averaged over
  private static final int LEAST = 6; // rows of a word
  private static final int MOST = 200; // rows after which an endless sound is decided
  private static final double END = 0.3; // seconds of silence behind a stream

  private final CommandPredictor network;
  private final List<String> words;
  private final int rate;
  private final LogMel input;
  private final double[] means;
  private final float[][] latest = new float[LOOK_BACK][]; // probabilities, by row modulo its size
  private SequenceState state;
  private long row;
  private long begin = -1; // row of the word that is being spoken; negative: none is

  CommandSession(CommandPredictor network, CommandSettings settings, int rate) {
    this.network = network;
    this.rate = rate;
    words = settings.words();
    input = new LogMel(rate);
    means = settings.means().stream().mapToDouble(Double::doubleValue).toArray();
    state = network.start();
    float[] silence = new float[words.size() + 2];
    silence[words.size() + 1] = 1;
    Arrays.fill(latest, silence);
  }

  /**
   * Reads sound.
   *
   * @param samples in [-1, 1]
   * @return the words decided meanwhile
   */
  public List<Word> accept(float[] samples) {
    List<Word> heard = new ArrayList<>();
    for (double[] powers : input.read(samples)) {
      state = network.advance(LogMel.level(powers, means), state);
      latest[(int) (row++ % LOOK_BACK)] = network.probabilities(state);
      double idle = mean(REST)[words.size() + 1];
      if (begin < 0 && idle < 0.5) {
        begin = row - REST;
      } else if (begin >= 0 && (idle > 0.5 || row - begin > MOST)) {
        if (row - begin >= LEAST) {
          heard.add(decide(mean((int) Math.min(LOOK_BACK, row - begin))));
        }
        begin = -1;
      }
    }
    return heard;
  }

  /** Returns the word that the stream ends with, if it is not decided yet. */
  public List<Word> finish() {
    return accept(new float[(int) (END * rate)]);
  }

  /** Returns where a row ends, in seconds; the first one needs a whole window. */
  private double seconds(double row) {
    return Math.max(0, (row + 1.5) * LogMel.hop(rate) / rate);
  }

  /** Returns the mean probability of each class over the latest rows. */
  private double[] mean(int rows) {
    double[] mean = new double[words.size() + 2];
    for (int r = 1; r <= rows; r++) {
      float[] of = latest[(int) ((row - r + LOOK_BACK) % LOOK_BACK)];
      for (int c = 0; c < mean.length; c++) {
        mean[c] += of[c] / rows;
      }
    }
    return mean;
  }

  private Word decide(double[] mean) {
    int best = words.size(); // unknown
    for (int c = 0; c < words.size(); c++) {
      best = mean[c] > mean[best] ? c : best;
    }
    String word = best < words.size() ? words.get(best) : Word.UNKNOWN;
    double probability = mean[best] / (1 - mean[words.size() + 1]);
    double middle = (REST + 2.5) / 2; // of the rows that begin and end are averaged over
    return new Word(
        word,
        seconds(begin + REST - middle),
        seconds(row - middle),
        seconds((double) row),
        probability);
  }
}
