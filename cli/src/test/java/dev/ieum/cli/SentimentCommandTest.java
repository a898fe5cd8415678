package dev.ieum.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ieum.sentiment.Sentiment;
import dev.ieum.sentiment.SentimentAnalyzer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentimentCommandTest {
  private static final String GOOD = "영화가 정말 좋아요";
  private static final String BAD = "음식이 최악이에요";

  @TempDir Path dir;

  private static String[] arguments(String... more) {
    List<String> args =
        new ArrayList<>(List.of("sentiment", "--model", TinySentiment.bundle().toString()));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static CliRun sentiment(String in, String... more) {
    return CliRun.withInput(in, arguments(more));
  }

  private static List<JsonObject> objects(CliRun run) {
    return run.outLines().stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  @Test
  void twoModels_meanOfWhatTheySay() {
    double tiny = positive(sentiment(BAD, "--format", "jsonl"));
    double large =
        positive(
            CliRun.withInput(BAD, "sentiment", "--model", "sentiment-ko", "--format", "jsonl"));
    CliRun both = sentiment(BAD, "--format", "jsonl", "--model", "sentiment-ko");
    assertEquals((tiny + large) / 2, positive(both), 1e-4);
    CliRun english = sentiment(BAD, "--model", "sentiment-en");
    assertEquals(2, english.exitCode());
    assertTrue(english.err().contains("sentiment-en: language = en; allowed: ko"), english.err());
  }

  private static double positive(CliRun run) {
    return objects(run).get(0).getAsJsonObject("probabilities").get("positive").getAsDouble();
  }

  @Test
  void text_aLineOutForEveryLineIn_sameAloneAndTogether() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(i % 7 == 3 ? "" : (i % 2 == 0 ? GOOD : BAD) + " 배우".repeat(i % 5));
    }
    String text = String.join("\n", lines) + "\n";
    CliRun together = sentiment(text);
    assertEquals("", together.err());
    assertEquals(0, together.exitCode());
    assertEquals(60, together.outLines().size());
    assertEquals(together, sentiment(text, "--threads", "3"));
    for (int i = 0; i < 60; i += 7) {
      assertEquals(together.outLines().get(i) + "\n", sentiment(lines.get(i) + "\n").out());
    }
    assertEquals("", together.outLines().get(3));
    assertTrue(together.outLines().get(0).matches("positive\t0\\.\\d{4}"), together.out());
    assertTrue(together.outLines().get(1).matches("negative\t-0\\.\\d{4}"), together.out());
  }

  @Test
  void text_hardInput_aLineOutForEveryLineIn() {
    CliRun run =
        sentiment(
            "\n".repeat(3_000)
                + "   \n"
                + "\u1112\u1161\u11ab\u1100\u116e\u11a8\n"
                + "👩‍👩‍👧 😀\n"
                + "\uFEFF\u0000\u202E\u2028\n"
                + "좋아요\r\n"
                + "가나 다라".repeat(20_000)
                + "\n");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(3_006, run.out().chars().filter(c -> c == '\n').count());
    assertEquals("\n".repeat(3_001), run.out().substring(0, 3_001));
  }

  @Test
  void jsonl_holdsWhatTheContractSays() {
    CliRun run = sentiment(GOOD + " <b>\n\n", "--format", "jsonl");
    assertEquals(0, run.exitCode(), run.err());
    JsonObject first = objects(run).get(0);
    assertEquals(
        List.of("id", "text", "label", "probabilities", "score"), List.copyOf(first.keySet()));
    assertEquals(1, first.get("id").getAsInt());
    assertTrue(run.out().contains(GOOD + " <b>"), "neither Hangul nor < is escaped");
    JsonObject probabilities = first.getAsJsonObject("probabilities");
    assertEquals(List.of("negative", "positive"), List.copyOf(probabilities.keySet()));
    double positive = probabilities.get("positive").getAsDouble();
    assertEquals(1, positive + probabilities.get("negative").getAsDouble(), 1.01e-4);
    assertEquals(2 * positive - 1, first.get("score").getAsDouble(), 1.01e-4);
    assertTrue(first.get("score").getAsString().matches("0\\.\\d{4}"), "rounded to four places");
    JsonObject empty = objects(run).get(1);
    assertEquals("", empty.get("text").getAsString());
    assertTrue(empty.get("label").isJsonNull() && empty.get("score").isJsonNull(), run.out());
  }

  @Test
  void explain_weighsWordsAtTheirPlaces() {
    String text = "음, " + GOOD;
    JsonObject object = objects(sentiment(text + "\n", "--format", "jsonl", "--explain")).get(0);
    double most = 0;
    String strongest = "";
    for (JsonElement element : object.getAsJsonArray("explanation")) {
      JsonObject part = element.getAsJsonObject();
      String word = text.substring(part.get("begin").getAsInt(), part.get("end").getAsInt());
      assertEquals(word, part.get("text").getAsString());
      if (part.get("weight").getAsDouble() > most) {
        most = part.get("weight").getAsDouble();
        strongest = word;
      }
    }
    assertTrue(most > 0.1 && "좋아요".contains(strongest), object.toString());
    String line = sentiment(text + "\n", "--explain").outLines().get(0);
    assertTrue(line.matches("positive\t0\\.\\d{4}\t.*" + strongest + ":\\+0\\.\\d{4}.*"), line);
  }

  @Test
  void perSentence_predictsEachSentence() {
    String text = GOOD + ". " + BAD + ".";
    CliRun run = sentiment(text + "\n\n", "--format", "jsonl", "--per-sentence");
    List<JsonObject> sentences =
        objects(run).get(0).getAsJsonArray("sentences").asList().stream()
            .map(JsonElement::getAsJsonObject)
            .toList();
    assertEquals(2, sentences.size(), run.out());
    assertEquals("positive", sentences.get(0).get("label").getAsString());
    assertEquals("negative", sentences.get(1).get("label").getAsString());
    for (JsonObject sentence : sentences) {
      assertEquals(
          text.substring(sentence.get("begin").getAsInt(), sentence.get("end").getAsInt()),
          sentence.get("text").getAsString());
    }
    assertEquals(0, objects(run).get(1).getAsJsonArray("sentences").size());
    CliRun lines = sentiment(text + "\n\n", "--per-sentence");
    assertEquals(2, lines.outLines().size());
    assertTrue(
        lines.outLines().get(0).matches("positive\t0\\.\\d+\tnegative\t-0\\.\\d+"), lines.out());
    CliRun rows = sentiment(text + "\n\n", "--per-sentence", "--format", "tsv");
    assertEquals(3, rows.outLines().size());
    for (String row : rows.outLines()) {
      assertEquals(9, row.split("\t", -1).length, row);
    }
  }

  @Test
  void abstain_callsAnswersThatAreNotTrustedUncertain() throws IOException {
    List<String> texts =
        List.of(GOOD, BAD, "쿄쿄쿄", "좋아요 나빠요", "영화가", "이 저 그", "최고예요 훌륭해요", "это", "!");
    String in = String.join("\n", texts) + "\n";
    List<JsonObject> plain = objects(sentiment(in, "--format", "jsonl"));
    List<JsonObject> careful = objects(sentiment(in, "--format", "jsonl", "--abstain"));
    try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(TinySentiment.bundle().toString())) {
      for (int i = 0; i < texts.size(); i++) {
        Sentiment read = analyzer.analyze(texts.get(i));
        assertEquals(read.label(), plain.get(i).get("label").getAsString());
        assertEquals(
            read.confident() || !read.readable() ? read.label() : "uncertain",
            careful.get(i).get("label").getAsString(),
            texts.get(i));
        assertEquals(plain.get(i).get("probabilities"), careful.get(i).get("probabilities"));
      }
    }
    assertTrue(
        careful.stream().anyMatch(object -> object.get("label").getAsString().equals("uncertain")));
  }

  @Test
  void otherScriptOrSignsAlone_areUnreadableInEveryFormat() {
    String in = "это ужасно\n這部電影很糟糕\n12345\n" + GOOD + "\n";
    List<String> text = sentiment(in).outLines();
    assertEquals(List.of("unreadable\t0.0000", "unreadable\t0.0000"), text.subList(0, 2));
    assertEquals("unreadable\t0.0000", text.get(2));
    assertTrue(text.get(3).startsWith("positive\t"), text.get(3));
    for (JsonObject object :
        objects(sentiment(in, "--format", "jsonl", "--abstain")).subList(0, 3)) {
      assertEquals("unreadable", object.get("label").getAsString());
      assertEquals(0, object.get("score").getAsDouble());
      assertEquals(2, object.getAsJsonObject("probabilities").size());
    }
    for (String row : sentiment(in, "--format", "tsv").outLines().subList(0, 3)) {
      assertEquals("unreadable", row.split("\t", -1)[2], row);
    }
  }

  @Test
  void tsv_hasAProbabilityForEachClass() {
    CliRun run = sentiment(GOOD + "\t너\n\n", "--format", "tsv");
    assertEquals(0, run.exitCode(), run.err());
    String[] cells = run.outLines().get(0).split("\t", -1);
    assertEquals(6, cells.length);
    assertEquals(List.of("1", GOOD + " 너", "positive"), List.of(cells).subList(0, 3));
    assertEquals(1, Double.parseDouble(cells[4]) + Double.parseDouble(cells[5]), 1.01e-4);
  }

  @Test
  void table_columnsAreCarriedThroughWithAHeader() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("in.tsv"), "id\ttext\tlabel\nx7\t" + GOOD + "\t5\nx8\t" + BAD + "\t1\n");
    for (CliRun run :
        List.of(
            sentiment("", file.toString(), "--format", "tsv"),
            sentiment(Files.readString(file), "--column", "text", "--format", "tsv"))) {
      assertEquals("", run.err());
      assertEquals(
          "id\ttext\tinput_label\tlabel\tscore\tnegative\tpositive", run.outLines().get(0));
      assertTrue(run.outLines().get(1).startsWith("x7\t" + GOOD + "\t5\tpositive\t0."), run.out());
      assertTrue(run.outLines().get(2).startsWith("x8\t" + BAD + "\t1\tnegative\t-0."), run.out());
    }
    CliRun text = sentiment("", file.toString());
    assertTrue(text.out().matches("positive\t0.*\nnegative\t-0.*\n"), text.out());
    JsonObject object = objects(sentiment("", file.toString(), "--format", "jsonl")).get(0);
    assertEquals("x7", object.get("id").getAsString());
    assertEquals("5", object.get("input_label").getAsString());
    assertEquals("positive", object.get("label").getAsString());
  }

  @Test
  void field_otherFieldsAreCarriedThroughAsTheyAreSpelt() {
    String first =
        "{\"id\":\"r-1\", \"x\":1.50, \"n\":null, \"big\":12345678901234567890, \"u\":\"\\u00e9\","
            + " \"tags\":[], \"body\":\""
            + GOOD
            + "\", \"text\":3}";
    String second = "{\"body\":\"" + BAD + "\"}";
    CliRun run = sentiment(first + "\n\n" + second + "\n", "--field", "body", "--format", "jsonl");
    assertEquals("", run.err());
    assertEquals(3, run.outLines().size());
    String begin = first.substring(0, first.length() - 1) + ",\"label\":\"positive\",";
    assertEquals(begin, run.outLines().get(0).substring(0, begin.length()));
    assertEquals("", run.outLines().get(1), "an empty line gives an empty line");
    JsonObject last = JsonParser.parseString(run.outLines().get(2)).getAsJsonObject();
    assertEquals(3, last.get("id").getAsInt());
    assertEquals(
        List.of("id", "body", "label", "probabilities", "score"), List.copyOf(last.keySet()));
    CliRun text = sentiment(first + "\n\n" + second + "\n", "--field", "body");
    assertTrue(text.out().matches("positive\t.*\n\nnegative\t.*\n"), text.out());
  }

  @Test
  void field_namedAsAResult_isKeptUnderAnotherName() {
    String in =
        "{\"id\":7,\"text\":\"" + GOOD + "\",\"label\":0,\"score\":9.0,\"input_score\":null}";
    JsonObject out = objects(sentiment(in + "\n", "--field", "text", "--format", "jsonl")).get(0);
    assertEquals("positive", out.get("label").getAsString());
    assertEquals(0, out.get("input_label").getAsInt());
    assertEquals("9.0", out.get("input_input_score").getAsString());
    assertTrue(out.get("input_score").isJsonNull());
    assertEquals(7, out.get("id").getAsInt());
    // What was printed can be read again, and nothing is lost.
    JsonObject again =
        objects(sentiment(out + "\n", "--field", "text", "--format", "jsonl")).get(0);
    assertEquals(out.get("label"), again.get("label"));
    assertEquals(out.get("label"), again.get("input_input_label"));
  }

  @Test
  void sample_ofJsonLines_isReadByItsName() {
    Path sample = ArchitectureTest.root().resolve("samples/reviews.ko.jsonl");
    List<JsonObject> out = objects(sentiment("", sample.toString(), "--format", "jsonl"));
    assertEquals(6, out.size());
    assertEquals("r-101", out.get(0).get("id").getAsString());
    assertTrue(out.get(4).get("reply").isJsonNull());
    assertEquals(2, out.get(2).getAsJsonArray("tags").size());
  }

  private static final String MIXED =
      """
      {"id":"a","text":"좋아요"}
      not json
      {"id":"b","body":"x"}
      {"id":"c","text":5}
      {"id":"d","text":"최악이에요"}
      """;

  @Test
  void onError_stop_endsAfterTheLinesBeforeIt() {
    CliRun run = sentiment(MIXED, "--field", "text", "--format", "jsonl");
    assertEquals(2, run.exitCode());
    assertEquals(
        "ieum: standard input:2: expected one JSON object, found malformed JSON\n", run.err());
    assertEquals(1, run.outLines().size());
  }

  @Test
  void onError_skip_goesOnAndNamesTheLines() {
    CliRun run = sentiment(MIXED, "--field", "text", "--format", "jsonl", "--on-error", "skip");
    assertEquals(0, run.exitCode());
    assertEquals(
        """
        ieum: standard input:2: expected one JSON object, found malformed JSON
        ieum: standard input:3: expected a text in field 'text', found fields [id, body]
        ieum: standard input:4: expected a text in field 'text', found a number or truth value
        ieum: 3 of 5 lines were bad and skipped
        """,
        run.err());
    assertEquals(
        List.of("a", "d"), objects(run).stream().map(o -> o.get("id").getAsString()).toList());
  }

  @Test
  void onError_null_givesEveryLineALine() {
    CliRun run = sentiment(MIXED, "--field", "text", "--format", "jsonl", "--on-error", "null");
    assertEquals(0, run.exitCode());
    assertEquals(5, run.outLines().size());
    JsonObject unread = objects(run).get(1);
    assertEquals(2, unread.get("id").getAsInt());
    assertTrue(unread.get("label").isJsonNull());
    assertEquals(
        "standard input:2: expected one JSON object, found malformed JSON",
        unread.get("error").getAsString());
    assertEquals("x", objects(run).get(2).get("body").getAsString());
    assertTrue(run.err().endsWith("ieum: 3 of 5 lines were bad and given no result\n"), run.err());
    CliRun text = sentiment(MIXED, "--field", "text", "--on-error", "null");
    assertTrue(text.out().matches("positive\t.*\n\n\n\nnegative\t.*\n"), text.out());
    CliRun rows = sentiment(MIXED, "--field", "text", "--on-error", "null", "--format", "tsv");
    for (String row : rows.outLines()) {
      assertEquals(6, row.split("\t", -1).length, row);
    }
  }

  @Test
  void onError_bytesThatAreNotUtf8_areABadLine() {
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    in.writeBytes((GOOD + "\n").getBytes(UTF_8));
    in.write(0xFF);
    in.writeBytes(("\n" + BAD + "\n").getBytes(UTF_8));
    CliRun run = CliRun.with(Map.of(), in.toByteArray(), arguments("--on-error", "null"));
    assertTrue(run.out().matches("positive\t.*\n\nnegative\t.*\n"), run.out());
    assertTrue(
        run.err().startsWith("ieum: standard input:2: expected UTF-8 text, found byte 0xFF"));
    assertEquals(2, CliRun.with(Map.of(), in.toByteArray(), arguments()).exitCode());
  }

  @Test
  void onError_raggedRow_isABadLine() {
    String in = "id\ttext\n1\t좋아요\n2\n3\t최악이에요\n";
    CliRun run = sentiment(in, "--column", "text", "--on-error", "null", "--format", "tsv");
    assertEquals(4, run.outLines().size());
    for (String row : run.outLines()) {
      assertEquals(6, row.split("\t", -1).length, row);
    }
    assertTrue(
        run.err().startsWith("ieum: standard input:3: expected 2 fields [id, text], found 1\n"),
        run.err());
  }

  @Test
  void output_goesToTheFile() throws IOException {
    Path file = dir.resolve("out.txt");
    assertEquals(new CliRun(0, "", ""), sentiment(GOOD + "\n", "--output", file.toString()));
    assertEquals(sentiment(GOOD + "\n").out(), Files.readString(file));
  }

  @Test
  void badOptions_areOneLineAndTwo() throws IOException {
    assertAskedWrongly(
        "command line: --field = a, --column = b; the input is either JSONL or a table; give one",
        "--field",
        "a",
        "--column",
        "b");
    assertAskedWrongly(
        "command line: --format = tsv with --explain and --per-sentence; only jsonl holds both",
        "--format",
        "tsv",
        "--explain",
        "--per-sentence");
    assertAskedWrongly(
        "standard input:1: expected a column 'text', found columns [좋아요]", "--column", "text");
    Path in = Files.writeString(dir.resolve("in.txt"), "x\n");
    assertAskedWrongly(
        "command line: --output = %s; it is the input, which would be lost; name another"
            .formatted(in),
        in.toString(),
        "--output",
        in.toString());
    CliRun kind = CliRun.withInput("x", "sentiment", "--model", TinyModel.bundle().toString());
    assertEquals(2, kind.exitCode());
    assertTrue(kind.err().contains("allowed: sentiment"), kind.err());
  }

  private static void assertAskedWrongly(String line, String... more) {
    assertEquals(new CliRun(2, "", "ieum: " + line + "\n"), sentiment("좋아요\n", more));
  }

  @Test
  void manyLines_noneIsLostAndOrderIsKept() {
    int count = 10_000;
    String in =
        IntStream.range(0, count)
            .mapToObj(i -> "{\"id\":%d,\"text\":\"%s\"}\n".formatted(i, i % 3 == 0 ? GOOD : BAD))
            .collect(Collectors.joining());
    CliRun run = sentiment(in, "--field", "text", "--format", "jsonl", "--threads", "2");
    assertEquals(0, run.exitCode(), run.err());
    List<String> out = run.outLines();
    assertEquals(count, out.size());
    for (int i = 0; i < count; i++) {
      assertTrue(out.get(i).startsWith("{\"id\":" + i + ","), out.get(i));
      assertTrue(
          out.get(i).contains(i % 3 == 0 ? "\"positive\",\"prob" : "\"negative\",\"prob"),
          out.get(i));
    }
  }
}
