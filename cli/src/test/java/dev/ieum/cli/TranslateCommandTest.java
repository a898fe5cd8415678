package dev.ieum.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslateCommandTest {

  @TempDir Path dir;

  private static CliRun translate(String in, String... more) {
    List<String> args =
        new ArrayList<>(List.of("translate", "--model", TinyModel.bundle().toString()));
    args.addAll(List.of(more));
    return CliRun.withInput(in, args.toArray(String[]::new));
  }

  @Test
  void text_aLineOutForEveryLineIn_sameAloneAndTogether() throws IOException {
    Path sample = ArchitectureTest.root().resolve("samples/everyday.ko.txt");
    List<String> lines = Files.readAllLines(sample);
    CliRun together = translate("", sample.toString());
    assertEquals("", together.err());
    assertEquals(0, together.exitCode());
    assertEquals(lines.size(), together.outLines().size());
    assertTrue(together.outLines().stream().anyMatch(line -> !line.isBlank()), together.out());
    for (int i = 0; i < lines.size(); i += 4) {
      assertEquals(
          together.outLines().get(i) + "\n", translate(lines.get(i), "--threads", "1").out());
    }
    assertEquals(together, translate(Files.readString(sample), "--threads", "3"));
  }

  @Test
  void text_hardInput_aLineOutForEveryLineIn() {
    String text =
        "\n".repeat(10_000)
            + "   \n"
            + "\u1112\u1161\u11ab\u1100\u116e\u11a8\n"
            + "👩‍👩‍👧 😀\n"
            + "\uFEFF\u0000\u202E\u2028\n"
            + "안녕\r\n";
    CliRun run = translate(text, "--beam", "1");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(10_005, run.out().chars().filter(c -> c == '\n').count());
    assertEquals("\n".repeat(10_001), run.out().substring(0, 10_001));
  }

  @Test
  void jsonl_holdsNbestAndAlignment() {
    CliRun run =
        translate("안녕 <b>\n\n", "--format", "jsonl", "--beam", "4", "--nbest", "3", "--alignment");
    assertEquals(0, run.exitCode(), run.err());
    JsonObject first = JsonParser.parseString(run.outLines().get(0)).getAsJsonObject();
    assertEquals(1, first.get("id").getAsInt());
    assertEquals("안녕 <b>", first.get("source").getAsString());
    assertTrue(run.out().contains("안녕 <b>"), "neither Hangul nor < is escaped");
    assertTrue(first.get("log_probability").getAsDouble() < 0);
    JsonArray nbest = first.getAsJsonArray("nbest");
    assertEquals(3, nbest.size());
    double earlier = Double.POSITIVE_INFINITY;
    for (JsonElement candidate : nbest) {
      double score = candidate.getAsJsonObject().get("score").getAsDouble();
      assertTrue(score <= earlier && score < 0, nbest + " is not in the order of its scores");
      earlier = score;
    }
    assertEquals(first.get("translation"), nbest.get(0).getAsJsonObject().get("translation"));
    JsonArray link = first.getAsJsonArray("alignment").get(0).getAsJsonArray();
    assertEquals(3, link.size());
    assertTrue(link.get(2).getAsDouble() > 0 && link.get(2).getAsDouble() <= 1);
    JsonObject second = JsonParser.parseString(run.outLines().get(1)).getAsJsonObject();
    assertEquals("", second.get("translation").getAsString());
    assertEquals(2, second.get("id").getAsInt());
    assertFalse(translate("안녕", "--format", "jsonl").out().contains("alignment"));
  }

  @Test
  void verbose_saysHowItMultiplied() {
    CliRun run = translate("안녕\n", "--verbose");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.err().contains("ieum: 8-bit products: "), run.err());
    assertFalse(translate("안녕\n").err().contains("8-bit"));
  }

  @Test
  void int8_unknownProperty_isOneLine() {
    System.setProperty("ieum.int8", "fast");
    try {
      CliRun run = translate("안녕\n");
      assertEquals(2, run.exitCode());
      assertEquals(
          "ieum: system property: ieum.int8 = fast; allowed: auto, java, native",
          run.err().strip());
    } finally {
      System.clearProperty("ieum.int8");
    }
  }

  @Test
  void tsv_hasARowForEachOfTheNbest() {
    CliRun run = translate("안녕\t너\n나\n", "--format", "tsv", "--nbest", "2");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(4, run.outLines().size());
    assertTrue(run.outLines().get(0).startsWith("1\t안녕 너\t"), run.out());
    assertTrue(run.outLines().get(3).startsWith("2\t나\t"), run.out());
    assertTrue(
        run.outLines().stream().allMatch(row -> row.chars().filter(c -> c == '\t').count() == 3));
  }

  @Test
  void output_goesToTheFile() throws IOException {
    Path file = dir.resolve("out.txt");
    CliRun run = translate("안녕\n", "--output", file.toString());
    assertEquals(new CliRun(0, "", ""), run);
    assertEquals(translate("안녕\n").out(), Files.readString(file));
    Path in = Files.writeString(dir.resolve("in.txt"), "안녕\n");
    assertEquals(
        "ieum: command line: --output = %s; it is the input, which would be lost; name another\n"
            .formatted(in),
        translate("", in.toString(), "--output", in.toString()).err());
    assertEquals("안녕\n", Files.readString(in));
  }

  @Test
  void badInput_isOneLineAndTwo() throws IOException {
    assertAskedWrongly("none.txt: no such file; check the path", translate("", "none.txt"));
    assertAskedWrongly("command line: --beam = 0; allowed: 1 to 64", translate("", "--beam", "0"));
    assertAskedWrongly(
        "command line: --nbest = 3; allowed: 1 to 2",
        translate("", "--format", "jsonl", "--beam", "2", "--nbest", "3"));
    assertAskedWrongly(
        "command line: --format = text with --nbest = 2; text is a translation a line; use jsonl or"
            + " tsv",
        translate("", "--nbest", "2"));
    CliRun unknown = CliRun.withInput("", "translate", "--model", "no-such-model");
    assertEquals(2, unknown.exitCode());
    assertTrue(unknown.err().startsWith("ieum: model 'no-such-model': "), unknown.err());
    assertEquals(1, unknown.err().lines().count());
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    in.writeBytes("안녕\n".getBytes(UTF_8));
    in.write(0xFF);
    CliRun bytes =
        CliRun.with(
            Map.of(), in.toByteArray(), "translate", "--model", TinyModel.bundle().toString());
    assertEquals(2, bytes.exitCode());
    assertEquals(translate("안녕\n").out(), bytes.out());
    assertTrue(bytes.err().startsWith("ieum: standard input:2: expected UTF-8 text"), bytes.err());
  }

  @Test
  void damagedBundles_areOneLineAndTwo() throws IOException {
    Path flipped = TinyModel.copy(dir.resolve("flipped"));
    byte[] weights = Files.readAllBytes(flipped.resolve("weights.safetensors"));
    weights[weights.length / 2] ^= 1;
    Files.write(flipped.resolve("weights.safetensors"), weights);
    assertRefused(flipped, "weights.safetensors is damaged");

    Path cut = TinyModel.copy(dir.resolve("cut"));
    Files.write(cut.resolve("weights.safetensors"), Arrays.copyOf(weights, weights.length - 9));
    assertRefused(cut, "weights.safetensors is shorter");

    Path newer = TinyModel.copy(dir.resolve("newer"));
    String json = Files.readString(newer.resolve("model.json"));
    Files.writeString(
        newer.resolve("model.json"), json.replaceFirst("\"format\": \\d+", "\"format\": 99"));
    assertRefused(newer, "format");
  }

  private static void assertRefused(Path bundle, String why) {
    CliRun run = CliRun.withInput("안녕\n", "translate", "--model", bundle.toString());
    assertEquals(2, run.exitCode(), run.err());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(why), run.err());
  }

  private static void assertAskedWrongly(String line, CliRun run) {
    assertEquals(new CliRun(2, "", "ieum: " + line + "\n"), run);
  }
}
