package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ieum listen}, and {@code ieum train} and {@code ieum evaluate} of spoken words. */
class ListenCommandTest {
  private static final int RATE = 8_000;
  private static final String CONFIG =
      """
      task: commands
      name: tiny-commands
      data: {train: [{file: words}]}
      network: {hidden-size: 16, layers: 1}
      augment: {least-snr: 20, speed: 0.05, masks: 0, unknown: 0.2}
      regularization: {layer-dropout: 0, output-dropout: 0}
      training: {learning-rate: 0.02, warmup-updates: 5, max-updates: 120, validate-every: 20,
        batch-streams: 8}
      """;

  @TempDir private static Path directory;

  private static String model;

  /** A tone that rises, or falls: 0.3 s of 16-bit PCM between 0.3 s of silence each. */
  private static byte[] word(String label, Random random) {
    int rate = RATE;
    ByteBuffer pcm = ByteBuffer.allocate(rate * 9 / 5).order(ByteOrder.LITTLE_ENDIAN);
    pcm.position(rate * 3 / 5);
    double phase = random.nextDouble();
    int count = rate * 3 / 10;
    for (int i = 0; i < count; i++) {
      double at = (double) (label.equals("up") ? i : count - i) / count;
      phase += 2 * Math.PI * (300 + 20 * random.nextDouble() + 1_200 * at) / rate;
      pcm.putShort((short) (6_000 * Math.sin(phase) + 100 * random.nextGaussian()));
    }
    return pcm.array();
  }

  private static byte[] wav(byte[] pcm) {
    ByteBuffer wav = ByteBuffer.allocate(44 + pcm.length).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + pcm.length);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(pcm.length);
    return wav.put(pcm).array();
  }

  @BeforeAll
  static void train() throws IOException {
    Random random = new Random(2);
    Files.createDirectories(directory.resolve("words"));
    for (int i = 0; i < 20; i++) {
      for (String label : List.of("up", "down")) {
        Path file = directory.resolve("words").resolve(label + "_" + i + ".wav");
        Files.write(file, wav(word(label, random)));
      }
    }
    Path config = Files.writeString(directory.resolve("tiny.yaml"), CONFIG);
    String run = directory.resolve("run").toString();
    CliRun trained = CliRun.of("train", config.toString(), "--out", run);
    assertEquals(0, trained.exitCode(), trained.err());
    model = run + "/model";
  }

  @Test
  void listen_wav_printsTimeWordAndProbability() throws IOException {
    Path file = Files.write(directory.resolve("x.wav"), wav(word("down", new Random(3))));
    CliRun run = CliRun.of("listen", file.toString(), "--model", model);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().matches("0\\.[567]\\d\tdown\t[01]\\.\\d{4}\n"), run.out());
  }

  @Test
  void listen_rawOnStandardInput_printsJson() {
    byte[] pcm = word("up", new Random(4));
    String[] args = {
      "listen", "-", "--model", model, "--rate", Integer.toString(RATE), "--format", "jsonl"
    };
    CliRun run = CliRun.with(Map.of(), pcm, args);
    assertEquals(0, run.exitCode(), run.err());
    JsonObject word = JsonParser.parseString(run.out()).getAsJsonObject();
    assertEquals("up", word.get("word").getAsString());
    assertTrue(word.get("begin").getAsDouble() > 0.2, run.out());
    assertTrue(word.get("end").getAsDouble() < 0.7, run.out());
    assertTrue(word.get("decided").getAsDouble() - word.get("end").getAsDouble() < 0.1);
  }

  @Test
  void listen_noWav_isOneLineThatSaysWhatToDo() throws IOException {
    Path file = Files.writeString(directory.resolve("song.mp3"), "ID3 something else");
    CliRun run = CliRun.of("listen", file.toString(), "--model", model);
    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
    assertEquals(
        "ieum: "
            + file
            + ": expected a wav of 16-bit PCM, 8000 to 192000 Hz (make one: ffmpeg -i FILE -c:a"
            + " pcm_s16le OUT.wav), found another kind of file\n",
        run.err());
    CliRun missing = CliRun.of("listen", "nowhere.wav", "--model", model);
    assertEquals(2, missing.exitCode());
    assertEquals(1, missing.err().lines().count(), missing.err());
  }

  @Test
  void evaluate_directory_printsAccuracy() {
    String words = directory.resolve("words").toString();
    CliRun run = CliRun.of("evaluate", "--model", model, "--data", words);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("40 recordings, "), run.out());
    CliRun json = CliRun.of("evaluate", "--model", model, "--data", words, "--format", "json");
    JsonObject report = JsonParser.parseString(json.out()).getAsJsonObject();
    assertTrue(report.get("accuracy").getAsDouble() >= 0.9, json.out());
    assertTrue(report.get("real_time_factor").getAsDouble() > 0, json.out());
  }

  @Test
  void evaluate_optionOfAnotherTask_isRefused() {
    CliRun run = CliRun.of("evaluate", "--model", model, "--data", "x", "--beam", "3");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--beam with a model of another task"), run.err());
  }
}
