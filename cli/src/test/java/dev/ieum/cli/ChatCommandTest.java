package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ieum chat}, and {@code ieum evaluate --answers}. */
class ChatCommandTest {
  private static final String MODEL = TinyChat.bundle().toString();
  private static final String PAIRS = TinyAnswers.bundle().toString();

  @TempDir private Path dir;

  private static CliRun chat(String in, String... more) {
    return chatWith(MODEL, in, more);
  }

  private static CliRun chatWith(String model, String in, String... more) {
    String[] args = new String[3 + more.length];
    System.arraycopy(new String[] {"chat", "--model", model}, 0, args, 0, 3);
    System.arraycopy(more, 0, args, 3, more.length);
    CliRun run = CliRun.withInput(in, args);
    assertEquals(0, run.exitCode(), run.err());
    return run;
  }

  static List<String> models() {
    return List.of(MODEL, PAIRS);
  }

  @ParameterizedTest
  @MethodSource("models")
  void chat_lines_aLineForEachLine(String model) {
    List<String> lines = chatWith(model, "가\n\n  나  \n다", "--temperature", "0").outLines();
    assertEquals(4, lines.size());
    assertTrue(lines.get(0).matches("[네또]가"), lines.get(0));
    assertEquals("", lines.get(1));
    assertTrue(lines.get(2).matches("[네또]나"), lines.get(2));
    assertTrue(lines.get(3).matches("[네또]다"), lines.get(3));
  }

  @ParameterizedTest
  @MethodSource("models")
  void chat_sameSeed_sameAnswers(String model) {
    String in = "가\n".repeat(12);
    CliRun run = chatWith(model, in, "--temperature", "1", "--seed", "7");
    assertEquals(run, chatWith(model, in, "--temperature", "1", "--seed", "7"));
    assertEquals(2, run.outLines().stream().filter(l -> l.endsWith("가")).distinct().count());
    assertTrue(!run.out().equals(chatWith(model, in, "--temperature", "1", "--seed", "8").out()));
  }

  @Test
  void chat_decomposedHangul_isReadAsSyllables() {
    String letters = Normalizer.normalize("나\n", Normalizer.Form.NFD);
    assertEquals(3, letters.length());
    assertEquals(
        chat("나\n", "--temperature", "0").out(), chat(letters, "--temperature", "0").out());
  }

  @Test
  void chat_memory_changesWhatIsRead() {
    String in = "가\n가\n";
    List<String> without = chat(in, "--temperature", "0").outLines();
    assertEquals(without.get(0), without.get(1));
    assertEquals(without.get(0), chat(in, "--temperature", "0", "--memory", "2").outLines().get(0));
  }

  @ParameterizedTest
  @MethodSource("models")
  void chat_maxLength_cutsAnswers(String model) {
    assertEquals(1, chatWith(model, "가\n", "--max-length", "1").out().strip().length());
  }

  @Test
  void chat_beam_findsTheLikeliestAnswer() {
    List<String> beam = chatWith(PAIRS, "가\n나\n", "--beam", "4").outLines();
    assertTrue(beam.get(0).matches("[네또]가"), beam.get(0));
    assertTrue(beam.get(1).matches("[네또]나"), beam.get(1));
  }

  @Test
  void chat_optionOfTheOtherKindOfModel_isRefused() {
    CliRun memory = CliRun.withInput("가\n", "chat", "--model", PAIRS, "--memory", "2");
    assertEquals(2, memory.exitCode());
    assertTrue(memory.err().contains("--memory = 2; "), memory.err());
    CliRun beam = CliRun.withInput("가\n", "chat", "--model", MODEL, "--beam", "2");
    assertEquals(2, beam.exitCode());
    assertTrue(beam.err().contains("--beam = 2; "), beam.err());
  }

