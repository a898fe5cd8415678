package dev.ieum.seq2seq.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.sampling.Sampling;
import dev.ieum.seq2seq.answer.AnswerMemory.Pair;
import dev.ieum.seq2seq.answer.AnswerMemory.Recall;
import dev.ieum.seq2seq.answer.AnswerMemory.Weighting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {
  private static final List<Pair> PAIRS =
      List.of(
          new Pair("배가 고파", "뭐라도 드세요."),
          new Pair("배고파 죽겠다", "얼른 맛난 음식 드세요."),
          new Pair("심심해", "저랑 놀아요."),
          new Pair("너무 심심하다", "저랑 놀아요."));
  private static final Weighting WEIGHTING = new Weighting(10, 0, -3, 6);

  @Test
  void recall_similarQuestion_isTheLikeliestAnswer() {
    Recall recall = new AnswerMemory(PAIRS, WEIGHTING).recall("심심하다!");
    assertEquals("저랑 놀아요.", recall.draw(new Sampling(0, 0, 1), new SplittableRandom(1)));
    assertTrue(recall.probability("저랑 놀아요.") > 0.8, "" + recall.probability("저랑 놀아요."));
  }

  @Test
  void recall_sameQuestionInOtherSpaces_isWhollySimilar() {
    AnswerMemory memory = new AnswerMemory(PAIRS, WEIGHTING);
    assertEquals(1, memory.recall("배가고파").similarity(), 1e-6);
    assertEquals(1 / (1 + Math.exp(-3)), memory.recall("배가고파").share(), 1e-6);
  }

  @Test
  void recall_nothingSimilar_weighsAnswersByTheirFrequency() {
    Recall recall = new AnswerMemory(PAIRS, WEIGHTING).recall("xyz");
    assertEquals(0, recall.similarity());
    assertEquals(0.5, recall.probability("저랑 놀아요."), 1e-9);
    assertEquals(0.25, recall.probability("뭐라도 드세요."), 1e-9);
    assertEquals(1 / (1 + Math.exp(3)), recall.share(), 1e-9);
  }

  @Test
  void probability_allAnswers_sumToOne() {
    Recall recall = new AnswerMemory(PAIRS, WEIGHTING).recall("배고파");
    double sum = PAIRS.stream().map(Pair::answer).distinct().mapToDouble(recall::probability).sum();
    assertEquals(1, sum, 1e-9);
    assertEquals(0, recall.probability("모르는 말"));
  }

  @Test
  void recall_spread_givesEveryAnswerItsFrequency() {
    AnswerMemory memory = new AnswerMemory(PAIRS, new Weighting(1000, 0.2, 0, 0));
    Recall recall = memory.recall("배가 고파");
    assertEquals(0.8 + 0.2 / 4, recall.probability("뭐라도 드세요."), 1e-6);
    assertEquals(0.2 * 2 / 4, recall.probability("저랑 놀아요."), 1e-6);
  }

  @Test
  void mixed_knownAndUnknownAnswer_addsBothShares() {
    Recall recall = new AnswerMemory(PAIRS, WEIGHTING).recall("심심해");
    double share = recall.share();
    double network = Math.log(1e-4);
    double known = recall.probability("저랑 놀아요.");
    assertEquals(
        Math.log(share * known + (1 - share) * 1e-4), recall.mixed("저랑 놀아요.", network), 1e-9);
    assertEquals(Math.log((1 - share) * 1e-4), recall.mixed("모르는 말", network), 1e-9);
    assertEquals(Double.NEGATIVE_INFINITY, recall.mixed("모르는 말", Double.NEGATIVE_INFINITY));
  }

  @Test
  void text_readAgain_isTheSameMemory() throws IOException {
    List<Pair> pairs = new ArrayList<>(PAIRS);
    pairs.add(new Pair(" 두\t칸\n질문 ", "답\t하나"));
    AnswerMemory memory = new AnswerMemory(pairs, WEIGHTING);
    AnswerMemory again =
        AnswerMemory.read(new BufferedReader(new StringReader(memory.text())), WEIGHTING);
    assertEquals(memory.text(), again.text());
    assertEquals(1, again.recall("두 칸 질문").similarity(), 1e-6);
  }

  @Test
  void read_lineWithoutTab_namesIt() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> AnswerMemory.read(new BufferedReader(new StringReader("a\tb\nc\n")), WEIGHTING));
    assertTrue(e.getMessage().contains("answers.tsv:2"), e.getMessage());
  }

  /** Where only near questions are answered alike, the memory must learn to trust those alone. */
  @Test
  void fit_devLikeTheMemoryOnlyWhereSimilar_trustsSimilarQuestions() {
    List<Pair> dev = new ArrayList<>();
    List<Double> network = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      dev.add(new Pair("배가 고파" + (i % 2 == 0 ? "!" : "~"), "뭐라도 드세요."));
      network.add(-12.0);
      dev.add(new Pair("qwerty" + i, "모르는 말 " + i));
      network.add(-3.0);
    }
    AnswerMemory fitted =
        MemoryFit.fit(PAIRS, dev, network.stream().mapToDouble(Double::doubleValue).toArray());
    assertTrue(fitted.recall("배가 고파?").share() > 0.9);
    assertTrue(fitted.recall("asdf").share() < 0.1);
  }
}
