package dev.ieum.sequences.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandSessionTest {
  @TempDir private static Path directory;
  private static CommandModel model;
  private static List<Recording> test;

  @BeforeAll
  static void train() throws IOException {
    Path bundle =
        TinyCommands.train(
            TinyCommands.prepare(directory, 120), directory.resolve("run"), false, () -> false);
    model = CommandModel.open(bundle.toString());
    test = Recording.read(directory.resolve("test"));
  }

  /** Words with pauses between them. */
  private static float[] stream(int words, Random random) {
    float[] sound = new float[words * 8_000];
    for (int i = 0; i < words; i++) {
      float[] word = TinyCommands.word(i % 3 == 0 ? "down" : "up", random);
      System.arraycopy(word, 0, sound, i * 8_000 + 2_000, word.length);
    }
    for (int i = 0; i < sound.length; i++) {
      sound[i] += (float) (0.001 * random.nextGaussian());
    }
    return sound;
  }

  @Test
  void classify_wordsNeverHeard_isRight() {
    CommandReport report = CommandReport.of(model, test, n -> {});
    assertEquals(40, report.recordings());
    assertTrue(report.right() >= 38, report.toString());
    assertTrue(report.delay() < 0.1, report.toString());
    assertEquals(report.right() / 40.0, report.accuracy());
  }

  @Test
  void accept_stream_givesEachWordWhereItIs() {
    CommandSession session = model.start(TinyCommands.RATE);
    float[] sound = stream(6, new Random(4));
    List<Word> words = session.accept(sound);
    assertEquals(
        List.of("down", "up", "up", "down", "up", "up"), words.stream().map(Word::word).toList());
    for (int i = 0; i < 6; i++) {
      Word word = words.get(i);
      assertTrue(word.begin() > i + 0.1 && word.begin() < i + 0.5, word.toString());
      assertTrue(word.end() > i + 0.45 && word.end() < i + 0.8, word.toString());
      assertTrue(word.decided() - word.end() < 0.1, word.toString());
      assertTrue(word.probability() > 0.5 && word.probability() <= 1, word.toString());
    }
    assertEquals(List.of(), session.finish());
  }

  @Test
  void accept_piecesOfAnySize_giveTheSameBits() {
    Random random = new Random(5);
    float[] sound = stream(5, random);
    CommandSession whole = model.start(TinyCommands.RATE);
    CommandSession pieces = model.start(TinyCommands.RATE);
    List<Word> words = new ArrayList<>();
    for (int at = 0; at < sound.length; ) {
      int count = Math.min(1 + random.nextInt(700), sound.length - at);
      words.addAll(pieces.accept(Arrays.copyOfRange(sound, at, at + count)));
      at += count;
    }
    assertTrue(words.size() >= 5, words.toString());
    assertEquals(whole.accept(sound), words);
  }

  @Test
  void finish_wordAtTheEnd_isDecided() {
    float[] sound = TinyCommands.word("up", new Random(6));
    CommandSession session = model.start(TinyCommands.RATE);
    List<Word> before = session.accept(sound);
    assertEquals(List.of(), before);
    assertEquals(List.of("up"), session.finish().stream().map(Word::word).toList());
  }

  @Test
  void classify_silence_isUnknown() {
    Recording silence = new Recording("x", TinyCommands.RATE, new float[8_000]);
    CommandSession session = model.start(TinyCommands.RATE);
    assertEquals(List.of(), session.accept(silence.samples()));
    assertEquals(List.of(), session.finish());
    assertEquals(Word.UNKNOWN, model.classify(silence).word());
  }

  @Test
  void accept_otherRate_givesTheSameWord() {
    float[] sound = Sounds.glide(300, 1_600, 7_000, 3 * TinyCommands.RATE, new Random(7));
    assertEquals("up", model.classify(new Recording("up", 3 * TinyCommands.RATE, sound)).word());
  }

  @Test
  void accept_longStream_keepsTheHeapAsItWas() {
    float[] sound = stream(10, new Random(8));
    CommandSession session = model.start(TinyCommands.RATE);
    long before = 0;
    for (int i = 0; i < 120; i++) { // twenty minutes
      session.accept(sound);
      if (i == 5) {
        before = used();
      }
    }
    assertTrue(used() - before < 300_000, before + " bytes before, " + used() + " after");
    assertEquals(10, session.accept(sound).size());
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
