package dev.ieum.datasets;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a text, in UTF-8 unless another encoding is named, strictly decoded. Not
 * thread-safe; use one per thread.
 *
 * <p>{@link java.io.BufferedReader} either replaces bad bytes silently or fails without a line
 * number, and it treats a bare carriage return as a line end; here a line ends with a line feed
 * only (one carriage return before it is dropped), a byte-order mark at the very start is dropped,
 * and bytes that are not valid text are an error that names the line. Owns its input; close it.
 */
public final class Utf8Lines implements Iterator<String>, AutoCloseable {

  /**
   * The longest line that is read, in bytes; a longer one is an error instead of exhausted memory.
   */
  public static final int MAX_LINE_BYTES = 1 << 28;

  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int CHUNK = 1 << 16;

  private final InputStream input;
  private final String name;
  private final CharsetDecoder decoder;
  private final byte[] chunk = new byte[CHUNK];
  private int chunkBegin;
  private int chunkEnd;
  private byte[] line = new byte[256];
  private int lineLength;
  private boolean lineReady;
  private boolean ended;
  private long lineNumber;
  private CountingStream counted = new CountingStream(InputStream.nullInputStream());

  private Utf8Lines(InputStream input, String name, Charset encoding) {
    this.name = Objects.requireNonNull(name, "name");
    boolean lineFeedIsAByte = "\n".getBytes(encoding).length == 1;
    this.input = lineFeedIsAByte ? input : new TranscodedStream(input, encoding);
    this.decoder = strict(lineFeedIsAByte ? encoding : StandardCharsets.UTF_8);
  }

  /** Returns a decoder that reports bytes that are not valid in {@code encoding}. */
  static CharsetDecoder strict(Charset encoding) {
    return encoding
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Returns the lines of {@code input}, which errors call {@code name}. */
  public static Utf8Lines of(InputStream input, String name) {
    return of(input, name, StandardCharsets.UTF_8);
  }

  /** Returns the lines of {@code input}, a text in another encoding. */
  public static Utf8Lines of(InputStream input, String name, Charset encoding) {
    return new Utf8Lines(Objects.requireNonNull(input, "input"), name, encoding);
  }

  /**
   * Returns the lines of {@code file}, unpacked when its first two bytes are those of gzip.
   *
   * @throws IOException if the file is missing or cannot be opened
   * @throws CorpusFormatException if it is a directory or its gzip header is damaged
   */
  public static Utf8Lines open(Path file) throws IOException {
    return open(file, StandardCharsets.UTF_8);
  }

  /**
   * Returns the lines of {@code file}, a text in another encoding; see {@link #open(Path)}.
   *
   * @throws IOException if the file is missing or cannot be opened
   * @throws CorpusFormatException if it is a directory or its gzip header is damaged
   */
  public static Utf8Lines open(Path file, Charset encoding) throws IOException {
    CountingStream counted = new CountingStream(stream(file));
    BufferedInputStream raw = new BufferedInputStream(counted, CHUNK);
    try {
      Utf8Lines lines = new Utf8Lines(unpacked(raw, file), file.toString(), encoding);
      lines.counted = counted;
      return lines;
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /**
   * Opens a file, a pipe or a device. The streams of {@link Files} query the position even of a
   * pipe, which has none.
   */
  private static InputStream stream(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new CorpusFormatException(file.toString(), 0, "a file", "a directory");
    }
    if (Files.notExists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isReadable(file)) {
      throw new AccessDeniedException(file.toString());
    }
    return new FileInputStream(file.toFile());
  }

  /** Returns how many bytes of the file have been read, before decompression. */
  public long bytesRead() {
    return counted.count.get();
  }

  private static final class CountingStream extends FilterInputStream {
    private final AtomicLong count = new AtomicLong();

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count.addAndGet(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count.addAndGet(Math.max(0, read));
      return read;
    }
  }

  private static InputStream unpacked(BufferedInputStream raw, Path file) throws IOException {
    raw.mark(2);
    int magic = (raw.read() << 8) | raw.read();
    raw.reset();
    if (magic != GZIP_MAGIC) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw, CHUNK);
    } catch (ZipException | EOFException e) {
      throw damagedGzip(file.toString(), 0, e);
    }
  }

  private static CorpusFormatException damagedGzip(String name, long line, IOException cause) {
    CorpusFormatException e =
        new CorpusFormatException(
            name, line, "a complete gzip file", "a damaged one (" + cause.getMessage() + ")");
    e.initCause(cause);
    return e;
  }

