package dev.ieum.sequences;

import dev.ieum.core.score.AnswerEvaluation.Case;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.sequences.model.SequencePredictor;
import dev.ieum.sequences.score.AnswerLikelihood;
import java.util.ArrayList;
import java.util.List;

/**
 * Conversations as events: all lines but the last are the question, which ends with a line feed,
 * and the last is the answer. Immutable.
 */
final class Conversations {
  private final List<Turn> turns;
  private final int[] nothing;

  /**
   * One of them.
   *
   * @param question its events
   * @param questionIds BOS first, the line feed last
   * @param answerIds BOS first, EOS last
   */
  @SuppressWarnings("ArrayRecordComponent") // read only
  private record Turn(
      List<String> question, List<String> answer, int[] questionIds, int[] answerIds) {}

  private Conversations(List<Turn> turns, int[] nothing) {
    this.turns = List.copyOf(turns);
    this.nothing = nothing;
  }

  /**
   * Cuts conversations.
   *
   * @param conversations events of each
   * @throws IllegalArgumentException when one has no question or no answer
   */
  static Conversations of(List<List<String>> conversations, Vocabulary vocabulary) {
    List<Turn> turns = new ArrayList<>();
    for (List<String> events : conversations) {
      int cut = events.lastIndexOf(SequenceModel.LINE_FEED) + 1;
      if (cut == 0 || cut == events.size()) {
        throw new IllegalArgumentException(
            "conversation %d: expected a question, a line feed and an answer, found %s"
                .formatted(turns.size() + 1, cut == 0 ? "no line feed" : "no answer"));
      }
      List<String> question = List.copyOf(events.subList(0, cut));
      List<String> answer = List.copyOf(events.subList(cut, events.size()));
      turns.add(
          new Turn(
              question,
              answer,
              SequenceModel.ids(vocabulary, question, false),
              SequenceModel.ids(vocabulary, answer, true)));
    }
    return new Conversations(
        turns, SequenceModel.ids(vocabulary, List.of(SequenceModel.LINE_FEED), false));
  }

  /** Returns the events of a question. */
  List<String> question(int i) {
    return turns.get(i).question();
  }

  /** Returns all questions and answers as the evaluation counts them. */
  List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Turn turn : turns) {
      long unknown = turn.answer().size();
      for (int id : turn.answerIds()) {
        unknown -= Vocabulary.isSpecial(id) ? 0 : 1;
      }
      cases.add(
          new Case(
              String.join("", turn.question()).strip(),
              String.join("", turn.answer()),
              turn.answer().size() + 1L,
              unknown));
    }
    return cases;
  }

  /** Returns what the network says of the answers. */
  AnswerLikelihood likelihood(SequencePredictor network) {
    return new AnswerLikelihood(
        network,
        nothing,
        turns.stream().map(Turn::questionIds).toList(),
        turns.stream().map(Turn::answerIds).toList());
  }
}
