package dev.ieum.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.sentiment.SentimentAnalyzer;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutated bundles, with checksums and seal made right again or not: each is refused by the one
 * documented exception, or gives results whose numbers are finite.
 */
class BundleFuzzTest {
  private static final String MANIFEST = "model.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final List<String> VALUES =
      List.of("0", "-1", "1e308", "99999999999", "2147483647", "null", "\"x\"", "[]", "{}", "\"\"");

  @TempDir Path dir;

  @Test
  void open_mutated_isRefusedOrSound() throws Exception {
    fuzz(TinyModel.bundle(), this::translate, 1, 250);
    fuzz(TinySentiment.bundle(), this::analyze, 2, 250);
  }

  @Test
  @Tag("slow")
  void open_mutatedSixThousandTimes_isRefusedOrSound() throws Exception {
    fuzz(TinyModel.bundle(), this::translate, 3, 3_000);
    fuzz(TinySentiment.bundle(), this::analyze, 4, 3_000);
  }

  @FunctionalInterface
  private interface Use {
    void of(ModelBundle bundle) throws IOException;
  }

  private void translate(ModelBundle bundle) throws IOException {
    try (TextTranslator translator = TextTranslator.open(bundle, 1, ProductPrecision.INT8)) {
      Translation translation =
          translator.translate(List.of("안녕하세요, 고양이가 자고 있어요"), translator.decoding()).get(0);
      assertTrue(Double.isFinite(translation.logProbability()), translation.toString());
    }
  }

  private void analyze(ModelBundle bundle) throws IOException {
    try (SentimentAnalyzer analyzer =
        SentimentAnalyzer.open(List.of(bundle), 1, ProductPrecision.INT8)) {
      analyzer
          .analyze("영화가 정말 좋아요")
          .probabilities()
          .values()
          .forEach(p -> assertTrue(p >= 0 && p <= 1, "p = " + p));
    }
  }

  private void fuzz(Path bundle, Use use, long seed, int count) throws Exception {
    Map<String, byte[]> whole = files(bundle);
    int refused = 0;
    for (int i = 0; i < count; i++) {
      Random random = new Random(seed * 1_000_003 + i);
      Map<String, byte[]> files = new TreeMap<>(whole);
      String what = mutate(files, random);
      Path place = dir.resolve("m" + i);
      write(place, files);
      try {
        use.of(ModelBundle.open(ModelSource.of(place)));
      } catch (ModelBundleException e) {
        refused++;
        assertTrue(
            e.getMessage().length() <= 1_100 && e.getMessage().matches("[^\\p{Cc}]*"),
            e.getMessage());
      } catch (RuntimeException | Error e) {
        fail("seed %d, input %d, %s".formatted(seed, i, what), e);
      }
      delete(place);
    }
    assertTrue(refused > count / 3, refused + " of " + count + " refused");
  }

  private static String mutate(Map<String, byte[]> files, Random random) throws Exception {
    List<String> names = new ArrayList<>(files.keySet());
    String name = names.get(random.nextInt(names.size()));
    byte[] bytes = files.get(name).clone();
    int kind = random.nextInt(6);
    switch (kind) {
      case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> {
        name = WEIGHTS;
        bytes = weights(files.get(WEIGHTS), random);
      }
      case 3 -> {
        name = MANIFEST;
        bytes = values(files.get(MANIFEST), random);
      }
      default -> {
        if (!name.equals(WEIGHTS)) {
          bytes = lines(bytes, random);
        }
      }
    }
    byte[] before = files.put(name, bytes);
    if (kind >= 2) {
      seal(files, name, before);
    }
    return "kind %d of %s".formatted(kind, name);
  }

  /** Puts extreme or odd numbers into the data of the tensors. */
  private static byte[] weights(byte[] bytes, Random random) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int begin = 8 + (int) buffer.getLong(0);
    short[] odd = {
      0x7c00, (short) 0xfc00, 0x7e00, 0x7bff, (short) 0xfbff, (short) random.nextInt()
    };
    boolean all = random.nextInt(8) == 0;
    short value = odd[random.nextInt(odd.length)];
    int one = (bytes.length - begin) / 2;
    for (int i = 0; i < one; i++) {
      if (all || i == one - 1) {
        int at = all ? i : random.nextInt(one);
        buffer.putShort(begin + 2 * at, value);
      }
    }
    return buffer.array();
  }

  /** Replaces the value of some key of the manifest. */
  private static byte[] values(byte[] bytes, Random random) {
    List<String> lines = new ArrayList<>(new String(bytes, UTF_8).lines().toList());
    for (int tries = 0; tries < 100; tries++) {
      int i = random.nextInt(lines.size());
      String line = lines.get(i);
      int colon = line.indexOf(": ");
      if (colon > 0 && !line.contains("\"seal\"") && !line.contains("sha256")) {
        boolean comma = line.endsWith(",");
        if (!line.endsWith("{") && !line.endsWith("[")) {
          String value = VALUES.get(random.nextInt(VALUES.size()));
          lines.set(i, line.substring(0, colon + 2) + value + (comma ? "," : ""));
          break;
        }
      } else if (line.strip().matches("\"[^\"]*\",?")) { // of a list
        lines.remove(i);
        break;
      }
    }
    return (String.join("\n", lines) + "\n").getBytes(UTF_8);
  }

  private static byte[] lines(byte[] bytes, Random random) {
    List<String> lines = new ArrayList<>(List.of(new String(bytes, UTF_8).split("\n", -1)));
    int i = random.nextInt(lines.size());
    switch (random.nextInt(5)) {
      case 0 -> lines.remove(i);
      case 1 -> lines.add(i, lines.get(random.nextInt(lines.size())));
      case 2 -> lines.set(i, "");
      case 3 -> lines.set(i, lines.get(i) + "\u001b\u202e".repeat(1 + random.nextInt(2_000)));
      default -> lines.set(i, Long.toString(random.nextLong()));
    }
    return String.join("\n", lines).getBytes(UTF_8);
  }

  /** Makes checksums, sizes and seal fit what a hostile maker has written. */
  private static void seal(Map<String, byte[]> files, String name, byte[] before)
      throws NoSuchAlgorithmException {
    String json = new String(files.get(MANIFEST), ISO_8859_1);
    if (!name.equals(MANIFEST)) {
      byte[] after = files.get(name);
      json =
          json.replaceFirst(
              "\"bytes\": %d,(\\s+)\"sha256\": \"%s\"".formatted(before.length, sha256(before)),
              "\"bytes\": %d,$1\"sha256\": \"%s\"".formatted(after.length, sha256(after)));
    }
    String open =
        json.replaceFirst("\"seal\": \"[0-9a-f]{64}\"", "\"seal\": \"" + "0".repeat(64) + "\"");
    String seal = sha256(open.getBytes(ISO_8859_1));
    files.put(MANIFEST, open.replaceFirst("0{64}", seal).getBytes(ISO_8859_1));
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static Map<String, byte[]> files(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static void write(Path root, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