  @Test
  void chat_modelThatTranslates_isRefused() {
    CliRun run = CliRun.withInput("가\n", "chat", "--model", "translation-ko-en");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("it translates from ko to en"), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--memory -1 | --memory = -1; allowed: 0 to 1000",
        "--temperature -1 | temperature = -1.0; allowed: 0 to 100",
        "--top-p 0 | topP = 0.0; allowed: more than 0, at most 1"
      })
  void chat_optionOutOfRange_isUsageError(String options, String message) {
    CliRun run = CliRun.withInput("가\n", ("chat --model " + MODEL + " " + options).split(" "));
    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void chat_modelOfEvents_isRefused() {
    CliRun run = CliRun.withInput("가\n", "chat", "--model", TinySequences.bundle().toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("not trained on conversations"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void evaluate_answers_findsTheRightOne() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      String said = List.of("가", "나", "다").get(i % 3);
      text.append("{\"turns\":\"%s\\n네%s\"}\n".formatted(said.repeat(1 + i / 3), said));
    }
    Path test = Files.writeString(dir.resolve("test.jsonl"), text.toString());
    String[] args = {
      "evaluate", "--model", MODEL, "--data", test.toString(), "--columns", "turns", "--answers"
    };
    CliRun run = CliRun.of(args);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.outLines().get(0).contains("40 answers, 120 characters and ends, 0 unknown"));
    String[] json = java.util.Arrays.copyOf(args, args.length + 2);
    json[args.length] = "--format";
    json[args.length + 1] = "json";
    JsonObject report = JsonParser.parseString(CliRun.of(json).out()).getAsJsonObject();
    assertEquals(120, report.get("characters").getAsInt());
    // Equal answers stand among the candidates, and a tie is not right.
    JsonArray choices = report.getAsJsonArray("choices");
    assertEquals(5, choices.size());
    assertEquals(0, choices.get(0).getAsJsonObject().get("right").getAsDouble());
  }

  @Test
  void evaluate_answersOfPairs_findsTheRightOne() throws Exception {
    StringBuilder text = new StringBuilder("question\tanswer\n");
    for (int i = 0; i < 40; i++) {
      text.append("%s\t네%s\n".formatted("가나다".charAt(i % 3), "가나다".charAt(i % 3)));
    }
    Path test = Files.writeString(dir.resolve("test.tsv"), text.toString());
    CliRun run =
        CliRun.of(
            ("evaluate --model " + PAIRS + " --columns question,answer --answers --format json")
                .concat(" --data " + test)
                .split(" "));
    assertEquals(0, run.exitCode(), run.err());
    JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
    assertEquals(120, report.get("characters").getAsInt());
    // One bit says which of two syllables comes first; the rest is certain.
    assertEquals(1 / 3.0, report.get("bits").getAsDouble(), 0.1);
    // A tie is not right; only the last of equal questions has no equal answer among the next 19.
    JsonObject plain = report.getAsJsonArray("choices").get(0).getAsJsonObject();
    assertEquals(3.0 / 40, plain.get("right").getAsDouble(), 1e-6);
    assertEquals(3.0 / 40, report.get("distinct_1").getAsDouble(), 1e-6);
  }

  @Test
  void evaluate_answersOfATranslation_isRefused() throws Exception {
    Path test = Files.writeString(dir.resolve("test.tsv"), "ko\ten\n가\ta\n");
    CliRun run =
        CliRun.of(
            "evaluate", "--model", "translation-ko-en", "--data", test.toString(), "--answers");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--answers with a model that translates"), run.err());
  }

  @Test
  void evaluate_answersOfSequencesWithoutLines_saysSo() throws Exception {
    Path test = Files.writeString(dir.resolve("test.txt"), TinySequences.sequences(40, 3));
    CliRun run =
        CliRun.of(
            "evaluate",
            "--model",
            TinySequences.bundle().toString(),
            "--data",
            test.toString(),
            "--answers");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("conversation 1: expected a question"), run.err());
  }
}