  /**
   * Returns the number of the line that {@link #next()} returned last, from 1; 0 before the first.
   */
  public long lineNumber() {
    return lineNumber;
  }

  /** Returns what errors call this text. */
  public String name() {
    return name;
  }

  /**
   * Tells whether another line follows, reading it if necessary.
   *
   * @throws UncheckedIOException if reading fails
   */
  @Override
  public boolean hasNext() {
    if (!lineReady && !ended) {
      try {
        lineReady = readLine();
      } catch (ZipException | EOFException e) {
        ended = true; // the rest cannot be read
        throw damagedGzip(name, lineNumber + 1, e);
      } catch (CharacterCodingException e) {
        throw new CorpusFormatException(
            name, 0, "text in the encoding named", "other bytes; check --encoding");
      } catch (IOException e) {
        ended = true;
        throw new UncheckedIOException(e);
      }
      ended = !lineReady;
    }
    return lineReady;
  }

  /**
   * Returns the next line without its line end.
   *
   * @throws CorpusFormatException if the line is not UTF-8; the line counts as read
   * @throws UncheckedIOException if reading fails
   */
  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException(name + " has no line after " + lineNumber);
    }
    lineReady = false;
    lineNumber++;
    return decode();
  }

  /** Returns the remaining lines as a stream whose closing closes this reader. */
  public Stream<String> stream() {
    return stream(this).onClose(this::close);
  }

  /** Returns {@code entries} as a sequential stream. */
  static <T> Stream<T> stream(Iterator<T> entries) {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(entries, traits), false);
  }

  private boolean readLine() throws IOException {
    lineLength = 0;
    boolean any = false;
    while (fill()) {
      any = true;
      int end = chunkBegin;
      while (end < chunkEnd && chunk[end] != '\n') {
        end++;
      }
      append(chunkBegin, end);
      chunkBegin = Math.min(end + 1, chunkEnd);
      if (end < chunkEnd) {
        return true;
      }
    }
    return any;
  }

  private boolean fill() throws IOException {
    if (chunkBegin == chunkEnd) {
      chunkBegin = 0;
      chunkEnd = Math.max(0, input.read(chunk, 0, CHUNK));
    }
    return chunkEnd > 0;
  }

  private void append(int begin, int end) {
    int needed = lineLength + end - begin;
    if (needed > MAX_LINE_BYTES) {
      throw new CorpusFormatException(
          name, lineNumber + 1, "a line of at most " + MAX_LINE_BYTES + " bytes", "a longer one");
    }
    if (needed > line.length) {
      line = Arrays.copyOf(line, Math.max(needed, 2 * line.length));
    }
    System.arraycopy(chunk, begin, line, lineLength, end - begin);
    lineLength = needed;
  }

  private String decode() {
    int length = lineLength > 0 && line[lineLength - 1] == '\r' ? lineLength - 1 : lineLength;
    ByteBuffer bytes = ByteBuffer.wrap(line, 0, length);
    CharBuffer chars = CharBuffer.allocate((int) Math.ceil(length * decoder.maxCharsPerByte()));
    CoderResult result = decoder.reset().decode(bytes, chars, true);
    if (result.isError()) {
      throw new CorpusFormatException(
          name,
          lineNumber,
          decoder.charset() + " text",
          "byte 0x%02X at byte %d of the line; %s"
              .formatted(line[bytes.position()], bytes.position() + 1, remedy(length)));
    }
    chars.flip();
    if (lineNumber == 1 && chars.hasRemaining() && chars.charAt(0) == '\uFEFF') {
      chars.position(1);
    }
    return chars.toString();
  }

  /** Korean Excel still writes CP949, so a line that is valid CP949 is likely to be in it. */
  private String remedy(int length) {
    Charset korean = Charset.isSupported("x-windows-949") ? Charset.forName("x-windows-949") : null;
    boolean likely = false;
    if (korean != null && !korean.equals(decoder.charset())) {
      try {
        likely =
            strict(korean)
                .decode(ByteBuffer.wrap(line, 0, length))
                .chars()
                .anyMatch(c -> c >= '가' && c <= '힣');
      } catch (CharacterCodingException e) {
        likely = false;
      }
    }
    return likely
        ? "it looks like Korean in CP949: read it so (--encoding CP949), or convert the file with"
            + " iconv -f CP949 -t UTF-8"
        : "convert the file to UTF-8, or name its encoding";
  }

  /**
   * Closes the input.
   *
   * @throws UncheckedIOException if that fails
   */
  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
