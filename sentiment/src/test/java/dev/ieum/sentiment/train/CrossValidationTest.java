package dev.ieum.sentiment.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.config.ConfigException;
import dev.ieum.core.recipe.Trainer;
import dev.ieum.core.training.TrainingListener;
import dev.ieum.core.training.TrainingListener.UpdateReport;
import dev.ieum.core.training.TrainingOutcome;
import dev.ieum.core.training.TrainingRun;
import dev.ieum.sentiment.LabelSet;
import dev.ieum.sentiment.train.SentimentData.LabeledItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossValidationTest {
  private static final LabelSet LABELS = LabelSet.of(List.of("negative", "neutral", "positive"));

  /** Of three classes, 60, 30 and 10 of a hundred; every seventh text stands four times. */
  private static List<LabeledItem> items() {
    List<LabeledItem> items = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      int label = i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2;
      for (int n = 0; n < (i % 7 == 0 ? 4 : 1); n++) {
        items.add(new LabeledItem("text " + i, label));
      }
    }
    return items;
  }

  @Test
  void deal_manyTexts_everyFoldHasItsShareOfEveryClass() {
    List<LabeledItem> items = items();
    List<List<LabeledItem>> folds = Folds.deal(items, LABELS, 4, 1);
    assertEquals(4, folds.size());
    for (List<LabeledItem> fold : folds) {
      for (int label = 0; label < 3; label++) {
        assertEquals(count(items, label) / 4.0, count(fold, label), 2, "class " + label);
      }
      assertEquals(items.size() / 4.0, fold.size(), 2);
    }
  }

  private static int count(List<LabeledItem> items, int label) {
    return (int) items.stream().filter(item -> item.label() == label).count();
  }

  @Test
  void deal_sameTextSeveralTimes_staysInOneFoldAndNothingIsLost() {
    List<List<LabeledItem>> folds = Folds.deal(items(), LABELS, 5, 1);
    assertEquals(items().size(), folds.stream().mapToInt(List::size).sum());
    Set<String> seen = new HashSet<>();
    for (List<LabeledItem> fold : folds) {
      for (String text : LabeledTexts.texts(fold)) {
        assertTrue(seen.add(text), text + " stands in two folds");
      }
    }
    assertEquals(500, seen.size());
  }

  @Test
  void deal_seed_decides() {
    assertEquals(Folds.deal(items(), LABELS, 5, 1), Folds.deal(items(), LABELS, 5, 1));
    assertFalse(Folds.deal(items(), LABELS, 5, 1).equals(Folds.deal(items(), LABELS, 5, 2)));
  }

  @Test
  void deal_classSmallerThanFolds_saysWhich() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> Folds.deal(items(), LABELS, 51, 1));
    assertEquals(
        "data.folds = 51, different texts of class positive = 50; allowed: no more folds than"
            + " texts",
        e.getMessage());
  }

  @Test
  void report_meanAndDeviation_areThoseOfASample() {
    FoldReport report =
        new FoldReport(
            List.of(
                new FoldReport.Score(1, "x", 8, 4, 80, 70),
                new FoldReport.Score(2, "x", 8, 4, 90, 70),
                new FoldReport.Score(3, "x", 8, 4, 85, 70)));
    assertEquals(new FoldReport.Spread(85, 5), report.accuracy());
    assertEquals(
        "mean of 3 folds: accuracy 85.00 ± 5.00, macro-F1 70.00 ± 0.00", report.lines().get(3));
  }

  @Test
  void data_fold_neverSeesWhatItIsScoredOn(@TempDir Path directory) throws IOException {
    ToyReviews toy = toy(directory);
    Files.write(
        directory.resolve("more.txt"),
        ToyReviews.reviews(300, 1).stream().map(ToyReviews.Review::text).toList());
    toy.edit(
        yaml -> yaml.replace("  max-length:", "  unlabeled: [{file: more.txt}]\n  max-length:"));
    List<LabeledItem> all = LabeledTexts.read(toy.config()).train();
    int total = 0;
    for (int fold = 0; fold < 3; fold++) {
      SentimentData data = new CrossValidation(toy.config()).data(fold, Optional.empty());
      Set<String> trained = new HashSet<>(data.train().stream().map(TextItem::text).toList());
      List<LabeledItem> heldOut =
          all.stream().filter(item -> !trained.contains(item.text())).toList();
      assertEquals(all.size(), data.train().size() + heldOut.size());
      assertEquals(100, heldOut.size(), 15);
      Set<String> unlabeled = new HashSet<>(data.unlabeled().stream().map(TextItem::text).toList());
      assertFalse(unlabeled.isEmpty());
      assertTrue(heldOut.stream().noneMatch(item -> unlabeled.contains(item.text())));
      total += heldOut.size();
    }
    assertEquals(all.size(), total);
  }

  @Test
  void run_stoppedInTheSecondFoldAndResumed_sameReport(@TempDir Path directory) throws Exception {
    ToyReviews toy = toy(directory);
    Path whole = directory.resolve("whole");
    TrainingOutcome outcome = toy.train(whole);
    FoldReport report = FoldReport.read(whole);
    assertEquals(3, report.scores().size());
    assertEquals(report.accuracy().mean(), outcome.scores().get("accuracy"), 1e-9);
    assertTrue(report.accuracy().mean() > 70, report.lines().toString());
    assertTrue(Files.exists(whole.resolve("fold-3/model/model.json")));
    Path parts = directory.resolve("parts");
    AtomicInteger updates = new AtomicInteger();
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void onUpdate(UpdateReport report) {
            updates.incrementAndGet();
          }
        };
    TrainingOutcome stopped =
        Trainer.run(
            toy.config(), new TrainingRun(parts, false, counter, () -> updates.get() >= 125));
    assertFalse(stopped.finished());
    assertEquals(125, stopped.updates());
    assertMessage(toy, parts, false, "already holds a run");
    assertTrue(toy.train(parts, true, () -> false).finished());
    assertEquals(
        Files.readString(whole.resolve(FoldReport.FILE)),
        Files.readString(parts.resolve(FoldReport.FILE)));
    toy.with("network.hidden-size", 8);
    assertMessage(toy, parts, true, "fold.json: made with other settings");
    assertMessage(toy, directory.resolve("none"), true, "no checkpoint to resume");
  }

  @Test
  void read_foldsWithWhatMakesNoSense_isRefused(@TempDir Path directory) throws Exception {
    assertRefused(toy(directory).with("data.folds", 1), "folds = 1", "2 to 100");
    assertRefused(
        toy(directory).edit(yaml -> yaml + "distillation: {teachers: [sentiment-en]}\n"),
        "teachers");
    assertRefused(
        toy(directory)
            .edit(
                yaml -> yaml.replace("  max-length:", "  test: [{file: dev.tsv}]\n  max-length:")),
        "test and folds");
    assertRefused(
        toy(directory)
            .edit(yaml -> yaml.replace("{file: train.tsv}", "{file: train.tsv, repeat: 2}")),
        "repeat and folds");
  }

  private static ToyReviews toy(Path directory) throws IOException {
    return ToyReviews.write(directory, 300)
        .with("data.folds", 3)
        .with("training.max-updates", 90)
        .with("training.validate-every", 45)
        .with("training.checkpoint-every", 7);
  }

  private static void assertRefused(ToyReviews toy, String... parts) {
    ConfigException e = assertThrows(ConfigException.class, toy::config);
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  private static void assertMessage(ToyReviews toy, Path run, boolean resume, String part) {
    ConfigException e =
        assertThrows(ConfigException.class, () -> toy.train(run, resume, () -> false));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
