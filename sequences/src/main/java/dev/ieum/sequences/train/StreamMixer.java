package dev.ieum.sequences.train;

import dev.ieum.sequences.model.CommandNetwork.Window;
import dev.ieum.sequences.speech.CommandSettings;
import dev.ieum.sequences.speech.LogMel;
import dev.ieum.sequences.speech.Recording;
import java.util.ArrayList;
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
    int length = rate * 8 / 5;
    float[] sound = new float[length];
    // Read as if it were of another rate, a stream is faster or slower.
    double speed = 1 + between(-augment.speed(), augment.speed(), random);
    Rows marks = new Rows((int) Math.round(rate * speed), length);
    int whole = 0; // where the last whole sound ends
    for (int at = random.nextInt(3) == 0 ? 0 : random.nextInt(rate / 2); at < length; ) {
      Recording of = any(rate, random);
      int known = settings.words().indexOf(of.label());
      boolean word = known >= 0 && random.nextDouble() >= augment.unknown();
      float[] item = known < 0 || word ? of.samples() : unknown(rate, random);
      float gain = decibels(between(-6, 6, random));
      for (int i = 0; i < Math.min(item.length, length - at); i++) {
        sound[at + i] = gain * item[i];
      }
      marks.mark(at, item, word ? known : settings.words().size());
      whole = at + item.length <= length ? at + item.length : whole;
      at += item.length + rate / 10 + random.nextInt(rate / 2);
    }
    if (random.nextInt(6) > 0) {
      float level = rms(sound) * decibels(-between(augment.leastSnr(), 50, random));
      float[] noise = noise(length, level, random);
      for (int i = 0; i < length; i++) {
        sound[i] += noise[i];
      }
    }
    if (random.nextInt(3) == 0) { // a file may end where a word does
      Arrays.fill(sound, Math.min(length, whole + random.nextInt(rate / 20)), length, 0);
      marks.fill(whole / marks.hop + 3);
    }
    float gain = decibels(between(-10, 10, random));
    for (int i = 0; i < length; i++) {
      sound[i] *= gain;
    }
    for (int t = 0; t < marks.classes.length; t++) { // a few rows of silence say enough
      boolean silent = marks.classes[t] == marks.nothing();
      marks.classes[t] = silent && random.nextInt(3) > 0 ? IGNORED : marks.classes[t];
    }
    return new Window(marks.read(sound, random), marks.classes);
  }

  private Recording any(int rate, SplittableRandom random) {
    while (true) {
      Recording of = recordings.get(random.nextInt(recordings.size()));
      if (of.rate() == rate) {
        return of;
      }
    }
  }

  /** The rows of a stream, and what is learned of each. */
  private final class Rows {
    final int rate;
    final int hop;
    final int window;
    final int[] classes;

    Rows(int rate, int length) {
      this.rate = rate;
      hop = LogMel.hop(rate);
      window = hop * 5 / 2;
      classes = new int[(length - window) / hop + 1];
      fill(0);
    }

    void fill(int from) {
      Arrays.fill(classes, Math.min(from, classes.length), classes.length, nothing());
    }

    int nothing() {
      return settings.words().size() + 1;
    }

    /** A word's end has its class; its beginning could be that of another. */
    void mark(int at, float[] item, int label) {
      double quiet = 0;
      for (int i = 0; i < item.length; i += hop) {
        quiet = Math.max(quiet, QUIET * power(item, i));
      }
      int from = 0;
      int to = item.length;
      while (from < to && power(item, from) <= quiet) {
        from += hop;
      }
      while (to > from && power(item, to - hop) <= quiet) {
        to -= hop;
      }
      int first = Math.max(0, (at + from - window) / hop + 1);
      int last = (at + to - window) / hop + 1; // sees the whole word
      for (int t = first; t <= last + 3 && t < classes.length; t++) {
        classes[t] = t < last - LEARNED || t == last + 3 ? IGNORED : label;
      }
    }

    private double power(float[] sound, int from) {
      double sum = 0;
      for (int i = Math.max(0, from); i < Math.min(sound.length, from + hop); i++) {
        sum += sound[i] * sound[i];
      }
      return sum;
    }

    /** The running means begin between those of all recordings and those of this stream. */
    float[][] read(float[] sound, SplittableRandom random) {
      List<Double> own = LogMel.means(List.of(new Recording("", rate, sound)));
      double share = Math.max(0, between(-0.5, 1, random));
      List<Double> means =
          IntStream.range(0, LogMel.BANDS)
              .mapToObj(b -> share * own.get(b) + (1 - share) * settings.means().get(b))
              .toList();
      List<float[]> rows = new ArrayList<>();
      new LogMel(rate, means).accept(sound, sound.length, rows::add);
      for (int m = 0; m < augment.masks(); m++) {
        int t = random.nextInt(rows.size());
        rows.subList(t, Math.min(rows.size(), t + random.nextInt(8)))
            .forEach(row -> Arrays.fill(row, 0));
        int band = random.nextInt(LogMel.BANDS);
        int end = Math.min(LogMel.BANDS, band + random.nextInt(7));
        rows.forEach(row -> Arrays.fill(row, band, end, 0));
      }
      return rows.toArray(float[][]::new);
    }
  }

  /** Returns a sound that is no word: noise, or speech reversed, broken off or put together. */
  float[] unknown(int rate, SplittableRandom random) {
    float[] one = any(rate, random).samples();
    int kind = random.nextInt(5);
    if (kind == 0) {
      return noise(rate / 10 + random.nextInt(rate), rms(one), random);
    } else if (kind == 1) {
      return Arrays.copyOf(one, (int) (one.length * between(0.2, 0.4, random)));
    } else if (kind == 2) {
      return reversed(one);
    }
    float[] two = any(rate, random).samples();
    float[] half = random.nextBoolean() ? two : reversed(two);
    int cut = (int) (one.length * between(0.25, 0.75, random));
    int skip = (int) (half.length * between(0.25, 0.75, random));
    float[] joined = Arrays.copyOf(one, cut + half.length - skip);
    System.arraycopy(half, skip, joined, cut, half.length - skip);
    return joined;
  }

  private static float[] reversed(float[] sound) {
    float[] reversed = new float[sound.length];
    for (int i = 0; i < sound.length; i++) {
      reversed[i] = sound[sound.length - 1 - i];
    }
    return reversed;
  }

  /** Returns noise of a loudness, from low and dull to high. */
  private static float[] noise(int length, float level, SplittableRandom random) {
    float[] noise = new float[length];
    float keep = (float) between(-0.7, 0.98, random);
    for (int i = 0; i < length; i++) {
      noise[i] = (i == 0 ? 0 : keep * noise[i - 1]) + (float) between(-1, 1, random);
    }
    float factor = level / rms(noise);
    for (int i = 0; i < length; i++) {
      noise[i] *= factor;
    }
    return noise;
  }

  /** Returns the root of the mean square of what is not silence. */
  private static float rms(float[] sound) {
    double sum = 0;
    int count = 0;
    for (float sample : sound) {
      sum += sample * sample;
      count += sample == 0 ? 0 : 1;
    }
    return (float) Math.sqrt(1e-12 + sum / Math.max(1, count));
  }

  private static double between(double low, double high, SplittableRandom random) {
    return low + (high - low) * random.nextDouble();
  }

  private static float decibels(double level) {
    return (float) Math.pow(10, level / 20);
  }
}
