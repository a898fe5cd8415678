package dev.ieum.core.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Strict reader and writer of the safetensors format: 8 bytes little-endian header length, a JSON
 * header, then the tensors' bytes without gap (huggingface/safetensors, README "Format").
 *
 * <p>The reader proves the whole header against the true size of the file before it allocates a
 * tensor, so a lying header costs no memory. Sizes are 64-bit and tensors are streamed: only a
 * single tensor is bound by Java's array length. Thread-safe.
 */
public final class SafeTensors {
  /** The largest header accepted, as in the reference implementation. */
  private static final int MAX_HEADER_BYTES = 100_000_000;

  private static final int CHUNK_BYTES = 1 << 16;

  private SafeTensors() {}

  /**
   * Reads every tensor of a file, in the order of their bytes.
   *
   * @throws ModelBundleException when the file breaks the format
   * @throws IOException when it cannot be read
   */
  public static Map<String, FloatTensor> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new Input(file.toString(), channel, channel.size()).tensors();
    }
  }

  /**
   * Reads every tensor of a stream to its end; the stream stays open.
   *
   * @param where what to call the stream in errors
   * @param size the bytes the stream holds, as its owner knows them, not as the content claims
   * @throws ModelBundleException when the bytes break the format or are not {@code size} many
   * @throws IOException when the stream cannot be read
   */
  public static Map<String, FloatTensor> read(InputStream in, long size, String where)
      throws IOException {
    return new Input(where, Channels.newChannel(in), size).tensors();
  }

  /**
   * Writes a file atomically; equal tensors give equal bytes, whatever the map's order.
   *
   * @throws ModelBundleException when a finite number is too large for {@link Precision#F16}
   * @throws IOException when it cannot be written; an earlier file is then untouched
   */
  public static void write(Path file, Map<String, FloatTensor> tensors, Precision precision)
      throws IOException {
    AtomicFiles.writeFile(
        file,
        temporary -> {
          try (FileChannel channel =
              FileChannel.open(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(channel, file.toString(), tensors, precision);
          }
        });
  }

  private static void write(
      WritableByteChannel channel,
      String where,
      Map<String, FloatTensor> tensors,
      Precision precision)
      throws IOException {
    Objects.requireNonNull(precision, "precision");
    if (tensors.containsKey(SafeTensorsHeader.METADATA)) {
      throw new IllegalArgumentException(
          "tensor name = " + SafeTensorsHeader.METADATA + "; the format reserves it");
    }
    TreeMap<String, FloatTensor> sorted = new TreeMap<>(tensors);
    byte[] header = SafeTensorsHeader.format(sorted, precision);
    if (header.length > MAX_HEADER_BYTES) {
      throw new IllegalArgumentException(
          "header = %d bytes; allowed: %d".formatted(header.length, MAX_HEADER_BYTES));
    }
    ByteBuffer buffer = buffer();
    buffer.putLong(header.length);
    flush(buffer, channel);
    writeFully(ByteBuffer.wrap(header), channel);
    for (Map.Entry<String, FloatTensor> entry : sorted.entrySet()) {
      float[] values = entry.getValue().values();
      switch (precision) {
        case F32 -> writeFloats(values, buffer, channel);
        case F16 -> writeHalves(values, buffer, channel, where + ": tensor '" + entry.getKey());
      }
    }
  }

  private static void writeFloats(float[] values, ByteBuffer buffer, WritableByteChannel channel)
      throws IOException {
    for (int done = 0; done < values.length; ) {
      int count = Math.min(values.length - done, CHUNK_BYTES / Float.BYTES);
      buffer.asFloatBuffer().put(values, done, count);
      buffer.position(count * Float.BYTES);
      flush(buffer, channel);
      done += count;
    }
  }

  private static void writeHalves(
      float[] values, ByteBuffer buffer, WritableByteChannel channel, String where)
      throws IOException {
    for (int i = 0; i < values.length; i++) {
      short half = Float16.fromFloat(values[i]);
      if ((half & 0x7fff) == 0x7c00 && !Float.isInfinite(values[i])) {
        throw new ModelBundleException(
            "%s'[%d] = %s; allowed in 16 bits: -65504 to 65504; write it with 32-bit precision"
                .formatted(where, i, values[i]));
      }
      buffer.putShort(half);
      if (!buffer.hasRemaining()) {
        flush(buffer, channel);
      }
    }
    flush(buffer, channel);
  }

  private static void flush(ByteBuffer buffer, WritableByteChannel channel) throws IOException {
    buffer.flip();
    writeFully(buffer, channel);
    buffer.clear();
  }

  private static void writeFully(ByteBuffer bytes, WritableByteChannel channel) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** One pass over a source of known size. Not thread-safe. */
  private static final class Input {
    private final String where;
    private final ReadableByteChannel channel;
    private final long size;
    private final ByteBuffer buffer = buffer();

    Input(String where, ReadableByteChannel channel, long size) {
      this.where = Objects.requireNonNull(where, "where");
      this.channel = channel;
      this.size = size;
    }

    List<SafeTensorsHeader.Entry> header() throws IOException {
      if (size < Long.BYTES) {
        throw SafeTensorsHeader.bad(where, "the file has only " + size + " bytes");
      }
      long length = next(Long.BYTES).getLong();
      if (length < 0 || length > MAX_HEADER_BYTES || length > size - Long.BYTES) {
        throw SafeTensorsHeader.bad(
            where,
            "header length = %s; allowed: at most %d bytes and the file's own %d"
                .formatted(Long.toUnsignedString(length), MAX_HEADER_BYTES, size - Long.BYTES));
      }
      // The length is now bound by the size that the owner of the bytes vouches for.
      ByteBuffer json = ByteBuffer.allocate((int) length);
      fill(json);
      return SafeTensorsHeader.parse(where, json.array(), size - Long.BYTES - length);
    }

    Map<String, FloatTensor> tensors() throws IOException {
      Map<String, FloatTensor> tensors = new LinkedHashMap<>();
      for (SafeTensorsHeader.Entry entry : header()) {
        tensors.put(entry.name(), new FloatTensor(entry.shape(), values(entry)));
      }
      if (channel.read(buffer.clear()) > 0) {
        throw SafeTensorsHeader.bad(where, "bytes follow the " + size + " expected");
      }
      return tensors;
    }

    private float[] values(SafeTensorsHeader.Entry entry) throws IOException {
      float[] values = new float[entry.elements()];
      int perChunk = CHUNK_BYTES / entry.type().bytes;
      for (int done = 0; done < values.length; ) {
        int count = Math.min(values.length - done, perChunk);
        ByteBuffer bytes = next(count * entry.type().bytes);
        switch (entry.type()) {
          case F32 -> bytes.asFloatBuffer().get(values, done, count);
          case F16 -> {
            for (int i = done; i < done + count; i++) {
              values[i] = Float16.toFloat(bytes.getShort());
            }
          }
          case BF16 -> { // the upper half of a float
            for (int i = done; i < done + count; i++) {
              values[i] = Float.intBitsToFloat(bytes.getShort() << 16);
            }
          }
        }
        requireFinite(entry, values, done, done + count);
        done += count;
      }
      return values;
    }

    private void requireFinite(SafeTensorsHeader.Entry entry, float[] values, int begin, int end) {
      for (int i = begin; i < end; i++) {
        if (!Float.isFinite(values[i])) {
          throw SafeTensorsHeader.bad(
              where,
              "tensor '%s'[%d] = %s; allowed: finite numbers"
                  .formatted(entry.name(), i, values[i]));
        }
      }
    }

    private ByteBuffer next(int count) throws IOException {
      buffer.clear().limit(count);
      fill(buffer);
      return buffer.flip();
    }

    private void fill(ByteBuffer target) throws IOException {
      while (target.hasRemaining()) {
        if (channel.read(target) < 0) {
          throw new ModelBundleException(
              where + ": the file ended early; it is truncated: fetch or write it again",
              new EOFException());
        }
      }
    }
  }

  /** How weights are stored on disk; in memory they are always 32-bit. */
  public enum Precision {
    /** IEEE 754 binary32: every float exactly. */
    F32(4),
    /** IEEE 754 binary16: half the size, 11 significant bits, at most 65,504 in magnitude. */
    F16(2);

    private final int bytes;

    Precision(int bytes) {
      this.bytes = bytes;
    }

    /** Returns the bytes that one number takes. */
    public int bytes() {
      return bytes;
    }
  }
}
