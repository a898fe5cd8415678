package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ieum next}, {@code ieum generate} and {@code ieum evaluate} of sequences. */
class SequenceCommandsTest {
  private static final String MODEL = TinySequences.bundle().toString();

  @TempDir private Path dir;

  private static CliRun next(String in, String... more) {
    String[] args = new String[3 + more.length];
    System.arraycopy(new String[] {"next", "--model", MODEL}, 0, args, 0, 3);
    System.arraycopy(more, 0, args, 3, more.length);
    CliRun run = CliRun.withInput(in, args);
    assertEquals(0, run.exitCode(), run.err());
    return run;
  }

  @Test
  void next_text_aLineForEachLine() {
    List<String> lines = next("b x\n\na x a\n", "--top", "2").outLines();
    assertEquals(3, lines.size());
    assertTrue(lines.get(0).matches("b 0\\.\\d{4}  \\S+ 0\\.\\d{4}"), lines.get(0));
    assertEquals("", lines.get(1));
    assertTrue(lines.get(2).startsWith("</s> 0.9"), lines.get(2));
  }

  @Test
  void next_jsonl_keepsFieldsAndListsEvents() {
    CliRun run =
        next(
            "{\"user\":7,\"seen\":\"c x\"}\n",
            "--field",
            "seen",
            "--format",
            "jsonl",
            "--top",
            "1");
    JsonObject line = JsonParser.parseString(run.out()).getAsJsonObject();
    assertEquals(7, line.get("user").getAsInt());
    JsonObject first = line.getAsJsonArray("next").get(0).getAsJsonObject();
    assertEquals("c", first.get("event").getAsString());
    assertTrue(first.get("probability").getAsDouble() > 0.5);
  }

  @Test
  void next_tsv_aRowForEachEvent() {
    List<String> rows = next("b x\n", "--format", "tsv", "--top", "2").outLines();
    assertEquals(2, rows.size());
    assertTrue(rows.get(0).startsWith("1\tb x\t1\tb\t0."), rows.get(0));
    assertTrue(rows.get(1).startsWith("1\tb x\t2\t"), rows.get(1));
  }

  @Test
  void next_unseen_leavesOutTheHistory() {
    String line = next("b x\n", "--unseen").out();
    assertTrue(!line.contains("b ") && !line.contains("x "), line);
  }

  @Test
  void next_stream_equalsTheHistoryReadWhole() {
    String events = "u\te\nk\tb\nother\ta\nk\tx\n";
    List<String> rows =
        next(events, "--stream", "--key", "u", "--column", "e", "--format", "jsonl", "--top", "3")
            .outLines();
    JsonObject third = JsonParser.parseString(rows.get(2)).getAsJsonObject();
    JsonObject whole =
        JsonParser.parseString(next("b x\n", "--format", "jsonl", "--top", "3").out())
            .getAsJsonObject();
    assertEquals("k", third.get("u").getAsString());
    assertEquals("x", third.get("event").getAsString());
    assertEquals(whole.getAsJsonArray("next"), third.getAsJsonArray("next"));
  }

  @Test
  void next_streamOfJson_keepsTheLinesFields() {
    CliRun run =
        next(
            "{\"id\":\"z9\",\"user\":1,\"item\":\"a\",\"more\":[1]}\n",
            "--stream",
            "--key",
            "user",
            "--field",
            "item",
            "--format",
            "jsonl");
    JsonObject line = JsonParser.parseString(run.out()).getAsJsonObject();
    assertEquals("z9", line.get("id").getAsString());
    assertEquals(1, line.getAsJsonArray("more").size());
    assertEquals("x", first(line));
  }

  private static String first(JsonObject line) {
    return line.getAsJsonArray("next").get(0).getAsJsonObject().get("event").getAsString();
  }

  @Test
  void next_streamWithState_goesOnInAnotherRun() {
    String state = dir.resolve("s.bin").toString();
    next("b\n", "--stream", "--state", state);
    String second = next("x\n", "--stream", "--state", state).out();
    assertEquals(next("b x\n").out(), second);
    // The same input once more: what the state holds is skipped.
    assertEquals("", next("b\nx\n", "--stream", "--state", state, "--resume").out());
    assertEquals(
        next("b x b\n").out(), next("b\nx\nb\n", "--stream", "--state", state, "--resume").out());
  }

