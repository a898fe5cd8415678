package dev.ieum.sequences.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Sounds that tests make. */
public final class Sounds {
  private Sounds() {}

  /** Returns a tone that rises or falls, with harmonics and a little noise. */
  public static float[] glide(double from, double to, int count, int rate, Random random) {
    float[] sound = new float[count];
    double phase = 0;
    for (int i = 0; i < count; i++) {
      phase += 2 * Math.PI * (from + (to - from) * i / count) / rate;
      double wave = Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.02 * random.nextGaussian();
      sound[i] = (float) (0.2 * wave);
    }
    return sound;
  }

  /** Returns samples as 16-bit PCM. */
  public static byte[] pcm(float[] sound) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * sound.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : sound) {
      bytes.putShort((short) Math.round(sample * 32_768));
    }
    return bytes.array();
  }

  /** Returns a wav with a chunk before the sound that players pass over. */
  public static byte[] wav(byte[] data, int rate, int channels, int bits, int stated) {
    ByteBuffer bytes = ByteBuffer.allocate(56 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(word("RIFF")).putInt(48 + data.length).put(word("WAVE"));
    bytes.put(word("LIST")).putInt(3).put(new byte[] {1, 2, 3, 0});
    bytes.put(word("fmt ")).putInt(16).putShort((short) 1).putShort((short) channels);
    bytes.putInt(rate).putInt(rate * channels * bits / 8);
    bytes.putShort((short) (channels * bits / 8)).putShort((short) bits);
    return bytes.put(word("data")).putInt(stated).put(data).array();
  }

  private static byte[] word(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes a wav of one channel. */
  public static void write(Path file, float[] sound, int rate) throws IOException {
    byte[] data = pcm(sound);

    Files.write(file, wav(data, rate, 1, 16, data.length));
  }
}
