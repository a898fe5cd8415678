package dev.ieum.sequences.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.inference.ProductPrecision;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.score.AnswerReport;
import dev.ieum.sequences.Next;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.SequenceSession;
import dev.ieum.sequences.TinyModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link AnswerLikelihood}, against sessions that read event by event. */
class AnswerTest {
  @TempDir private Path dir;

  private static List<List<String>> conversations(int count) {
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(List.of("e" + i, "e" + (i * 7 % 40), "\n", "e" + (i * 3 % 40), "e" + (i % 5)));
    }
    return all;
  }

  /** The model does not know the line feed, which is read as unknown in both. */
  @Test
  void answers_bits_areThoseOfSessions() throws Exception {
    try (SequenceModel model =
        SequenceModel.open(TinyModels.bundle(dir, CellType.LSTM, 2, 5), ProductPrecision.FLOAT32)) {
      List<List<String>> all = conversations(23);
      double bits = 0;
      for (List<String> events : all) {
        SequenceSession session = model.start();
        events.subList(0, 3).forEach(session::accept);
        for (String event : List.of(events.get(3), events.get(4), SequenceModel.END)) {
          bits -= Math.log(probability(session, event)) / Math.log(2);
          session.accept(event);
        }
      }
      AnswerReport report = model.answers(all, done -> {});
      assertEquals(23, report.answers());
      assertEquals(69, report.characters());
      assertEquals(0, report.unknown());
      // Sessions leave out what is no event; of 44 ids those are three.
      assertEquals(bits / 69, report.bits(), 0.15);
      assertTrue(report.choices().stream().allMatch(c -> c.right() >= 0 && c.right() <= 1));
    }
  }

  private static double probability(SequenceSession session, String event) {
    return session.next(100).stream()
        .filter(next -> next.event().equals(event))
        .mapToDouble(Next::probability)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void answers_unknownEvent_costsMoreThanAnyKnown() throws Exception {
    try (SequenceModel model =
        SequenceModel.open(TinyModels.bundle(dir, CellType.GRU, 1, 6), ProductPrecision.FLOAT32)) {
      List<List<String>> known = conversations(20);
      List<List<String>> unknown = new ArrayList<>(known);
      unknown.set(4, List.of("e4", "e28", "\n", "e12", "nobody knows"));
      AnswerReport report = model.answers(unknown, done -> {});
      assertEquals(1, report.unknown());
      // log2 of 11,172 is 13.4, and 60 events share it.
      assertTrue(report.bits() > model.answers(known, done -> {}).bits() + 0.1);
    }
  }

  @Test
  void answers_noQuestionOrTooFew_saysSo() throws Exception {
    try (SequenceModel model =
        SequenceModel.open(TinyModels.bundle(dir, CellType.GRU, 1, 6), ProductPrecision.FLOAT32)) {
      List<List<String>> all = conversations(20);
      all.set(2, List.of("e1", "e2"));
      String message = fault(model, all);
      assertTrue(message.startsWith("conversation 3: expected a question"), message);
      assertEquals("conversations = 19; allowed: 20 or more", fault(model, conversations(19)));
    }
  }

  private static String fault(SequenceModel model, List<List<String>> all) {
    return assertThrows(IllegalArgumentException.class, () -> model.answers(all, done -> {}))
        .getMessage();
  }
}
