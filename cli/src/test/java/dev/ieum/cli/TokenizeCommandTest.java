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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  void output_file_holdsTheResults() throws IOException {
    Path file = dir.resolve("out.txt");
    assertEquals(
        new CliRun(0, "", ""),
        CliRun.withInput("나는\n", "tokenize", "--format", "TSV", "--output", file.toString()));
    assertEquals("1\t▁나\t0\t1\n1\t는\t1\t2\n\n", Files.readString(file));
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

  @ParameterizedTest
  @CsvSource({"--tokenizer nori", "--tokenizer byte", "--pos", "--sentences korean"})
  void charactersThatLookLikeLineEnds_endNoLine(String options) {
    StringBuilder text = new StringBuilder();
    String ends = "\u0000\u0001\u000B\f\r\u001C\u001E\u0080\u0085\u009F\u2028\u2029";
    ends.codePoints().forEach(c -> text.append("가").appendCodePoint(c).append("나\n"));
    List<String> lines = run(text.toString(), options + " --format jsonl").out().lines().toList();
    assertEquals(ends.length(), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      JsonObject line = JsonParser.parseString(lines.get(i)).getAsJsonObject();
      assertEquals(i + 1, line.get("id").getAsInt());
      assertEquals("가" + ends.charAt(i) + "나", line.get("text").getAsString());
    }
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
        new CliRun(2, "", "ieum: " + dictionary + ":2: word = 가나 is already in line 1; keep one\n"),
        CliRun.withInput("x", "tokenize", "--user-dictionary", dictionary));
  }

  @Test
  void badInput_isOneLineAndTwo() {
    assertEquals(
        new CliRun(2, "", "ieum: none.txt: no such file; check the path\n"),
        CliRun.of("tokenize", "none.txt"));
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    in.writeBytes("가\n".getBytes(UTF_8));
    in.write(0xB0);
    CliRun bad = CliRun.with(Map.of(), in.toByteArray(), "tokenize");
    assertEquals(
        new CliRun(
            2,
            "▁가\n",
            "ieum: standard input:2: expected UTF-8 text, found byte 0xB0 at byte 1 of the line; convert"
                + " the file to UTF-8, or name its encoding\n"),
        bad);
    CliRun kind = CliRun.of("tokenize", "--tokenizer", "norri");
    assertEquals(2, kind.exitCode());
    assertTrue(
        kind.err()
            .contains(
                "'norri' is not known; allowed: nori, opennlp, english, bpe, character, jamo"),
        kind.err());
    assertEquals(1, kind.err().lines().count());
    assertEquals(
        "ieum: command line: --threads = 0; allowed: 1 to 1024\n",
        CliRun.of("tokenize", "--threads", "0").err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--tokenizer bpe | --tokenizer = bpe, --model = none; bpe needs a model, the others take"
            + " none",
        "--tokenizer opennlp --user-dictionary x | --user-dictionary with --tokenizer = opennlp;"
            + " only nori takes it",
        "--tokenizer jamo --pos | --pos with --tokenizer = jamo; only nori takes it",
        "--tokenizer byte --slang | --slang with --tokenizer = byte; only nori takes it",
        "--model x --decompound mixed | --decompound with --tokenizer = bpe; only nori takes it",
        "--sentences korean --pos | --sentences with options for tokens; sentences are cut no"
            + " further; leave one or the other out",
        "--sentences english --respace | --sentences with options for tokens; sentences are cut no"
            + " further; leave one or the other out",
        "--normalize links,foo | --normalize = links,foo; allowed: reviews alone, or any of"
            + " links,mentions,numbers,emoticons,glued_codas,drawn_vowels,repeats,letters,emoji",
        "--normalize reviews,links | --normalize = reviews,links; allowed: reviews alone, or any of"
            + " links,mentions,numbers,emoticons,glued_codas,drawn_vowels,repeats,letters,emoji",
      })
  void optionsThatDoNotGoTogether_areOneLineAndTwo(String options, String fault) {
    assertEquals(new CliRun(2, "", "ieum: command line: " + fault + "\n"), run("x\n", options));
  }

  @Test
  void english_withoutItsModel_namesTheJarToAdd() {
    assertEquals(
        new CliRun(
            2,
            "",
            "ieum: opennlp: opennlp-en-ud-ewt-tokens-1.3-2.5.4.bin is not on the class path; add"
                + " org.apache.opennlp:opennlp-models-tokenizer-en:1.3.0\n"),
        run("x\n", "--tokenizer english"));
  }

  @Test
  void jamoAndByte_cutAsTheyDo() {
    assertEquals("▁ᄒ ᅡ ᆫ a\n", run("한a\n", "--tokenizer jamo").out());
    assertEquals("▁ <0xED> <0x95> <0x9C> <0x61>\n", run("한a\n", "--tokenizer byte").out());
  }

  @Test
  void pos_text_alignsByTheCellsThatHangulFills() {
    assertEquals(
        """
        추웠다!   추웠    VA+E     춥다    형용사 + 어미           adjective + ending         춥 + 었
                  다      E        다      어미                    ending
                  !       SF       !       마침표, 물음표, 느낌표  sentence end mark
        大學의    大學    NNG      大學    일반 명사               common noun                           대학
                  의      J        의      조사                    particle
        영화관에  영화관  NNG+NNG  영화관  일반 명사 + 일반 명사   common noun + common noun  영화 + 관
                  에      J        에      조사                    particle


        """,
        run("추웠다!  大學의 영화관에\n\n", "--pos").out());
  }

  @Test
  void pos_tsv_givesPartsAsAsked() {
    assertEquals(
        """
        1\t1\t추웠\tVA+E\t춥다\t형용사 + 어미\tadjective + ending\t춥 + 었\t\t0\t2
        1\t1\t다\tE\t다\t어미\tending\t\t\t2\t3

        """,
        run("추웠다\n", "--pos --format tsv").out());
    assertEquals(
        """
        1\t1\t추웠\tVA+E\t춥다\t형용사 + 어미\tadjective + ending\t춥 + 었\t\t0\t2
        1\t1\t춥\tVA\t춥다\t형용사\tadjective\t\t\t0\t2
        1\t1\t었\tE\t었\t어미\tending\t\t\t0\t2
        1\t1\t다\tE\t다\t어미\tending\t\t\t2\t3

        """,
        run("추웠다\n", "--pos --format tsv --decompound mixed").out());
    assertEquals("춥 었 다\n", run("추웠다\n", "--decompound discard").out());
    assertEquals("▁추웠 다\n", run("추웠다\n", "--decompound none").out());
  }

  @Test
  void pos_jsonl_givesEojeolsWithOffsetsOfTheLineAsGiven() {
    String line = "大 \u1112\u1161\u11ab";
    JsonObject object =
        JsonParser.parseString(run(line + "\n", "--pos --format jsonl").out()).getAsJsonObject();
    assertEquals(line, object.get("text").getAsString());
    assertEquals(
        "{\"text\":\"大\",\"begin\":0,\"end\":1,\"morphemes\":[{\"text\":\"大\",\"begin\":0,\"end\":1,\"tag\":\"XPN\",\"korean\":\"체언"
            + " 접두사\",\"english\":\"prefix\",\"dictionary_form\":\"大\","
            + "\"kind\":\"simple\",\"parts\":[],\"reading\":\"대\"}]}",
        object.get("eojeols").getAsJsonArray().get(0).toString());
    JsonObject second = object.get("eojeols").getAsJsonArray().get(1).getAsJsonObject();
    assertEquals("한", second.get("text").getAsString());
    assertEquals(2, second.get("begin").getAsInt());
    assertEquals(5, second.get("end").getAsInt());
  }

  @Test
  void respaceAndNormalize_tidyFirst_offsetsStayOfTheLineAsGiven() {
    String line = "오늘날씨가너무좋아서공원에서산책을했어요";
    assertEquals(
        "▁오늘 ▁날씨가 ▁너무 ▁좋아서 ▁공원에서 ▁산책을 ▁했어요\n",
        run(line + "\n", "--respace --tokenizer whitespace").out());
    List<String> rows = run(line + "\n", "--respace --pos --format tsv").out().lines().toList();
    assertTrue(rows.get(1).startsWith("1\t2\t날씨\tNNG\t"), rows.get(1));
    assertTrue(rows.get(1).endsWith("\t2\t4"), rows.get(1));
    assertEquals(
        "1\t▁좋아요\t0\t3\n1\t▁ㅋㅋ\t3\t7\n\n",
        run("좋아욬ㅋㅋㅋㅋ\n", "--normalize reviews --tokenizer whitespace --format tsv").out());
    assertEquals(
        "▁@a ▁좋아욬ㅋㅋ\n",
        run("@a 좋아욬ㅋㅋㅋㅋ\n", "--normalize repeats,links --tokenizer whitespace").out());
  }

  @Test
  void slang_isKnownWhenAskedFor_andGivesWayToTheUsersWords() throws IOException {
    assertEquals("▁노 잼 임\n", run("노잼임\n", "").out());
    assertEquals("▁노잼 임\n", run("노잼임\n", "--slang").out());
    Path words = Files.writeString(dir.resolve("words.txt"), "노잼 노 잼\n핵노잼\n");
    assertEquals(
        "노 잼 핵노잼\n",
        run("노잼 핵노잼\n", "--slang --decompound discard --user-dictionary " + words).out());
  }

  @Test
  void userDictionary_wordThatSpoilsCommonOnes_isWarnedOfOnATerminal() throws IOException {
    Path words = Files.writeString(dir.resolve("words.txt"), "이다\n");
    String[] args = {"tokenize", "--user-dictionary", words.toString()};
    assertEquals("", CliRun.withInput("x\n", args).err());
    CliRun seen = CliRun.onTerminal("x\n", args);
    assertEquals("▁x\n", seen.out());
    assertTrue(seen.err().startsWith(words + ": word = 이다; it changes the common "), seen.err());
    assertEquals(1, seen.err().lines().count());
  }

  @Test
  void sentences_areRowsOfTheLine() {
    String line = "Dr. Kim came. He left.";
    assertEquals("Dr. Kim came.\nHe left.\n\n\n", run(line + "\n\n", "--sentences english").out());
    assertEquals(
        "1\t갔어요\t1\t4\n1\t좋죠?\t5\t8\n\n",
        run(" 갔어요 좋죠?\n", "--sentences korean --format tsv").out());
    assertEquals(
        "{\"id\":1,\"text\":\"a. B\",\"sentences\":[{\"text\":\"a.\",\"begin\":0,\"end\":2},"
            + "{\"text\":\"B\",\"begin\":3,\"end\":4}]}\n",
        run("a. B\n", "--sentences english --format jsonl").out());
  }

  private static CliRun run(String in, String options) {
    List<String> args = new ArrayList<>(List.of("tokenize"));
    args.addAll(List.of(options.strip().split(" +")));
    args.removeIf(String::isEmpty);
    return CliRun.withInput(in, args.toArray(String[]::new));
  }
}
