package dev.ieum.core.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.SafeTensors.Precision;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
  @TempDir Path directory;

  private static Map<String, FloatTensor> sample() {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    tensors.put(
        "zeta", new FloatTensor(new int[] {2, 3}, new float[] {1, -2, 0.5f, 3e-8f, 7, -0f}));
    tensors.put("이음 \"quoted\"", new FloatTensor(new int[] {}, new float[] {65504}));
    tensors.put("empty", new FloatTensor(new int[] {3, 0, 5}, new float[] {}));
    return tensors;
  }

  private static Map<String, FloatTensor> read(byte[] bytes) throws IOException {
    return SafeTensors.read(new ByteArrayInputStream(bytes), bytes.length, "w");
  }

  private static byte[] file(String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }

  private static String tensor(String name, String dtype, String shape, String offsets) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}"
        .formatted(name, dtype, shape, offsets);
  }

  @Test
  void write_f32_readsBackEqualFromFileAndStream() throws IOException {
    Path file = directory.resolve("w.safetensors");
    SafeTensors.write(file, sample(), Precision.F32);
    assertEquals(sample(), SafeTensors.read(file));
    assertEquals(sample(), read(Files.readAllBytes(file)));
  }

  @Test
  void write_f16_roundsEachValueAndHalvesTheData() throws IOException {
    Path wide = directory.resolve("wide");
    Path narrow = directory.resolve("narrow");
    SafeTensors.write(wide, sample(), Precision.F32);
    SafeTensors.write(narrow, sample(), Precision.F16);
    float[] expected = sample().get("zeta").values();
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Float16.toFloat(Float16.fromFloat(expected[i]));
    }
    assertArrayEquals(expected, SafeTensors.read(narrow).get("zeta").values());
    assertEquals(14, Files.size(wide) - Files.size(narrow), "7 numbers of 2 bytes less");
  }

  @Test
  void write_otherOrder_givesTheSameBytesWithAlignedHeader() throws IOException {
    Map<String, FloatTensor> reversed = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(sample().keySet());
    Collections.reverse(names);
    names.forEach(name -> reversed.put(name, sample().get(name)));
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");
    SafeTensors.write(one, sample(), Precision.F32);
    SafeTensors.write(two, reversed, Precision.F32);
    assertEquals(-1, Files.mismatch(one, two));
    long header = ByteBuffer.wrap(Files.readAllBytes(one)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertEquals(0, header % 8);
  }

  @Test
  void read_bfloat16_isTheUpperHalfOfAFloat() throws IOException {
    byte[] data = {(byte) 0x80, 0x3f, 0x49, (byte) 0xc0}; // 1.0 and -3.140625
    Map<String, FloatTensor> tensors =
        read(file("{" + tensor("t", "BF16", "[2]", "[0,4]") + "}", data));
    assertArrayEquals(new float[] {1f, -3.140625f}, tensors.get("t").values());
  }

  @Test
  void write_largeTensors_crossChunksExactly() throws IOException {
    Random random = new Random(7);
    float[] values = new float[70_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    Map<String, FloatTensor> tensors = Map.of("t", new FloatTensor(new int[] {70_001}, values));
    Path file = directory.resolve("w");
    SafeTensors.write(file, tensors, Precision.F32);
    assertEquals(tensors, SafeTensors.read(file));
    SafeTensors.write(file, tensors, Precision.F16);
    float[] narrow = SafeTensors.read(file).get("t").values();
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], narrow[i], Math.abs(values[i]) / 2048 + 3e-8f);
    }
  }

  @Test
  void write_tooLargeForHalf_isRefusedAndOldFileStays() throws IOException {
    Path file = directory.resolve("w");
    SafeTensors.write(file, sample(), Precision.F32);
    Map<String, FloatTensor> big = Map.of("t", new FloatTensor(new int[] {1}, new float[] {7e4f}));
    ModelBundleException e =
        assertThrows(ModelBundleException.class, () -> SafeTensors.write(file, big, Precision.F16));
    assertTrue(
        e.getMessage().contains("tensor 't'[0] = 70000.0; allowed in 16 bits"), e.getMessage());
    assertEquals(sample(), SafeTensors.read(file));
  }

  @Test
  void read_everyTruncation_isRefused() throws IOException {
    Path file = directory.resolve("w");
    SafeTensors.write(file, sample(), Precision.F32);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(ModelBundleException.class, () -> read(cut), "cut at " + length);
      assertThrows(
          ModelBundleException.class,
          () -> SafeTensors.read(new ByteArrayInputStream(cut), whole.length, "w"),
          "stream shorter than it should be, cut at " + cut.length);
    }
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    assertThrows(ModelBundleException.class, () -> read(longer));
    assertThrows(
        ModelBundleException.class,
        () -> SafeTensors.read(new ByteArrayInputStream(longer), whole.length, "w"));
  }

  @Test
  void read_everyFlippedHeaderBit_isRefusedOrStillConsistent() throws IOException {
    Path file = directory.resolve("w");
    SafeTensors.write(file, sample(), Precision.F32);
    byte[] whole = Files.readAllBytes(file);
    int header = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    int refused = 0;
    for (int bit = 0; bit < (8 + header) * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        read(flipped)
            .values()
            .forEach(t -> assertEquals(FloatTensor.elements(t.shape()), t.values().length));
      } catch (ModelBundleException e) {
        refused++;
      }
    }
    assertTrue(refused > header * 4, "refused only " + refused);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 100_000_001L, 1L << 31, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  void read_lyingHeaderLength_isRefused(long length) {
    byte[] bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    assertThrows(ModelBundleException.class, () -> read(bytes));
  }

  @Test
  void read_hugeTensorInSmallFile_isRefusedWithoutAllocation() {
    String header = "{" + tensor("t", "F32", "[500000000]", "[0,2000000000]") + "}";
    ModelBundleException e =
        assertThrows(ModelBundleException.class, () -> read(file(header, new byte[8])));
    assertTrue(e.getMessage().contains("lie outside the 8 bytes"), e.getMessage());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "hole             | `a`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[4,8]}",
        "trailing         | `a`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[0,4]}",
        "reversed         | `a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[8,0]}",
        "beyond           | `a`:{`dtype`:`F32`,`shape`:[3],`data_offsets`:[0,12]}",
        "shape            | `a`:{`dtype`:`F32`,`shape`:[3],`data_offsets`:[0,8]}",
        "wraps            | `a`:{`dtype`:`F32`,`shape`:[4294967296,4294967296,2],`data_offsets`:[0,8]}",
        "wraps to size    | `a`:{`dtype`:`F32`,`shape`:[65536,65536,65536,65536],`data_offsets`:[0,0]}",
        "type             | `a`:{`dtype`:`I64`,`shape`:[1],`data_offsets`:[0,8]}",
        "negative         | `a`:{`dtype`:`F32`,`shape`:[-2],`data_offsets`:[0,8]}",
        "fraction         | `a`:{`dtype`:`F32`,`shape`:[2.0],`data_offsets`:[0,8]}",
        "exponent         | `a`:{`dtype`:`F32`,`shape`:[2e0],`data_offsets`:[0,8]}",
        "number as string | `a`:{`dtype`:`F32`,`shape`:[`2`],`data_offsets`:[0,8]}",
        "three offsets    | `a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8,8]}",
        "missing field    | `a`:{`dtype`:`F32`,`shape`:[2]}",
        "unknown field    | `a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8],`x`:1}",
        "field twice      | `a`:{`dtype`:`F32`,`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8]}",
        "not an object    | `a`:3",
        "metadata number  | `a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8]},`__metadata__`:{`k`:1}",
        "metadata twice   | `__metadata__`:{},`__metadata__`:{},`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8]}",
        "comment          | /*x*/`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8]}",
      })
  void read_badHeader_isRefused(String what, String body) {
    String header = "{" + body.replace('`', '"') + "}";
    ModelBundleException e =
        assertThrows(ModelBundleException.class, () -> read(file(header, new byte[8])), what);
    assertTrue(e.getMessage().startsWith("w: "), e.getMessage());
    assertTrue(e.getMessage().contains("; "), e.getMessage());
  }

  @Test
  void read_overlapAndDuplicate_areRefused() {
    String a = tensor("a", "F32", "[1]", "[0,4]");
    String overlap = "{" + a + "," + tensor("b", "F16", "[3]", "[2,8]") + "}";
    assertThrows(ModelBundleException.class, () -> read(file(overlap, new byte[8])));
    String twice = "{" + a + "," + tensor("a", "F32", "[1]", "[4,8]") + "}";
    assertThrows(ModelBundleException.class, () -> read(file(twice, new byte[8])));
    String trailing = "{" + a + "} {}";
    assertThrows(ModelBundleException.class, () -> read(file(trailing, new byte[4])));
    byte[] notUtf8 = file("{" + tensor("?", "F32", "[1]", "[0,4]") + "}", new byte[4]);
    notUtf8[10] = (byte) 0xff;
    assertThrows(ModelBundleException.class, () -> read(notUtf8));
  }

  @Test
  void read_unsortedHeader_readsEachTensorAtItsOffset() throws IOException {
    byte[] data =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(1).putFloat(2).array();
    String header =
        "{"
            + tensor("b", "F32", "[1]", "[4,8]")
            + ","
            + tensor("a", "F32", "[1]", "[0,4]")
            + "}   ";
    Map<String, FloatTensor> tensors = read(file(header, data));
    assertArrayEquals(new float[] {1}, tensors.get("a").values());
    assertArrayEquals(new float[] {2}, tensors.get("b").values());
  }

  /** A stream may give fewer bytes than asked for at each read. */
  @Test
  void read_tricklingStream_isReadWhole() throws IOException {
    Path file = directory.resolve("w");
    SafeTensors.write(file, sample(), Precision.F32);
    byte[] bytes = Files.readAllBytes(file);
    InputStream trickle =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 3));
          }
        };
    assertEquals(sample(), SafeTensors.read(trickle, bytes.length, "w"));
  }
}
