package dev.ieum.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Subwords;
import dev.ieum.seq2seq.train.Augmenter.Lines;
import dev.ieum.seq2seq.train.TranslationData.WordPair;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.spec.WordKind;
import dev.ieum.tokenizers.subword.BpeTrainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AugmenterTest {
  private static final Subwords WORDS = words();

  @TempDir Path directory;

  private static Subwords words() {
    BpeTrainer trainer = new BpeTrainer();
    trainer.addWord("▁word");
    WordKind kind = WordKind.WHITESPACE;
    return Subwords.of(kind, kind.open(), trainer.train(300, 1));
  }

  private Augmentation settings(String name, double value) throws Exception {
    Path file = directory.resolve("augment.yaml");
    Files.writeString(file, "augment: {}\n");
    return Settings.load(file, Map.of("augment." + name, String.valueOf(value)))
        .section("augment")
        .read(Augmentation.class);
  }

  private static WordPair pair(String source, String target) {
    return new WordPair(cut(source), cut(target));
  }

  private static List<String> cut(String line) {
    return WORDS.words(line).stream().map(Token::text).toList();
  }

  private Lines shown(String name, double value, String source, String target) throws Exception {
    WordPair given = pair(source, target);
    WordPair shown =
        new Augmenter(settings(name, value), WORDS, WORDS)
            .shown(given, List.of(given), new SplittableRandom(1));
    return new Lines(WORDS.text(shown.source()), WORDS.text(shown.target()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "final-mark-dropped  | 문을 닫아요.  | Close it.  | 문을 닫아요   | Close it.",
        "final-mark-dropped  | 정말이요?!   | Really?    | 정말이요      | Really?",
        "final-mark-dropped  | ...        | Well.      | ...          | Well.",
        "final-marks-dropped | 문을 닫아요.  | Close it.  | 문을 닫아요   | Close it",
        "final-marks-dropped | 문을 닫아요.  | Close it!  | 문을 닫아요.  | Close it!",
        "final-mark-added    | 어디예요     | Where?     | 어디예요?     | Where?",
        "final-mark-added    | 어디예요.    | Where?     | 어디예요.     | Where?",
        "final-mark-added    | 표지        | cover      | 표지         | cover",
        "joined              | 네.         | Yes.       | 네. 네.      | Yes. Yes.",
        "upper-case          | ein hund    | a dog      | EIN HUND     | A DOG",
        "lower-case          | Ein Hund    | A dog      | ein hund     | A dog",
        "spaces-lost         | 문을 닫아요.  | Close it.  | 문을닫아요.   | Close it.",
        "spaces-lost         | 네.         | Yes.       | 네.          | Yes.",
        "typing-noise        | 2 3         | 2 3        | 2 3          | 2 3",
      })
  void shown_certain_changesWhatItSays(
      String name, String source, String target, String newSource, String newTarget)
      throws Exception {
    assertEquals(new Lines(newSource, newTarget), shown(name, 1, source, target));
    assertEquals(new Lines(source, target), shown(name, 0, source, target));
  }

  @Test
  void shown_typingNoise_changesOneWordOfTheSource() throws Exception {
    Augmenter augmenter = new Augmenter(settings("typing-noise", 1), WORDS, WORDS);
    WordPair given = pair("문을 빨리 닫아요.", "Close the door.");
    SplittableRandom random = new SplittableRandom(3);
    int changed = 0;
    for (int i = 0; i < 200; i++) {
      WordPair shown = augmenter.shown(given, List.of(given), random);
      assertSame(given.target(), shown.target());
      assertEquals(3, shown.source().size());
      int differing = 0;
      for (int k = 0; k < 3; k++) {
        differing += shown.source().get(k).equals(given.source().get(k)) ? 0 : 1;
      }
      assertTrue(differing <= 1, shown.source().toString());
      changed += differing;
    }
    assertTrue(changed > 120, changed + " of 200");
  }

  @Test
  void shown_share_isDrawnAsOftenAsTheSettingSays() throws Exception {
    Augmenter augmenter = new Augmenter(settings("final-mark-dropped", 0.25), WORDS, WORDS);
    WordPair given = pair("문을 닫아요.", "Close it.");
    SplittableRandom random = new SplittableRandom(3);
    int dropped = 0;
    for (int i = 0; i < 4000; i++) {
      dropped += augmenter.shown(given, List.of(given), random).equals(given) ? 0 : 1;
    }
    assertEquals(1000, dropped, 100);
  }

  @Test
  void shown_off_drawsNothing() throws Exception {
    WordPair given = pair("문을 닫아요.", "Close it.");
    SplittableRandom random = new SplittableRandom(3);
    Augmentation off = settings("joined", 0);
    assertSame(given, new Augmenter(off, WORDS, WORDS).shown(given, List.of(given), random));
    assertEquals(new SplittableRandom(3).nextLong(), random.nextLong());
  }

  @Test
  void shown_joined_takesAnotherPairOfTheEntry() throws Exception {
    Augmenter augmenter = new Augmenter(settings("joined", 1), WORDS, WORDS);
    WordPair first = pair("하나.", "One.");
    List<WordPair> entry = List.of(pair("둘.", "Two."));
    WordPair shown = augmenter.shown(first, entry, new SplittableRandom(1));
    assertEquals("하나. 둘.", WORDS.text(shown.source()));
    assertEquals("One. Two.", WORDS.text(shown.target()));
    assertNotEquals(first, shown);
  }

  @Test
  void read_sumAboveOne_isRefused() throws Exception {
    Path file = directory.resolve("augment.yaml");
    Files.writeString(file, "augment: {final-mark-dropped: 0.7, final-marks-dropped: 0.5}\n");
    Settings settings = Settings.load(file, Map.of()).section("augment");
    ConfigException e =
        assertThrows(ConfigException.class, () -> settings.read(Augmentation.class));
    assertTrue(e.getMessage().contains("final-marks-dropped"), e.getMessage());
    assertTrue(e.getMessage().contains("allowed: 0 to 1"), e.getMessage());
  }
}
