package dev.ieum.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the filters read: files of all formats, encodings and kinds, alike in all of them. */
class InputTest {
  private static final String CSV =
      """
      \uFEFFid,comment,stars
      7,"좋아요, 정말",5
      8,"그는 ""최악이에요""라고 했다",1
      9,"두 줄
      좋아요",4
      10,,3
      """
          .replace("\n", "\r\n");

  @TempDir Path dir;

  private static CliRun run(String command, byte[] in, String... more) {
    List<String> args = new ArrayList<>(List.of(command));
    switch (command) {
      case "translate" -> args.addAll(List.of("--model", TinyModel.bundle().toString()));
      case "sentiment" -> args.addAll(List.of("--model", TinySentiment.bundle().toString()));
      default -> args.addAll(List.of("--tokenizer", "whitespace"));
    }
    args.addAll(Arrays.asList(more));
    return CliRun.with(Map.of(), in, args.toArray(String[]::new));
  }

  private String file(String name, byte[] bytes) throws IOException {
    return Files.write(dir.resolve(name), bytes).toString();
  }

  private static List<JsonObject> objects(CliRun run) {
    assertEquals(0, run.exitCode(), run.err());
    return run.outLines().stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"translate", "sentiment", "tokenize"})
  void csv_isReadWithQuotesAndLineFeedsAndCarriedThrough(String command) throws IOException {
    String file = file("reviews.csv", CSV.getBytes(UTF_8));
    List<JsonObject> rows =
        objects(run(command, new byte[0], file, "--column", "comment", "--format", "jsonl"));
    assertEquals(4, rows.size());
    assertEquals("7", rows.get(0).get("id").getAsString());
    assertEquals("그는 \"최악이에요\"라고 했다", rows.get(1).get("comment").getAsString());
    assertEquals("두 줄\n좋아요", rows.get(2).get("comment").getAsString());
    assertEquals("3", rows.get(3).get("stars").getAsString());
    CliRun table = run(command, new byte[0], file, "--column", "comment", "--format", "tsv");
    assertTrue(table.out().startsWith("id\tcomment\tstars\t"), table.out());
    assertTrue(table.out().contains("\n9\t두 줄 좋아요\t4\t"), table.out());
  }

  @Test
  void csv_textOutput_isALineForEachRow() throws IOException {
    String file = file("reviews.csv", CSV.replace("comment", "text").getBytes(UTF_8));
    CliRun run = run("sentiment", new byte[0], file);
    assertEquals(4, run.outLines().size(), run.out());
    assertEquals("", run.outLines().get(3));
    assertEquals(4, run("translate", new byte[0], file).outLines().size());
  }

  @Test
  void csv_badRows_areNamedByTheLineTheyBeginOn() throws IOException {
    String ragged = file("a.csv", "id,text\n1,\"좋\n아요\"\n2\n3,최악\n".getBytes(UTF_8));
    CliRun stop = run("sentiment", new byte[0], ragged);
    assertEquals(2, stop.exitCode());
    assertEquals(
        "ieum: %s:4: expected 2 fields [id, text], found 1\n".formatted(ragged), stop.err());
    assertEquals(2, run("sentiment", new byte[0], ragged, "--on-error", "skip").outLines().size());
    String open = file("b.csv", "id,text\n1,좋아요\n2,\"끝이 없다\n3,x\n".getBytes(UTF_8));
    CliRun unclosed = run("sentiment", new byte[0], open);
    assertEquals(2, unclosed.exitCode());
    assertEquals(1, unclosed.outLines().size());
    assertTrue(unclosed.err().startsWith("ieum: " + open + ":3: expected a CSV row"));
    assertEquals(1, unclosed.err().lines().count());
  }

  @Test
  void csv_semicolons_separateWhereTheHeaderHasNoComma() throws IOException {
    String file = file("a.csv", "id;text\n1;\"좋아요; 좋아요, 좋아요\"\n".getBytes(UTF_8));
    assertTrue(run("sentiment", new byte[0], file).out().startsWith("positive"));
  }

  @Test
  void csv_withoutTheColumn_saysWhichThereAre() throws IOException {
    String file = file("reviews.csv", CSV.getBytes(UTF_8));
    assertEquals(
        "ieum: %s:1: expected a column 'text', found columns [id, comment, stars]; name that of the"
                .formatted(file)
            + " text by --column\n",
        run("sentiment", new byte[0], file).err());
  }

  @ParameterizedTest
  @CsvSource({"CP949,x-windows-949", "euc-kr,EUC-KR", "UTF-16,UTF-16"})
  void encoding_otherThanUtf8_isReadWhenNamed(String option, String charset) throws IOException {
    String text = "id,text\r\n1,\"영화가 정말 좋아요\"\r\n";
    String file = file("a.csv", text.getBytes(Charset.forName(charset)));
    assertEquals(
        run("sentiment", text.getBytes(UTF_8), "--input-format", "csv"),
        run("sentiment", new byte[0], file, "--encoding", option));
  }

  @Test
  void encoding_ofKoreanExcel_isNamedByTheError() throws IOException {
    byte[] bytes = "id,text\r\n1,좋아요\r\n".getBytes(Charset.forName("x-windows-949"));
    CliRun run = run("sentiment", new byte[0], file("a.csv", bytes));
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--encoding CP949"), run.err());
    CliRun unknown = run("sentiment", new byte[0], "--encoding", "CP9");
    assertEquals(2, unknown.exitCode());
    assertTrue(unknown.err().contains("'CP9' is no encoding"), unknown.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"translate", "sentiment", "tokenize"})
  @DisabledOnOs(OS.WINDOWS)
  void pipe_givenAsFile_isReadLikeAFile(String command) throws Exception {
    byte[] text = "영화가 정말 좋아요\n최악이에요\n".getBytes(UTF_8);
    Path pipe = dir.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.write(pipe, text);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    writer.start();
    CliRun run = run(command, new byte[0], pipe.toString());
    writer.join();
    assertEquals(run(command, text), run);
    assertEquals(2, run.outLines().size(), run.err());
  }

  @Test
  void lists_ofFiles_areReadOneAfterAnother() throws IOException {
    String first = file("a.txt", "좋아요\n\n".getBytes(UTF_8));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"text\":\"최악이에요\"}\n".getBytes(UTF_8));
    }
    String second = file("b.jsonl.gz", packed.toByteArray());
    List<JsonObject> rows =
        objects(run("sentiment", new byte[0], first, second, "--format", "jsonl"));
    assertEquals(
        List.of("1", "2", "3"), rows.stream().map(row -> row.get("id").getAsString()).toList());
    assertEquals("negative", rows.get(2).get("label").getAsString());
    CliRun bad = run("sentiment", new byte[0], first, file("c.jsonl", "x\n".getBytes(UTF_8)));
    assertEquals(2, bad.exitCode());
    assertEquals(2, bad.outLines().size());
    assertTrue(bad.err().contains("c.jsonl:1: "), bad.err());
    assertEquals(
        new CliRun(2, "", "ieum: none.txt: no such file; check the path\n"),
        run("sentiment", new byte[0], first, "none.txt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"translate", "sentiment", "tokenize"})
  void text_givenAsArgument_isReadLikeALine(String command) {
    assertEquals(
        run(command, "정말 좋아요\n최악이에요\n".getBytes(UTF_8)),
        run(command, new byte[0], "--text", "정말 좋아요", "--text", "최악이에요"));
    CliRun both = run(command, new byte[0], "--text", "좋아요", "a.txt");
    assertEquals(2, both.exitCode());
    assertTrue(both.err().contains("--text"), both.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"translate", "sentiment", "tokenize"})
  void onError_badJson_isSkippedOrGivenNoResult(String command) {
    byte[] in = "{\"t\":\"좋아요\",\"k\":1.50}\nnot\n{\"t\":\"가\"}\n".getBytes(UTF_8);
    CliRun skipped = run(command, in, "--field", "t", "--on-error", "skip", "--format", "jsonl");
    assertEquals(2, skipped.outLines().size());
    assertTrue(skipped.out().startsWith("{\"id\":1,\"t\":\"좋아요\",\"k\":1.50,"), skipped.out());
    assertTrue(skipped.err().contains("ieum: standard input:2: "), skipped.err());
    CliRun all = run(command, in, "--field", "t", "--on-error", "null", "--format", "jsonl");
    JsonObject bad = objects(all).get(1);
    assertTrue(bad.get("error").getAsString().startsWith("standard input:2: "), all.out());
  }

  @Test
  void blank_text_hasNoLabelInAnyFormat() {
    byte[] in = "\n \t \u3000\n".getBytes(UTF_8);
    assertEquals("\n\n", run("sentiment", in).out());
    for (JsonObject object : objects(run("sentiment", in, "--format", "jsonl", "--explain"))) {
      assertTrue(object.get("label").isJsonNull() && object.get("score").isJsonNull());
    }
    for (String row : run("sentiment", in, "--format", "tsv").outLines()) {
      assertTrue(row.endsWith("\t\t\t\t"), row);
    }
  }

  @Test
  void halfOfASurrogatePair_inJson_isRead() {
    byte[] in = "{\"text\":\"좋아요 \\ud83d\",\"k\":\"\\uDE00 \\\\ud83d\"}\n".getBytes(UTF_8);
    CliRun run = run("sentiment", in, "--field", "text", "--format", "jsonl");
    assertEquals("positive", objects(run).get(0).get("label").getAsString());
    assertTrue(
        run.out().contains("\"k\":\"\\uDE00 \\\\ud83d\""), "carried as it was: " + run.out());
    byte[] pair = "{\"text\":\"\\ud83d\\ude00\"}\n".getBytes(UTF_8);
    assertEquals(
        "😀",
        objects(run("tokenize", pair, "--field", "text", "--format", "jsonl"))
            .get(0)
            .getAsJsonArray("tokens")
            .get(0)
            .getAsJsonObject()
            .get("text")
            .getAsString()
            .replace("▁", ""));
  }

  @Test
  void error_withControlCharactersOrWithoutEnd_isOneShortLine() throws IOException {
    String escape = "a\u001b]0;title\u0007\u202eb\u009b2J";
    String header = escape + "x".repeat(100_000) + "\ty\n";
    CliRun run = run("sentiment", header.getBytes(UTF_8), "--column", "text");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().length() < 600, "length " + run.err().length());
    assertFalse(
        run.err().codePoints().anyMatch(c -> c != '\n' && Character.isISOControl(c)), run.err());
    assertFalse(run.err().contains("\u202e"));
  }

  @Test
  void languages_chooseTheModel() {
    CliRun run = CliRun.withInput("안녕하세요\n", "translate", "--from", "ko", "--to", "en");
    assertEquals(CliRun.withInput("안녕하세요\n", "translate"), run);
    CliRun none = CliRun.withInput("", "translate", "--from", "fi", "--to", "en");
    assertEquals(2, none.exitCode());
    assertTrue(none.err().contains("translation-ko-en"), none.err());
    CliRun both = CliRun.withInput("", "translate", "--from", "ko", "--model", "translation-ko-en");
    assertEquals(2, both.exitCode());
  }
}
