package dev.ieum.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizeCommandTest {

  @TempDir Path dir;

  @Test
  void text_nori_givesMorphemesOfEachLine() {
    assertEquals(
        new CliRun(0, "▁나 는 ▁학교 에 ▁간다 .\n\n▁Hello , ▁world\n", ""),
        CliRun.withInput("나는 학교에 간다.\n\nHello, world\n", "tokenize"));
  }

  @Test
  void text_otherTokenizers_cutAsTheyDo() {
    String line = "don't stop 3.5\n";
    assertEquals(
        "▁don't ▁stop ▁3.5\n",
        CliRun.withInput(line, "tokenize", "--tokenizer", "whitespace").out());
    assertEquals(
        "▁don ' t ▁stop ▁3 . 5\n",
        CliRun.withInput(line, "tokenize", "-", "--tokenizer", "opennlp").out());
    assertEquals(
        "▁a b ▁c\n", CliRun.withInput("ab c", "tokenize", "--tokenizer", "CHARACTER").out());
  }

  @Test
  void jsonl_andTsv_giveOffsetsOfTheLineAsGiven() {
    CliRun json = CliRun.withInput("나는  \"너\"\n", "tokenize", "--format", "jsonl");
    JsonObject object = JsonParser.parseString(json.out()).getAsJsonObject();
    assertEquals(1, object.get("id").getAsInt());
    assertEquals("나는  \"너\"", object.get("text").getAsString());
    assertEquals(
        "{\"text\":\"는\",\"begin\":1,\"end\":2}",
        object.get("tokens").getAsJsonArray().get(1).toString());
    assertEquals(
        "1\t▁ab\t0\t2\n1\t▁c\t4\t5\n\n\n3\t▁d\t0\t1\n\n",
        CliRun.withInput("ab  c\n\nd\n", "tokenize", "--tokenizer=whitespace", "--format=tsv")
            .out());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void anyThreads_sameLinesInOrder(int threads) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      text.append("문장 번호 ").append(i).append(i % 7 == 0 ? "\n\n" : "입니다.\n");
    }
    Path file = Files.writeString(dir.resolve("in.txt"), text);
    CliRun run = CliRun.of("tokenize", file.toString(), "--threads", Integer.toString(threads));
    assertEquals(text.toString().lines().count(), run.outLines().size());
    assertEquals(
        CliRun.of("tokenize", file.toString(), "--threads", "1"), run, threads + " threads");
  }

  @Test
  void hardInput_aLineOutForEveryLineIn() {
    String text =
        "\n".repeat(10_000)
            + "가".repeat(350_000)
            + "\n\u1112\u1161\u11ab\n👩‍👩‍👧 😀\n\uFEFF\u0000\u202E\n";
    CliRun run = CliRun.withInput(text, "tokenize");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(10_004, run.outLines().size());
    assertEquals("▁한", run.outLines().get(10_001));
  }

  @Test
  void userDictionary_keepsItsWordsWhole() throws IOException {
    Path words = Files.writeString(dir.resolve("words.txt"), "# slang\n꿀노잼각\n");
    String dictionary = words.toString();
    assertEquals(
        "▁꿀노잼각 이 다\n",
        CliRun.withInput("꿀노잼각이다\n", "tokenize", "--user-dictionary", dictionary).out());
    Files.writeString(words, "가나\n가나\n");
    assertEquals(
        new CliRun(2, "", dictionary + ":2: word = 가나 stands in line 1 already; keep one\n"),
        CliRun.withInput("x", "tokenize", "--user-dictionary", dictionary));
  }

  @Test
  void badInput_isOneLineAndTwo() {
    assertEquals(
        new CliRun(2, "", "none.txt: no such file; check the path\n"),
        CliRun.of("tokenize", "none.txt"));
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    in.writeBytes("가\n".getBytes(UTF_8));
    in.write(0xB0);
    CliRun bad = CliRun.with(Map.of(), in.toByteArray(), "tokenize");
    assertEquals(
        new CliRun(
            2,
            "▁가\n",
            "standard input:2: expected UTF-8 text, found byte 0xB0 at byte 1 of the line; convert"
                + " the file to UTF-8\n"),
        bad);
    CliRun kind = CliRun.of("tokenize", "--tokenizer", "norri");
    assertEquals(2, kind.exitCode());
    assertTrue(
        kind.err()
            .contains("'norri' is not known; allowed: nori, opennlp, bpe, character, whitespace"),
        kind.err());
    assertEquals(1, kind.err().lines().count());
    assertEquals(
        "command line: --threads = 0; allowed: 1 to 1024\n",
        CliRun.of("tokenize", "--threads", "0").err());
    assertEquals(
        "command line: --user-dictionary with --tokenizer = opennlp; only nori takes one\n",
        CliRun.of("tokenize", "--tokenizer", "opennlp", "--user-dictionary", "x").err());
    assertEquals(
        "command line: --tokenizer = bpe, --model = none; bpe needs a model, the others take none\n",
        CliRun.of("tokenize", "--tokenizer", "bpe").err());
  }
}
