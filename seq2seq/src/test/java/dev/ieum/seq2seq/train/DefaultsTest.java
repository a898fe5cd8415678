package dev.ieum.seq2seq.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.core.recipe.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user need not say: one file of pairs is enough. */
class DefaultsTest {
  private static final String SHORTEST =
      """
      task: translation
      source-language: de
      target-language: en
      data:
        train:
          - file: pairs.tsv
      """;

  @TempDir Path directory;

  @Test
  void prepare_noDevSet_holdsATwentiethOutWithAllItsDoubles() throws IOException {
    TranslationData data = TranslationData.prepare(config(400));
    assertEquals(20, data.dev().size());
    Set<String> held = new HashSet<>();
    data.dev().forEach(pair -> held.add(pair.source()));
    assertEquals(20, held.size());
    for (TranslationData.WordPair pair : data.train()) {
      String source = String.join("", pair.source()).replace("▁", " ").strip();
      assertFalse(held.contains(source), source);
    }
    // Every line stands in the file twice, so forty lines are gone.
    assertEquals(360, data.train().size() + data.skipped());
  }

  @Test
  void prepare_holdOut_isAtMostWhatTheSettingSays() throws IOException {
    assertEquals(
        7, TranslationData.prepare(config(400, Map.of("data.hold-out", "7"))).dev().size());
  }

  @Test
  void prepare_tooFewPairsToHoldOut_saysWhatToDo() throws IOException {
    TranslationConfig config = config(19);
    ConfigException e = assertThrows(ConfigException.class, () -> TranslationData.prepare(config));
    assertTrue(e.getMessage().contains("give a dev set"), e.getMessage());
  }

  @Test
  void plan_nothingSaid_fitsTheData() throws IOException {
    String plan = Trainer.plan(config(400));
    assertTrue(plan.contains("20 dev pairs"), plan);
    assertTrue(plan.endsWith(" 1,500 updates"), plan);
  }

  @Test
  void vocabulary_sizeLeftOpen_fitsThePairs() {
    assertEquals(2000, TranslationConfig.Text.vocabulary(0, 9_999));
    assertEquals(4000, TranslationConfig.Text.vocabulary(0, 10_000));
    assertEquals(500, TranslationConfig.Text.vocabulary(500, 10_000));
  }

  @Test
  void read_vocabularyTooSmall_isRefused() {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> config(40, Map.of("text.source-vocabulary", "259")));
    assertTrue(e.getMessage().contains("260 to 1000000"), e.getMessage());
  }

  private TranslationConfig config(int lines) throws IOException {
    return config(lines, Map.of());
  }

  private TranslationConfig config(int lines, Map<String, String> overrides) throws IOException {
    StringBuilder text = new StringBuilder("de\ten\n");
    for (int i = 0; i < lines; i++) {
      int half = i % ((lines + 1) / 2);
      text.append("wort ").append(half).append("\tword ").append(half).append('\n');
    }
    Files.writeString(directory.resolve("pairs.tsv"), text);
    Path yaml = Files.writeString(directory.resolve("shortest.yaml"), SHORTEST);
    return TranslationConfig.read(Settings.load(yaml, overrides), directory);
  }
}
