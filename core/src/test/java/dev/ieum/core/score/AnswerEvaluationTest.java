package dev.ieum.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ieum.core.score.AnswerEvaluation.Case;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerEvaluationTest {
  private static List<Case> cases(int count) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cases.add(new Case("question " + i, "답 " + i, 4, i == 3 ? 1 : 0));
    }
    return cases;
  }

  /** The answer to question 0 is likely whatever was asked, the others only after their own. */
  private static double[] nats(int question, int[] answers) {
    return Arrays.stream(answers)
        .mapToDouble(
            answer -> {
              double own = answer == 0 ? -1 : -9;
              return question < 0 ? own : question == answer ? Math.max(-2, own) : own;
            })
        .toArray();
  }

  private static AnswerReport run(int count) {
    return AnswerEvaluation.run(
        cases(count), AnswerEvaluationTest::nats, i -> "답 " + i % 2, done -> {});
  }

  @Test
  void run_answerThatFitsAnyQuestion_isKeptDownByItsOwnProbability() {
    AnswerReport report = run(40);
    // Among 20 candidates stands the answer to 0 for 20 questions; it is right for one of them.
    assertEquals(20 / 40.0 + 1 / 40.0, report.choices().get(0).right(), 1e-12);
    assertEquals(0, report.choices().get(0).weight());
    // With weight 1 all gain 7 but the answer to 0, which gains nothing after its own question.
    assertEquals(39 / 40.0, report.choices().get(4).right(), 1e-12);
  }

  @Test
  void run_bits_areThoseOfCharactersAndEnds() {
    AnswerReport report = run(40);
    assertEquals(160, report.characters());
    assertEquals(1, report.unknown());
    assertEquals((39 * 2 + 1) / Math.log(2) / 160, report.bits(), 1e-12);
  }

  @Test
  void run_ownAnswers_areComparedInTheOrderOfTheCases() {
    AnswerTexts made = run(40).made();
    assertEquals(List.of("답 0", "답 1", "답 0"), made.texts().subList(0, 3));
    assertEquals(2 / 40.0, made.exact(), 1e-12);
    assertEquals(3 / 80.0, made.distinct1(), 1e-12);
    assertEquals(2 / 40.0, made.distinct2(), 1e-12);
  }

  @Test
  void run_fewerThanCandidates_isRefused() {
    String message = assertThrows(IllegalArgumentException.class, () -> run(19)).getMessage();
    assertEquals("conversations = 19; allowed: 20 or more", message);
  }
}
