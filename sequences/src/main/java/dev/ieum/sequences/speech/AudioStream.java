package dev.ieum.sequences.speech;

import dev.ieum.datasets.CorpusFormatException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Sound as it comes in: the samples of a wav file or pipe, or raw ones, 16 bits each, little
 * endian. Several channels become their mean. Not thread-safe.
 */
public final class AudioStream implements AutoCloseable {
  private static final int RIFF = 0x46464952; // "RIFF" as a little-endian number, and so on
  private static final int WAVE = 0x45564157;
  private static final int FORMAT = 0x20746D66;
  private static final int DATA = 0x61746164;
  private static final List<Integer> PCM = List.of(1, 0xFFFE);

  private final InputStream in;
  private final String name;
  private int rate;
  private int channels = 1;
  private long left = Long.MAX_VALUE; // bytes

  /**
   * Opens a stream, which it closes at the end.
   *
   * @param name of the stream in errors
   * @param raw the rate of raw samples of one channel; without it a wav is read, whose length may
   *     be unknown, as in a pipe
   * @throws CorpusFormatException when it is none that is read here
   */
  public AudioStream(InputStream in, String name, Optional<Integer> raw) throws IOException {
    this.in = new BufferedInputStream(in);
    this.name = name;
    rate = raw.orElse(0);
    if (raw.isEmpty()) {
      readHeader();
    }
    if (rate < LogMel.LEAST_RATE || rate > 192_000) {
      throw refused(rate + " Hz");
    }
  }

  private CorpusFormatException refused(String found) {
    return new CorpusFormatException(
        name,
        0,
        "a wav of 16-bit PCM, 8000 to 192000 Hz (make one: ffmpeg -i FILE -c:a pcm_s16le OUT.wav)",
        found);
  }

  private void readHeader() throws IOException {
    try {
      ByteBuffer start = next(12);
      if (start.getInt() != RIFF || start.getInt(8) != WAVE) {
        throw refused("another kind of file");
      }
      ByteBuffer chunk = next(8);
      for (int kind = chunk.getInt(); kind != DATA; kind = chunk.getInt()) {
        long size = Integer.toUnsignedLong(chunk.getInt());
        ByteBuffer body = next((int) Math.min(size, 16));
        if (kind == FORMAT) {
          int code = body.getShort() & 0xFFFF;
          channels = body.getShort();
          rate = body.getInt();
          int bits = body.getShort(14);
          if (!PCM.contains(code) || bits != 16 || channels < 1) {
            throw refused("format %d, %d bits, %d channels".formatted(code, bits, channels));
          }
        }
        in.skipNBytes(size - body.capacity() + size % 2);
        chunk = next(8);
      }
      // Programs that write to a pipe do not know the length, and state none or the most.
      long size = Integer.toUnsignedLong(chunk.getInt());
      left = size == 0 || size > Integer.MAX_VALUE - 64 ? Long.MAX_VALUE : size;
    } catch (BufferUnderflowException | IndexOutOfBoundsException | EOFException e) {
      throw refused("no sound in it");
    }
  }

  private ByteBuffer next(int bytes) throws IOException {
    return ByteBuffer.wrap(in.readNBytes(bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns samples in a second. */
  public int rate() {
    return rate;
  }

  /** Returns what has come in, at least one sample in [-1, 1]; none at the end. */
  public float[] read() throws IOException {
    int width = 2 * channels;
    byte[] bytes = new byte[rate / 10 * width];
    int got = Math.max(0, in.read(bytes, 0, (int) Math.min(bytes.length, left)));
    got += in.readNBytes(bytes, got, (width - got % width) % width);
    left -= got;
    ByteBuffer pcm = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[got / width];
    for (int i = 0; i < samples.length * channels; i++) {
      samples[i / channels] += pcm.getShort() / (32_768f * channels);
    }
    return samples;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
