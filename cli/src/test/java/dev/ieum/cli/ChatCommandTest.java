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

/** {@code ieum chat}, and {@code ieum evaluate --answers}. */
class ChatCommandTest {
  private static final String MODEL = TinyChat.bundle().toString();

  @TempDir private Path dir;

  private static CliRun chat(String in, String... more) {
    String[] args = new String[3 + more.length];
    System.arraycopy(new String[] {"chat", "--model", MODEL}, 0, args, 0, 3);
    System.arraycopy(more, 0, args, 3, more.length);
    CliRun run = CliRun.withInput(in, args);
    assertEquals(0, run.exitCode(), run.err());
    return run;
  }

  @Test
  void chat_lines_aLineForEachLine() {
    List<String> lines = chat("가\n\n  나  \n다", "--temperature", "0").outLines();
    assertEquals(4, lines.size());
    assertTrue(lines.get(0).matches("[네또]가"), lines.get(0));
    assertEquals("", lines.get(1));
    assertTrue(lines.get(2).matches("[네또]나"), lines.get(2));
    assertTrue(lines.get(3).matches("[네또]다"), lines.get(3));
  }

  @Test
  void chat_sameSeed_sameAnswers() {
    String in = "가\n".repeat(12);
    CliRun run = chat(in, "--temperature", "1", "--seed", "7");
    assertEquals(run, chat(in, "--temperature", "1", "--seed", "7"));
    assertEquals(2, run.outLines().stream().filter(l -> l.endsWith("가")).distinct().count());
    assertTrue(!run.out().equals(chat(in, "--temperature", "1", "--seed", "8").out()));
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

  @Test
  void chat_maxLength_cutsAnswers() {
    assertEquals(1, chat("가\n", "--max-length", "1").out().strip().length());
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
    assertTrue(run.outLines().get(0).contains("40 answers, 120 events and ends, 0 unknown"));
    String[] json = java.util.Arrays.copyOf(args, args.length + 2);
    json[args.length] = "--format";
    json[args.length + 1] = "json";
    JsonObject report = JsonParser.parseString(CliRun.of(json).out()).getAsJsonObject();
    assertEquals(120, report.get("events").getAsInt());
    // Equal answers stand among the candidates, and a tie is not right.
    JsonArray choices = report.getAsJsonArray("choices");
    assertEquals(5, choices.size());
    assertEquals(0, choices.get(0).getAsJsonObject().get("right").getAsDouble());
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
