package dev.ieum.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Transcodes text to UTF-8 from an encoding whose line feed is more than a byte, such as UTF-16.
 * Not thread-safe. Owns its input; close it.
 */
final class TranscodedStream extends InputStream {
  private final Reader reader;
  private final CharBuffer chars = CharBuffer.allocate(1 << 12).limit(0);
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  TranscodedStream(InputStream input, Charset encoding) {
    reader = new InputStreamReader(input, Utf8Lines.strict(encoding));
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.remaining());
    bytes.get(target, offset, count);
    return count;
  }

  private boolean fill() throws IOException {
    while (!bytes.hasRemaining()) {
      chars.clear();
      if (reader.read(chars) < 0) {
        return false;
      }
      chars.flip();
      int last = chars.length() - 1;
      if (last >= 0 && Character.isHighSurrogate(chars.charAt(last))) {
        int low = reader.read(); // its other half is in the next read
        String whole = chars + (low < 0 ? "" : Character.toString((char) low));
        bytes = StandardCharsets.UTF_8.encode(whole);
      } else {
        bytes = StandardCharsets.UTF_8.encode(chars);
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
