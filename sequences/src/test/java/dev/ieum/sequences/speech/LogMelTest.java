package dev.ieum.sequences.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogMelTest {
  private static final List<Double> ZEROS = Collections.nCopies(LogMel.BANDS, 0.0);

  private static float[] tone(double hertz, int count, int rate) {
    float[] sound = new float[count];
    for (int i = 0; i < count; i++) {
      sound[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return sound;
  }

  private static List<float[]> rows(float[] sound, int rate) {
    List<float[]> rows = new ArrayList<>();
    new LogMel(rate, ZEROS).accept(sound, sound.length, rows::add);
    return rows;
  }

  @Test
  void logPowers_tone_areThoseOfNumpy() {
    LogMel input = new LogMel(8_000, ZEROS);
    input.accept(tone(1_000, 200, 8_000), 200, row -> {});
    double[] powers = input.logPowers();
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
  void accept_silence_isTheFloorLessTheRunningMean() {
    List<float[]> rows = rows(new float[200 + 80], 8_000);
    double floor = Math.log(1e-8);
    assertEquals(2, rows.size());
    assertEquals(floor / 3, rows.get(0)[7], 1e-6); // the mean begins at 0
    assertEquals((floor - floor / 300) / 3, rows.get(1)[7], 1e-6);
  }

  @Test
  void accept_piecesOfAnySize_giveTheSameBits() {
    Random random = new Random(3);
    float[] sound = Sounds.glide(300, 2_000, 3_001, 8_000, random);
    LogMel input = new LogMel(8_000, ZEROS);
    List<float[]> pieces = new ArrayList<>();
    for (int at = 0; at < sound.length; ) {
      int count = Math.min(1 + random.nextInt(170), sound.length - at);
      input.accept(java.util.Arrays.copyOfRange(sound, at, at + count), count, pieces::add);
      at += count;
    }
    List<float[]> whole = rows(sound, 8_000);
    assertEquals(36, whole.size()); // 1 + (3001 - 200) / 80
    assertArrayEquals(whole.toArray(), pieces.toArray());
    assertEquals(3_001 / 8_000.0, input.seconds());
  }

  @Test
  void accept_otherRates_giveNearlyTheSameRows() {
    float[] expected = rows(tone(1_000, 200, 8_000), 8_000).get(0);
    for (int rate : new int[] {11_025, 16_000, 44_100, 48_000}) {
      float[] row = rows(tone(1_000, rate / 40, rate), rate).get(0);
      for (int b = 17; b < 19; b++) { // where the tone is
        assertEquals(expected[b], row[b], 0.1, rate + " Hz, band " + b);
      }
    }
  }

  @Test
  void means_ofRecordings_areMeansOverAllRows() {
    float[] silence = new float[280];
    float[] tone = tone(1_000, 200, 8_000);
    List<Double> means =
        LogMel.means(List.of(new Recording("a", 8_000, silence), new Recording("b", 8_000, tone)));
    assertEquals((2 * Math.log(1e-8) + 1.267505488) / 3, means.get(18), 1e-6);
  }
}
