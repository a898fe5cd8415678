package dev.ieum.sequences.train;

import dev.ieum.sequences.model.CommandNetwork.Window;
import dev.ieum.sequences.speech.CommandSettings;
import dev.ieum.sequences.speech.LogMel;
import dev.ieum.sequences.speech.Recording;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes streams to learn from: words of recordings, faster or slower, and sounds that are none,
 * with pauses between them and noise behind them. All chance comes from the generator that is
 * given. Immutable.
 *
 * @param recordings that streams are made of
 */
record StreamMixer(
    List<Recording> recordings, CommandSettings settings, CommandConfig.Augment augment) {
  private static final double QUIET = 3e-4; // of the loudest 10 ms: there a word begins and ends
  private static final int LEARNED = 14; // rows of a word; earlier ones could be another's
  private static final int IGNORED = -1;

  /** Returns a stream with the class of each row. */
  Window stream(SplittableRandom random) {
    int rate = recordings.get(random.nextInt(recordings.size())).rate();
    float[] sound = new float[rate * 8 / 5];
    // Read as if it were of another rate, a stream is faster or slower.
    int read = (int) Math.round(rate * (1 + between(-augment.speed(), augment.speed(), random)));
    int hop = LogMel.hop(read);
    int[] classes = new int[(sound.length - LogMel.window(read)) / hop + 1];
    int unknown = settings.words().size();
    int nothing = unknown + 1;
    Arrays.fill(classes, nothing);
    float gain = decibels(between(-augment.quieter(), 10, random));
    int whole = 0; // where the last whole sound ends
    int at = random.nextInt(3) == 0 ? 0 : random.nextInt(rate / 2);
    while (at < sound.length) {
      Recording of = any(rate, random);
      int label = settings.words().indexOf(of.label());
      boolean made = label >= 0 && random.nextDouble() < augment.unknown();
      float[] item = made ? unknown(rate, random) : of.samples();
      add(item, gain * decibels(between(-6, 6, random)), sound, at);
      mark(classes, made || label < 0 ? unknown : label, item, at, read);
      at += item.length;
      whole = at <= sound.length ? at : whole;
      at += rate / 10 + random.nextInt(rate / 2);
    }
    if (random.nextInt(6) > 0) {
      float level = rms(sound) * decibels(-between(augment.leastSnr(), 50, random));
      add(noise(sound.length, random), level, sound, 0);
    }
    if (random.nextInt(3) == 0) { // a file may end where a word does
      Arrays.fill(
          sound, Math.min(sound.length, whole + random.nextInt(rate / 20)), sound.length, 0);
      Arrays.fill(classes, Math.min(whole / hop + 3, classes.length), classes.length, nothing);
    }
    for (int t = 0; t < classes.length; t++) { // a few rows of silence say enough
      classes[t] = classes[t] == nothing && random.nextInt(3) > 0 ? IGNORED : classes[t];
    }
    LogMel bands = new LogMel(read, 1 + upTo(augment.warp(), random));
    return new Window(rows(bands.read(sound), random), classes);
  }

  private Recording any(int rate, SplittableRandom random) {
    while (true) {
      Recording of = recordings.get(random.nextInt(recordings.size()));
      if (of.rate() == rate) {
        return of;
      }
    }
  }

  private static void add(float[] item, float gain, float[] sound, int at) {
    for (int i = 0; i < Math.min(item.length, sound.length - at); i++) {
      sound[at + i] += gain * item[i];
    }
  }

  /** A word's end has its class; its beginning could be that of another. */
  private static void mark(int[] classes, int label, float[] item, int at, int rate) {
    int hop = LogMel.hop(rate);
    double[] powers = new double[item.length / hop + 1];
    for (int i = 0; i < item.length; i++) {
      powers[i / hop] += item[i] * item[i];
    }
    double quiet = QUIET * Arrays.stream(powers).max().orElseThrow();
    int[] loud = IntStream.range(0, powers.length).filter(i -> powers[i] > quiet).toArray();
    if (loud.length > 0) {
      int first = (at + loud[0] * hop - LogMel.window(rate)) / hop + 1;
      int end = at + Math.min(item.length, (loud[loud.length - 1] + 1) * hop);
      int last = (end - LogMel.window(rate)) / hop + 1; // sees the whole word
      for (int t = Math.max(0, first); t < Math.min(last + 4, classes.length); t++) {
        classes[t] = t < last - LEARNED || t == last + 3 ? IGNORED : label;
      }
    }
  }

  /** The running means begin between those of all recordings and those of this stream. */
  private float[][] rows(List<double[]> powers, SplittableRandom random) {
    List<Double> own = LogMel.means(powers.stream());
    double share = Math.max(0, between(-0.5, 1, random));
    double[] means =
        IntStream.range(0, LogMel.BANDS)
            .mapToDouble(b -> share * own.get(b) + (1 - share) * settings.means().get(b))
            .toArray();
    float[][] rows = powers.stream().map(of -> LogMel.level(of, means)).toArray(float[][]::new);
    double tilt = upTo(augment.tilt(), random);
    double bend = upTo(augment.tilt(), random);
    for (int b = 0; b < LogMel.BANDS; b++) {
      double angle = Math.PI * (b + 0.5) / LogMel.BANDS;
      float more = (float) ((tilt * Math.cos(angle) + bend * Math.cos(2 * angle)) / LogMel.UNIT);
      for (float[] row : rows) {
        row[b] += more;
      }
    }
    for (int m = 0; m < augment.masks(); m++) {
      int from = random.nextInt(rows.length);
      int to = Math.min(rows.length, from + random.nextInt(8));
      int band = random.nextInt(LogMel.BANDS);
      int end = Math.min(LogMel.BANDS, band + random.nextInt(7));
      for (int t = 0; t < rows.length; t++) {
        boolean all = t >= from && t < to;
        Arrays.fill(rows[t], all ? 0 : band, all ? LogMel.BANDS : end, 0);
      }
    }
    return rows;
  }

  /** Returns a sound that is no word: noise, or speech reversed, broken off or put together. */
  float[] unknown(int rate, SplittableRandom random) {
    float[] one = any(rate, random).samples();
    int kind = random.nextInt(5);
    if (kind == 0) {
      float[] sound = new float[rate / 10 + random.nextInt(rate)];
      add(noise(sound.length, random), rms(one), sound, 0);
      return sound;
    } else if (kind == 1) {
      return Arrays.copyOf(one, (int) (one.length * between(0.2, 0.4, random)));
    }
    float[] two = any(rate, random).samples();
    boolean reversed = kind == 2 || random.nextBoolean();
    int cut = kind == 2 ? 0 : (int) (one.length * between(0.25, 0.75, random));
    int skip = kind == 2 ? 0 : (int) (two.length * between(0.25, 0.75, random));
    float[] joined = Arrays.copyOf(one, cut + two.length - skip);
    for (int i = skip; i < two.length; i++) {
      joined[cut + i - skip] = two[reversed ? two.length - 1 - i : i];
    }
    return joined;
  }

  /** Returns noise, from low and dull to high, whose mean square is 1. */
  private static float[] noise(int length, SplittableRandom random) {
    float[] noise = new float[length];
    double keep = between(-0.7, 0.98, random);
    double last = 0;
    for (int i = 0; i < length; i++) {
      last = keep * last + between(-1, 1, random);
      noise[i] = (float) (last * Math.sqrt(3 * (1 - keep * keep)));
    }
    return noise;
  }

  /** Returns the root of the mean square of what is not silence. */
  private static float rms(float[] sound) {
    double sum = 0;
    int count = 1;
    for (float sample : sound) {
      sum += sample * sample;
      count += sample == 0 ? 0 : 1;
    }
    return (float) Math.sqrt(sum / count);
  }

  private static double between(double low, double high, SplittableRandom random) {
    return low + (high - low) * random.nextDouble();
  }

  /** Either way; nothing is drawn where nothing may change. */
  private static double upTo(double limit, SplittableRandom random) {
    return limit == 0 ? 0 : between(-limit, limit, random);
  }

  private static float decibels(double level) {
    return (float) Math.pow(10, level / 20);
  }
}
