package dev.ieum.sequences.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogMelTest {
  private static float[] tone(double hertz, int count, int rate) {
    float[] sound = new float[count];
    for (int i = 0; i < count; i++) {
      sound[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return sound;
  }

  @Test
  void read_tone_givesThePowersOfNumpy() {
    double[] powers = new LogMel(8_000).read(tone(1_000, 200, 8_000)).get(0);
    // numpy 2.4.6: rfft of 200 samples by np.hamming(200), triangles whose weights add up to 1.
    int[] bands = {0, 10, 17, 18, 19, 20, 25, 39};
    double[] expected = {
      -9.359930436,
      -8.940393699,
      1.14076806,
      1.267505488,
      -4.388742979,
      -8.466832524,
      -10.452536443,
      -13.196079755
    };
    for (int i = 0; i < bands.length; i++) {
      assertEquals(expected[i], powers[bands[i]], 1e-6, "band " + bands[i]);
    }
  }

  @Test
  void level_silence_isTheFloorLessTheRunningMean() {
    List<double[]> rows = new LogMel(8_000).read(new float[200 + 80]);
    double floor = Math.log(1e-8);
    assertEquals(2, rows.size());
    double[] means = new double[LogMel.BANDS];
    assertEquals(floor / 3, LogMel.level(rows.get(0), means)[7], 1e-6); // the mean begins at 0
    assertEquals((floor - floor / 300) / 3, LogMel.level(rows.get(1), means)[7], 1e-6);
  }

  @Test
  void read_piecesOfAnySize_giveTheSameBits() {
    Random random = new Random(3);
    float[] sound = Sounds.glide(300, 2_000, 3_001, 8_000, random);
    LogMel input = new LogMel(8_000);
    List<double[]> pieces = new ArrayList<>();
    for (int at = 0; at < sound.length; ) {
      int count = Math.min(1 + random.nextInt(170), sound.length - at);
      pieces.addAll(input.read(Arrays.copyOfRange(sound, at, at + count)));
      at += count;
    }
    List<double[]> whole = new LogMel(8_000).read(sound);
    assertEquals(36, whole.size()); // 1 + (3001 - 200) / 80
    assertArrayEquals(whole.toArray(), pieces.toArray());
  }

  @Test
  void read_otherRates_givesNearlyTheSameRows() {
    double[] expected = new LogMel(8_000).read(tone(1_000, 200, 8_000)).get(0);
    for (int rate : new int[] {11_025, 16_000, 44_100, 48_000}) {
      double[] row = new LogMel(rate).read(tone(1_000, rate / 40, rate)).get(0);
      for (int b = 17; b < 19; b++) { // where the tone is
        assertEquals(expected[b], row[b], 0.3, rate + " Hz, band " + b);
      }
    }
  }

  @Test
  void means_areMeansOverAllRows() {
    LogMel input = new LogMel(8_000);
    List<double[]> silence = input.read(new float[280]);
    List<double[]> tone = new LogMel(8_000).read(tone(1_000, 200, 8_000));
    List<Double> means = LogMel.means(Stream.of(silence, tone).flatMap(List::stream));
    assertEquals((2 * Math.log(1e-8) + 1.267505488) / 3, means.get(18), 1e-6);
  }
}
