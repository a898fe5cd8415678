package dev.ieum.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.cli.console.UsageException;
import dev.ieum.datasets.TextPair;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComparisonPartsTest {
  @TempDir private Path directory;

  @Test
  void dates_numbers_areWhatKoreansSay() {
    assertEquals("이천이십육", DatesCorpus.sino(2026));
    assertEquals("천구백", DatesCorpus.sino(1900));
    assertEquals("십일", DatesCorpus.sino(11));
    assertEquals("백십", DatesCorpus.sino(110));
    assertEquals("영", DatesCorpus.sino(0));
  }

  @Test
  void dates_sameSeed_samePairsOfManyKinds() {
    List<TextPair> pairs = new DatesCorpus(5).pairs(500, 2);
    assertEquals(pairs, new DatesCorpus(5).pairs(500, 2));
    Set<String> different = new HashSet<>();
    pairs.forEach(pair -> different.add(pair.source()));
    assertTrue(different.size() > 450, different.size() + " of 500 differ");
    assertTrue(
        pairs.stream().anyMatch(p -> p.source().contains("오후") && p.target().contains("p.m.")));
    assertTrue(
        pairs.stream()
            .filter(p -> p.target().matches("(\\d+) plus (\\d+) is (\\d+)"))
            .allMatch(
                p -> {
                  String[] words = p.target().split(" ", -1);
                  return Integer.parseInt(words[0]) + Integer.parseInt(words[2])
                      == Integer.parseInt(words[4]);
                }));
  }

  @Test
  void toyTasks_answers_followFromWhatStandsBefore() {
    for (List<String> events : new ToyTask(ToyTask.Kind.RECALL, 10).sequences(50, false, 1)) {
      assertEquals(13, events.size());
      assertEquals(events.get(0), events.get(12));
    }
    for (List<String> events : new ToyTask(ToyTask.Kind.PARITY, 12).sequences(50, false, 1)) {
      long ones = events.stream().filter("b1"::equals).count();
      assertEquals(ones % 2 == 0 ? "even" : "odd", events.get(events.size() - 1));
    }
    for (List<String> events : new ToyTask(ToyTask.Kind.PAIRS, 4).sequences(50, true, 1)) {
      assertEquals(11, events.size());
      assertEquals(events.get(events.indexOf(events.get(9)) + 1), events.get(10));
    }
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void width_ofAMillionParameters_isWithinTwoPercent(Architecture of) {
    long parameters = of.parameters(128, of.width(128, 500, 1_000_000), 500);
    assertEquals(1e6, (double) parameters, 2e4, of.word());
  }

  private static List<Measurement> measured(double low, double value, double high) {
    return List.of(
        new Measurement("rnn", "chrf", low, low - 1, low + 1, false),
        new Measurement("gru", "chrf", value, value - 1, value + 1, false),
        new Measurement("lstm", "chrf", high, high - 1, high + 1, false));
  }

  private List<String> row(List<Measurement> measured, String label) throws IOException {
    Plan plan =
        new Plan(
            directory,
            List.of(Architecture.RNN, Architecture.GRU, Architecture.LSTM),
            Plan.Budget.PARAMETERS,
            1_000_000,
            10,
            1,
            1);
    Results results = new Results(directory.resolve("r" + measured.hashCode()), false, "");
    results.step("all", () -> measured);
    return new ComparisonTable(plan, results, new Texts(Texts.Language.EN))
        .rows(true).stream()
            .filter(row -> row.get(0).strip().equals(label))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void table_betterBeyondNoise_isMarked() throws IOException {
    assertEquals(
        List.of("  chrF2", "30 ±1", "40.50 ±1 *", "41 ±1 *"), row(measured(30, 40.5, 41), "chrF2"));
    assertEquals(
        List.of("  chrF2", "40 ±1", "40.50 ±1", "41 ±1"), row(measured(40, 40.5, 41), "chrF2"));
  }

  @Test
  void table_nothingLearnedOrMeasured_saysSo() throws IOException {
    List<Measurement> recall =
        List.of(
            Measurement.exact(Architecture.RNN, "recall/10", Double.NaN),
            Measurement.exact(Architecture.GRU, "recall/10", 140));
    assertEquals(
        List.of("  updates to learn a recall at distance 10", "not in 800", "140 *", "–"),
        row(recall, "updates to learn a recall at distance 10"));
  }

  @Test
  void results_resumed_doesNothingTwice() throws IOException {
    List<Measurement> one = List.of(Measurement.exact(Architecture.GRU, "bleu", Double.NaN));
    Results first = new Results(directory, false, "a");
    first.step("x", () -> one);
    Files.writeString(
        directory.resolve(Results.FILE), "{\"step\":\"half", StandardOpenOption.APPEND);
    Results again = new Results(directory, true, "a");
    again.step(
        "x",
        () -> {
          throw new IllegalStateException("done before");
        });
    assertTrue(Double.isNaN(again.find(Architecture.GRU, "bleu").orElseThrow().value()));
    assertEquals(2, Files.readAllLines(directory.resolve(Results.FILE)).size());
    assertTrue(
        assertThrows(UsageException.class, () -> new Results(directory, true, "b"))
            .getMessage()
            .contains("was begun with other options: a; now: b"));
    assertTrue(
        assertThrows(UsageException.class, () -> new Results(directory, false, "a"))
            .getMessage()
            .contains("go on with --resume"));
  }

  @Test
  void texts_ofBothLanguages_haveTheSameKeys() throws IOException {
    Set<Object> english = keys("en");
    assertTrue(english.size() > 60, english.size() + " texts");
    assertEquals(english, keys("ko"));
  }

  private static Set<Object> keys(String language) throws IOException {
    Properties texts = new Properties();
    try (InputStream in =
        Texts.class.getResourceAsStream("texts_%s.properties".formatted(language))) {
      texts.load(in);
    }
    return texts.keySet();
  }

  @Test
  void slope_ofPowers_isTheExponent() {
    assertEquals(
        2,
        TranslationMeasures.slope(
            List.of(new double[] {0, 1}, new double[] {1, 3}, new double[] {2, 5})),
        1e-12);
  }
}
