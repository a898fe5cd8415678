package dev.ieum.sentiment.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.config.ConfigException;
import dev.ieum.sentiment.LabelSet;
import dev.ieum.sentiment.train.SentimentData.LabeledItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseGrammarTest {
  private static final LabelSet LABELS = LabelSet.of(List.of("negative", "positive"));
  private static final int NEGATIVE = 0;
  private static final int POSITIVE = 1;

  @TempDir private Path directory;

  private PhraseGrammar grammar(String text) throws IOException {
    Path file = directory.resolve("phrases.txt");
    Files.writeString(file, text);
    return new PhraseGrammar(file, LABELS);
  }

  private Set<String> texts(String text, int count, int label) throws IOException {
    return grammar(text).construct(count, 1).stream()
        .filter(item -> item.label() == label)
        .map(item -> item.text().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void construct_twoLabels_otherOneHasSlotsSwapped() throws Exception {
    String text =
        """
        # comment
        swap good bad
        good: fine | great
        bad: poor
        positive/negative: not {bad}
        """;
    assertEquals(Set.of("not poor"), texts(text, 6, POSITIVE));
    assertEquals(Set.of("not fine", "not great"), texts(text, 6, NEGATIVE));
  }

  @Test
  void construct_slotWithinASwappedSlot_isNotSwappedBack() throws Exception {
    String text =
        """
        swap good bad
        swap praise blame
        good: fine
        bad: poor
        praise: {good} film
        blame: {bad} film
        positive/negative: a(n) {blame} it is not, {bad}
        """;
    assertEquals(Set.of("a poor film it is not, poor"), texts(text, 4, POSITIVE));
    assertEquals(Set.of("a fine film it is not, fine"), texts(text, 4, NEGATIVE));
  }

  @Test
  void construct_optionalSlotsAndArticles_everyForm() throws Exception {
    String text =
        """
        very: very
        good: old | new
        positive: a(n) {very?} {good} film
        negative: bad
        """;
    assertEquals(
        Set.of("an old film", "a new film", "a very old film", "a very new film"),
        texts(text, 10, POSITIVE));
  }

  @Test
  void construct_koreanEndings_agreeWithWhatTheyFollow() throws Exception {
    String text =
        """
        end: 어요 | 다
        bad: 지루하
        thing: 영화 | 작품
        positive: {thing+이/가} 안 {bad+$end}
        negative: 별로
        """;
    assertEquals(
        Set.of("영화가 안 지루해요", "영화가 안 지루하다", "작품이 안 지루해요", "작품이 안 지루하다"), texts(text, 5, POSITIVE));
  }

  @Test
  void construct_sameSeed_sameTextsAndAllDifferent() throws Exception {
    String text =
        """
        word: a | b | c | d | e | f | g | h
        positive: {word} {word} {word}
        negative: no {word} {word}
        """;
    List<LabeledItem> items = grammar(text).construct(100, 7);
    assertEquals(items, grammar(text).construct(100, 7));
    assertFalse(items.equals(grammar(text).construct(100, 8)));
    assertEquals(100, items.stream().map(LabeledItem::text).distinct().count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "positive: not {bad}; slot = bad",
        "bad: poor; templates = 0",
        "positive fine; :1: positive fine",
        "positive/neutral: fine; label = neutral",
        "x: {x} a\\npositive: {x}; contains itself",
      })
  void read_mistake_saysWhereAndWhatIsAllowed(String text, String part) {
    ConfigException e =
        assertThrows(ConfigException.class, () -> grammar(text.replace("\\n", "\n")));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().contains("phrases.txt"), e.getMessage());
  }

  @Test
  void construct_moreThanThereAre_saysHowMany() throws Exception {
    PhraseGrammar grammar = grammar("positive: fine\nnegative: poor\n");
    ConfigException e = assertThrows(ConfigException.class, () -> grammar.construct(9, 1));
    assertTrue(e.getMessage().contains("different texts = 4, texts = 9"), e.getMessage());
  }

  @Test
  void prepare_textsOfDevAndTest_areNotConstructed() throws Exception {
    ToyReviews toy = ToyReviews.write(directory, 200);
    Files.writeString(
        directory.resolve("p.txt"),
        """
        word: alpha | beta | gamma | delta
        positive: {word} good {word}
        negative: {word} bad {word}
        """);
    Files.writeString(directory.resolve("test.tsv"), "text\tlabel\nAlpha good, beta!\t1\n");
    toy.edit(
        yaml ->
            yaml.replace(
                "  max-length: 40",
                "  max-length: 40\n  test: [{file: test.tsv}]\n  phrases: [{file: p.txt, texts: 60}]"));
    SentimentData data = SentimentData.prepare(toy.config());
    List<String> constructed =
        data.train().stream()
            .skip(data.train().size() - data.constructed())
            .map(item -> item.text().toLowerCase(Locale.ROOT))
            .toList();
    assertTrue(constructed.size() >= 55, "constructed: " + constructed.size());
    assertTrue(constructed.contains("beta good alpha"), constructed.toString());
    assertFalse(constructed.contains("alpha good beta"), constructed.toString());
  }
}
