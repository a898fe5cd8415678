package dev.ieum.datasets;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8LinesTest {

  @TempDir Path dir;

  private static List<String> lines(byte[] bytes) {
    return Utf8Lines.of(new ByteArrayInputStream(bytes), "in").stream().toList();
  }

  private static List<String> lines(String text) {
    return lines(text.getBytes(UTF_8));
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void stream_lineEnds_onlyLineFeedEndsALine() {
    assertEquals(List.of(), lines(""));
    assertEquals(List.of(""), lines("\n"));
    assertEquals(List.of("a", "b"), lines("a\nb"));
    assertEquals(List.of("a", "b"), lines("a\r\nb\n"));
    assertEquals(List.of("a\rb\u2028c\u0085d\u000be"), lines("a\rb\u2028c\u0085d\u000be\n"));
    assertEquals(List.of("", "", "x", ""), lines("\n\nx\n\n"));
  }

  @Test
  void stream_byteOrderMark_isDroppedOnlyAtTheStart() {
    assertEquals(List.of("a", "\uFEFFb"), lines("\uFEFFa\n\uFEFFb\n"));
  }

  @Test
  void stream_linesAcrossChunks_areWhole() {
    String longLine = "가나다😀".repeat(50_000);
    assertEquals(List.of("x", longLine, "y"), lines("x\n" + longLine + "\ny"));
  }

  @Test
  void stream_tenMillionEmptyLines_givesEachOne() {
    byte[] feeds = new byte[10_000_000];
    Arrays.fill(feeds, (byte) '\n');
    assertEquals(
        feeds.length, Utf8Lines.of(new ByteArrayInputStream(feeds), "in").stream().count());
  }

  /** Every sequence of two bytes, and many of three and four, is what the JDK says, or an error. */
  @Test
  void next_everySequenceOfBytes_isDecodedOrAnError() {
    Random random = new Random(20261124);
    List<byte[]> sequences = new ArrayList<>();
    for (int pair = 0; pair < 1 << 16; pair++) {
      sequences.add(new byte[] {(byte) (pair >> 8), (byte) pair});
    }
    for (int i = 0; i < 60_000; i++) {
      byte[] sequence = new byte[3 + i % 2];
      random.nextBytes(sequence);
      // Lead bytes of three and four, so that most are nearly right.
      sequence[0] |= (byte) (i % 2 == 0 ? 0xE0 : 0xF0);
      sequence[1] = (byte) ((sequence[1] & 0x3F) | (i % 8 == 0 ? 0 : 0x80));
      sequence[2] = (byte) ((sequence[2] & 0x3F) | 0x80);
      sequences.add(sequence);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Optional<String>> expected = new ArrayList<>();
    for (byte[] sequence : sequences) {
      String decoded = new String(sequence, UTF_8);
      if (decoded.indexOf('\n') < 0 && decoded.indexOf('\r') < 0) {
        bytes.write('x');
        bytes.writeBytes(sequence);
        bytes.write('\n');
        boolean valid = Arrays.equals(decoded.getBytes(UTF_8), sequence);
        expected.add(valid ? Optional.of("x" + decoded) : Optional.empty());
      }
    }
    Utf8Lines lines = Utf8Lines.of(new ByteArrayInputStream(bytes.toByteArray()), "in");
    int errors = 0;
    for (Optional<String> line : expected) {
      if (line.isPresent()) {
        assertEquals(line.get(), lines.next());
      } else {
        assertThrows(CorpusFormatException.class, lines::next);
        errors++;
      }
    }
    assertFalse(lines.hasNext());
    assertTrue(errors > 40_000 && errors < expected.size() - 20_000, errors + " errors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"B0A1", "C3", "EDA080", "C0AF", "F5808080", "FF", "E38D"})
  void next_notUtf8_namesFileLineAndByte(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("first\nab".getBytes(UTF_8));
    bytes.writeBytes(bad);
    bytes.writeBytes("\nthird\n".getBytes(UTF_8));
    Utf8Lines lines = Utf8Lines.of(new ByteArrayInputStream(bytes.toByteArray()), "in.txt");
    assertEquals("first", lines.next());
    CorpusFormatException e = assertThrows(CorpusFormatException.class, lines::next);
    String found =
        "in.txt:2: expected UTF-8 text, found byte 0x%s at byte 3 of the line; "
            .formatted(hex.substring(0, 2));
    assertTrue(e.getMessage().startsWith(found), e.getMessage());
    assertEquals("third", lines.next());
    assertEquals(3, lines.lineNumber());
  }

  @Test
  void next_koreanInCodePage949_saysHowToReadIt() {
    byte[] bytes = "이름,평\n".getBytes(Charset.forName("x-windows-949"));
    Utf8Lines lines = Utf8Lines.of(new ByteArrayInputStream(bytes), "in.csv");
    CorpusFormatException e = assertThrows(CorpusFormatException.class, lines::next);
    assertTrue(e.getMessage().contains("--encoding CP949"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-windows-949", "EUC-KR", "UTF-16", "UTF-16LE", "UTF-32"})
  void of_otherEncoding_givesTheSameLines(String name) {
    String text = "첫째 줄\r\n\nab\n끝";
    boolean unicode = name.startsWith("UTF");
    byte[] bytes = (text + (unicode ? "😀" : "")).getBytes(Charset.forName(name));
    Utf8Lines lines = Utf8Lines.of(new ByteArrayInputStream(bytes), "in", Charset.forName(name));
    assertEquals(List.of("첫째 줄", "", "ab", unicode ? "끝😀" : "끝"), lines.stream().toList());
  }

  @Test
  void of_otherEncodingWithBadBytes_isAnError() {
    byte[] utf8 = "가나다\n".getBytes(UTF_8);
    Utf8Lines korean =
        Utf8Lines.of(new ByteArrayInputStream(utf8), "in", Charset.forName("x-windows-949"));
    assertEquals(1, assertThrows(CorpusFormatException.class, korean::next).line());
    Utf8Lines wide = Utf8Lines.of(new ByteArrayInputStream(new byte[] {65, 0, 66}), "in", UTF_16LE);
    assertThrows(CorpusFormatException.class, () -> wide.stream().toList());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void open_pipe_isReadLikeAFile() throws Exception {
    Path pipe = dir.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.write(pipe, gzip("하나\n둘\n".getBytes(UTF_8)));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    writer.start();
    try (Utf8Lines lines = Utf8Lines.open(pipe)) {
      assertEquals(List.of("하나", "둘"), lines.stream().toList());
      assertTrue(lines.bytesRead() > 0);
    }
    writer.join();
  }

  @Test
  void open_gzip_isFoundByItsFirstBytesWhateverTheName() throws IOException {
    byte[] text = "하나\n둘\n".getBytes(UTF_8);
    Path packed = Files.write(dir.resolve("packed.txt"), gzip(text));
    Path plain = Files.write(dir.resolve("plain.gz"), text);
    for (Path file : List.of(packed, plain)) {
      try (Utf8Lines lines = Utf8Lines.open(file)) {
        assertEquals(List.of("하나", "둘"), lines.stream().toList());
      }
    }
  }

  @Test
  void open_truncatedGzip_isAFormatErrorWithItsLine() throws IOException {
    byte[] whole = gzip("0123456789 한국어\n".repeat(20_000).getBytes(UTF_8));
    for (int length : new int[] {3, whole.length / 2, whole.length - 4}) {
      Path file = Files.write(dir.resolve("cut.gz"), Arrays.copyOf(whole, length));
      CorpusFormatException e =
          assertThrows(
              CorpusFormatException.class,
              () -> {
                try (Utf8Lines lines = Utf8Lines.open(file)) {
                  lines.forEachRemaining(line -> {});
                }
              });
      assertTrue(e.getMessage().contains("expected a complete gzip file"), e.getMessage());
    }
  }

  @Test
  void open_emptyFileMissingFileAndDirectory() throws IOException {
    Path empty = Files.createFile(dir.resolve("empty"));
    try (Utf8Lines lines = Utf8Lines.open(empty)) {
      assertEquals(List.of(), lines.stream().toList());
    }
    assertThrows(NoSuchFileException.class, () -> Utf8Lines.open(dir.resolve("none")));
    CorpusFormatException e = assertThrows(CorpusFormatException.class, () -> Utf8Lines.open(dir));
    assertEquals(dir + ": expected a file, found a directory", e.getMessage());
  }
}
