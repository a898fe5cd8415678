package dev.ieum.cli.line;

import dev.ieum.cli.options.SamplingOptions;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.inference.DecodingConfig;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.data.EventCut;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What answers in a chat: a model that was trained on questions and answers. */
interface ChatPartner extends AutoCloseable {
  /** The temperature unless one is given. */
  double USUAL_TEMPERATURE = 0.5;

  /**
   * Answers.
   *
   * @param said a line, not blank
   * @param turn how many lines were answered before
   */
  String answer(String said, long turn);

  @Override
  void close();

  /**
   * A model from lines to lines of one language.
   *
   * @param beam hypotheses of a search; empty: the answer is drawn
   */
  record Pairs(TextTranslator model, SamplingOptions sampling, Optional<Integer> beam)
      implements ChatPartner {
    @Override
    public String answer(String said, long turn) {
      if (beam.isEmpty()) {
        return model.draw(said, sampling.sampling(USUAL_TEMPERATURE), sampling.seed(turn));
      }
      DecodingConfig search = model.decoding().withBeamSize(beam.get());
      return model.likelier(said, model.translate(List.of(said), search).get(0).text());
    }

    @Override
    public void close() {
      model.close();
    }
  }

  /** A model of conversations, character by character. Not thread-safe. */
  final class Conversation implements ChatPartner {
    private final SequenceModel model;
    private final SamplingOptions sampling;
    private final int memory;
    private final int maxLength;
    private final Deque<String> before = new ArrayDeque<>();

    /**
     * Begins a conversation.
     *
     * @param memory lines that an answer sees before the one that it answers
     * @param maxLength characters of an answer at most
     */
    Conversation(SequenceModel model, SamplingOptions sampling, int memory, int maxLength) {
      this.model = model;
      this.sampling = sampling;
      this.memory = memory;
      this.maxLength = maxLength;
    }

    @Override
    public String answer(String said, long turn) {
      remember(said);
      List<String> prompt =
          EventCut.CHARACTERS.events(
              String.join(SequenceModel.LINE_FEED, before) + SequenceModel.LINE_FEED);
      String answer =
          EventCut.CHARACTERS
              .text(
                  model.generate(
                      prompt,
                      sampling.config(
                          sampling.seed(turn),
                          USUAL_TEMPERATURE,
                          maxLength,
                          Set.of(SequenceModel.LINE_FEED))))
              .strip();
      remember(answer);
      return answer;
    }

    /** The line to answer stands last, what was said before it as far as it is remembered. */
    private void remember(String said) {
      before.add(said);
      while (before.size() > memory + 1) {
        before.remove();
      }
    }

    @Override
    public void close() {
      model.close();
    }
  }
}