  @Test
  void next_moreKeysThanStates_saysSoOnce() {
    CliRun run =
        next(
            "u\te\n1\ta\n2\ta\n3\ta\n", "--stream", "--key", "u", "--column", "e", "--states", "1");
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("ieum: --states = 1; there are more sequences"), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--key u | --key without --stream",
        "--state s | --state without --stream",
        "--stream --resume | --resume without --state",
        "--stream --key u | --stream --key; allowed: TSV and JSONL",
        "--stream --text a | --text or several files",
        "--top 0 | --top = 0; allowed: 1 to 1000000"
      })
  void next_optionsThatContradict_areUsageErrors(String options, String message) {
    String[] args = ("next --model " + MODEL + " " + options).split(" ");
    CliRun run = CliRun.withInput("a\n", args);
    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void next_badLineOfStream_stopsAfterThoseBeforeIt() {
    String[] args = {"next", "--model", MODEL, "--stream", "--key", "u", "--column", "e"};
    CliRun run = CliRun.withInput("u\te\n1\ta\nbroken\n", args);
    assertEquals(2, run.exitCode());
    assertEquals(1, run.outLines().size());
    assertTrue(run.err().contains("standard input:3: expected 2"), run.err());
  }

  @Test
  void next_modelOfAnotherTask_isNamed() {
    CliRun run = CliRun.of("next", "--model", TinySentiment.bundle().toString(), "--text", "a");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("task = sentiment; allowed: next"), run.err());
  }

  @Test
  void generate_sameSeed_sameLines() {
    String[] args = {"generate", "--model", MODEL, "--count", "5", "--seed", "3"};
    CliRun run = CliRun.of(args);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(run, CliRun.of(args));
    assertEquals(5, run.outLines().size());
    assertTrue(run.outLines().stream().distinct().count() > 1, run.out());
    assertEquals(
        run.outLines().get(0),
        CliRun.of("generate", "--model", MODEL, "--seed", "3").out().strip());
  }

  /** The events a, b, c are notes in ABC notation, too, and x is a rest. */
  @Test
  void generate_midi_writesTunes() throws Exception {
    Path tunes = dir.resolve("tunes");
    CliRun run =
        CliRun.of(
            "generate",
            "--model",
            MODEL,
            "--prompt",
            "c x",
            "--count",
            "2",
            "--figures",
            "--midi",
            tunes.toString());
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.err().startsWith("2 of 2 tunes are read, 2 end before 1,000"), run.err());
    assertTrue(run.err().contains("; of 2 .mid files 2 have the tune's notes"), run.err());
    Path second = tunes.resolve("tune-0002.mid");
    assertTrue(javax.sound.midi.MidiSystem.getSequence(second.toFile()).getTickLength() > 0);
    assertTrue(Files.readString(tunes.resolve("tune-0001.abc")).startsWith("X:1\nc x "));
    CliRun none =
        CliRun.of(
            "generate",
            "--model",
            MODEL,
            "--prompt",
            "x",
            "--stop",
            "a",
            "--stop",
            "b",
            "--stop",
            "c",
            "--max-length",
            "1",
            "--midi",
            tunes.toString());
    assertEquals(0, none.exitCode(), none.err());
    assertTrue(none.err().contains("1 of 1 tunes cannot be read as ABC"), none.err());
  }

  @Test
  void generate_promptAndGreedy_givesTheRest() {
    assertEquals(
        "c\n",
        CliRun.of("generate", "--model", MODEL, "--prompt", "c x", "--temperature", "0").out());
    assertEquals(
        "{\"seed\":1,\"prompt\":[\"c\"],\"events\":[\"x\"]}\n",
        CliRun.of(
                "generate",
                "--model",
                MODEL,
                "--prompt",
                "c",
                "--temperature",
                "0",
                "--stop",
                "c",
                "--format",
                "jsonl")
            .out());
    CliRun wrong = CliRun.of("generate", "--model", MODEL, "--top-p", "2");
    assertEquals(2, wrong.exitCode());
    assertEquals("ieum: command line: topP = 2.0; allowed: more than 0, at most 1\n", wrong.err());
  }

  @Test
  void evaluate_sequences_naivePredictorsStandBeside() throws IOException {
    Path test = Files.writeString(dir.resolve("test.txt"), TinySequences.sequences(40, 3));
    CliRun run =
        CliRun.of(
            "evaluate",
            "--model",
            MODEL,
            "--data",
            test.toString(),
            "--at",
            "1",
            "--format",
            "json");
    assertEquals(0, run.exitCode(), run.err());
    JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
    assertEquals(160, report.get("events").getAsInt());
    JsonArray predictors = report.getAsJsonArray("predictors");
    assertEquals(3, predictors.size());
    double model = predictors.get(0).getAsJsonObject().get("hit_rate").getAsDouble();
    double markov = predictors.get(2).getAsJsonObject().get("hit_rate").getAsDouble();
    assertTrue(model > markov, run.out());
    List<String> text =
        CliRun.of("evaluate", "--model", MODEL, "--data", test.toString()).outLines();
    assertTrue(text.get(0).contains("160 events predicted"), text.get(0));
    assertTrue(text.get(3).startsWith("most popular"), text.get(3));
  }

  @Test
  void evaluate_events_readsColumns() throws IOException {
    Path test = Files.writeString(dir.resolve("t.tsv"), "k\te\tt\n1\tb\t3\n1\tb\t1\n1\tx\t2\n");
    Path whole = Files.writeString(dir.resolve("w.jsonl"), "{\"s\":[\"b\",\"x\",\"b\"]}\n");
    CliRun run = evaluate(test, "k,e,t");
    assertEquals(0, run.exitCode(), run.err());
    JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
    assertEquals(4, report.get("events").getAsInt());
    JsonObject same = JsonParser.parseString(evaluate(whole, "s").out()).getAsJsonObject();
    assertEquals(report.get("predictors"), same.get("predictors"));
    CliRun wrong = evaluate(test, "k,e,t,x");
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.err().contains("allowed: the sequence, or key,event"), wrong.err());
  }

  private static CliRun evaluate(Path data, String columns) {
    return CliRun.of(
        "evaluate",
        "--model",
        MODEL,
        "--data",
        data.toString(),
        "--columns",
        columns,
        "--format",
        "json");
  }

  @Test
  void trainCheckAndInit_knowTheTask() throws IOException {
    Path config = TinySequences.writeConfig(dir);
    CliRun check = CliRun.of("check", config.toString());
    assertEquals(0, check.exitCode(), check.out() + check.err());
    CliRun plan = CliRun.of("train", config.toString(), "--dry-run");
    assertEquals(0, plan.exitCode(), plan.err());
    assertTrue((plan.out() + plan.err()).contains("250 sequences"), plan.out() + plan.err());
    assertTrue(CliRun.of("init", "next").out().contains("task: next"));
    Files.delete(dir.resolve("train.txt"));
    assertEquals(1, CliRun.of("check", config.toString()).exitCode());
  }
}
