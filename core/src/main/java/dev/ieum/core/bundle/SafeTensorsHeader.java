package dev.ieum.core.bundle;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.ieum.core.bundle.SafeTensors.Precision;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * The JSON header of a safetensors file: which tensors lie where. Immutable.
 *
 * <p>A parsed header is proven before any tensor is allocated: names are unique, types known, every
 * shape agrees with its bytes, and the tensors fill the data exactly, without hole, overlap or
 * rest. The free strings of {@code __metadata__} are checked and dropped. Stateless.
 */
final class SafeTensorsHeader {
  static final String METADATA = "__metadata__";
  private static final int MAX_AXES = 32;

  /** One tensor: its bytes are {@code [begin, end)} of the data after the header. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves this package
  record Entry(String name, ElementType type, int[] shape, long begin, long end) {
    int elements() {
      return Math.toIntExact(FloatTensor.elements(shape));
    }
  }

  /** The element types that can be read as floats without loss. */
  enum ElementType {
    F32(4),
    F16(2),
    BF16(2);

    final int bytes;

    ElementType(int bytes) {
      this.bytes = bytes;
    }
  }

  private SafeTensorsHeader() {}

  /**
   * Reads and proves a header.
   *
   * @param where names the file in errors
   * @return the tensors in the order of their bytes
   */
  static List<Entry> parse(String where, byte[] json, long dataBytes) {
    if (json.length == 0 || json[0] != '{') {
      throw bad(where, "the header does not begin with '{'");
    }
    // Strict decoding: a byte that is not UTF-8 is an error here, not a replacement character.
    InputStreamReader text =
        new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder());
    try (JsonReader reader = new JsonReader(text)) {
      reader.setStrictness(Strictness.STRICT);
      return new Parser(where, reader).entries(dataBytes);
    } catch (IOException | IllegalStateException e) {
      throw new ModelBundleException(message(where, "the header is not valid JSON"), e);
    }
  }

  /** Renders the header, padded with spaces to a multiple of 8 bytes. */
  static byte[] format(SortedMap<String, FloatTensor> tensors, Precision precision) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setHtmlSafe(false);
      json.beginObject();
      long offset = 0;
      for (Map.Entry<String, FloatTensor> entry : tensors.entrySet()) {
        FloatTensor tensor = entry.getValue();
        json.name(entry.getKey()).beginObject().name("dtype").value(precision.name());
        json.name("shape").beginArray();
        for (int size : tensor.shape()) {
          json.value(size);
        }
        json.endArray().name("data_offsets").beginArray().value(offset);
        offset += (long) tensor.values().length * precision.bytes();
        json.value(offset).endArray().endObject();
      }
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer cannot fail", e);
    }
    String header = text.toString();
    int length = header.getBytes(StandardCharsets.UTF_8).length;
    return (header + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
  }

  static ModelBundleException bad(String where, String what) {
    return new ModelBundleException(message(where, what));
  }

  private static String message(String where, String what) {
    return where
        + ": "
        + what
        + "; the file is damaged or not safetensors: fetch or write it again";
  }

  private record Parser(String where, JsonReader reader) {

    List<Entry> entries(long dataBytes) throws IOException {
      Map<String, Entry> entries = new LinkedHashMap<>();
      boolean metadata = false;
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        boolean twice = name.equals(METADATA) ? metadata : entries.containsKey(name);
        if (twice) {
          throw bad(where, "'" + name + "' stands twice");
        }
        if (name.equals(METADATA)) {
          skipMetadata();
          metadata = true;
        } else {
          entries.put(name, entry(name, dataBytes));
        }
      }
      reader.endObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw bad(where, "the header goes on after its end");
      }
      return inOrder(entries, dataBytes);
    }

    private void skipMetadata() throws IOException {
      Set<String> keys = new HashSet<>();
      reader.beginObject();
      while (reader.hasNext()) {
        String key = reader.nextName();
        if (!keys.add(key) || reader.peek() != JsonToken.STRING) {
          throw bad(where, METADATA + " '" + key + "' stands twice or is not a string");
        }
        reader.skipValue();
      }
      reader.endObject();
    }

    private Entry entry(String name, long dataBytes) throws IOException {
      ElementType type = null;
      List<Long> shape = null;
      List<Long> offsets = null;
      reader.beginObject();
      while (reader.hasNext()) {
        String key = reader.nextName();
        if (key.equals("dtype") && type == null) {
          type = type(name);
        } else if (key.equals("shape") && shape == null) {
          shape = numbers(name, key);
        } else if (key.equals("data_offsets") && offsets == null) {
          offsets = numbers(name, key);
        } else {
          throw bad(where, "tensor '" + name + "' has an unknown or repeated field '" + key + "'");
        }
      }
      reader.endObject();
      if (type == null || shape == null || offsets == null || offsets.size() != 2) {
        throw bad(where, "tensor '" + name + "' lacks dtype, shape or two data_offsets");
      }
      int[] sizes =
          shape.stream()
              .mapToInt(size -> size > Integer.MAX_VALUE ? -1 : size.intValue())
              .toArray();
      return checked(new Entry(name, type, sizes, offsets.get(0), offsets.get(1)), dataBytes);
    }

    private ElementType type(String name) throws IOException {
      String word = reader.nextString();
      for (ElementType type : ElementType.values()) {
        if (type.name().equals(word)) {
          return type;
        }
      }
      throw new ModelBundleException(
          "%s: tensor '%s' dtype = %s; allowed: F32, F16, BF16; convert the tensor to one of them"
              .formatted(where, name, word));
    }

    /** Only plain digits: neither 1e3, nor 1.0, nor "1". */
    private List<Long> numbers(String name, String key) throws IOException {
      List<Long> numbers = new ArrayList<>();
      reader.beginArray();
      while (reader.hasNext()) {
        String digits = reader.peek() == JsonToken.NUMBER ? reader.nextString() : "";
        if (!digits.matches("0|[1-9][0-9]{0,17}") || numbers.size() == MAX_AXES) {
          throw bad(
              where,
              "tensor '%s' %s is not a list of at most %d whole numbers"
                  .formatted(name, key, MAX_AXES));
        }
        numbers.add(Long.parseLong(digits));
      }
      reader.endArray();
      return numbers;
    }

    private Entry checked(Entry entry, long dataBytes) {
      long elements = FloatTensor.elements(entry.shape());
      if (entry.begin() > entry.end() || entry.end() > dataBytes) {
        throw bad(
            where,
            "tensor '%s' data_offsets = [%d, %d] lie outside the %d bytes of data"
                .formatted(entry.name(), entry.begin(), entry.end(), dataBytes));
      }
      if (elements < 0 || elements * entry.type().bytes != entry.end() - entry.begin()) {
        throw bad(
            where, "tensor '%s' has a shape that disagrees with its bytes".formatted(entry.name()));
      }
      return entry;
    }

    private List<Entry> inOrder(Map<String, Entry> entries, long dataBytes) {
      List<Entry> sorted = new ArrayList<>(entries.values());
      sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
      long position = 0;
      for (Entry entry : sorted) {
        if (entry.begin() != position) {
          throw bad(where, "tensor '" + entry.name() + "' leaves a hole or overlaps another");
        }
        position = entry.end();
      }
      if (position != dataBytes) {
        throw bad(where, (dataBytes - position) + " bytes follow the last tensor");
      }
      return List.copyOf(sorted);
    }
  }
}
