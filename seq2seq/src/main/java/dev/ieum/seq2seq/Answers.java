package dev.ieum.seq2seq;

import dev.ieum.core.sampling.Sampling;
import dev.ieum.seq2seq.answer.AnswerMemory;
import dev.ieum.seq2seq.inference.StepwiseDecoder;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What a model says to a line that it does not translate by search: targets drawn, and how likely
 * given ones are. Where it has a memory of answers, both are those of network and memory together.
 * Not thread-safe.
 */
final class Answers {
  private static final Sampling LIKELIEST = new Sampling(0, 0, 1);

  private final TranslationModel model;
  private final StepwiseDecoder decoder;

  Answers(TranslationModel model) {
    this.model = model;
    decoder = new StepwiseDecoder(model.network());
  }

  /** Draws; with temperature 0 the likelier of what the network and the memory hold likeliest. */
  String draw(String line, Sampling sampling, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Optional<AnswerMemory.Recall> recall = recall(line);
    if (recall.isPresent() && sampling.temperature() == 0) {
      return likelier(recall.get(), line, written(line, sampling, random));
    }
    return recall.isPresent() && random.nextDouble() < recall.get().share()
        ? recall.get().draw(sampling, random)
        : written(line, sampling, random);
  }

  /** Returns what was found, or what the memory answers if that is likelier under both. */
  String likelier(String line, String found) {
    return recall(line).map(recall -> likelier(recall, line, found)).orElse(found);
  }

  private String likelier(AnswerMemory.Recall recall, String line, String found) {
    String remembered = recall.draw(LIKELIEST, new SplittableRandom(0));
    double[] both = logProbabilities(Optional.of(recall), line, List.of(found.strip(), remembered));
    return both[0] > both[1] ? found : remembered;
  }

  private String written(String line, Sampling sampling, SplittableRandom random) {
    return SourceParts.of(line, model.source()).stream()
        .map(SourceParts.Part::ids)
        .map(ids -> decoder.draw(ids, sampling, random, model.decoding().maxLength(ids.length)))
        .map(model.target()::decode)
        .collect(Collectors.joining(" "));
  }

  /** Returns the log-probability of each target, its end included, in nats. */
  double[] logProbabilities(String line, List<String> targets) {
    return logProbabilities(recall(line), line, targets);
  }

  private double[] logProbabilities(
      Optional<AnswerMemory.Recall> recall, String line, List<String> targets) {
    double[] nats =
        decoder.logProbabilities(
            model.source().encode(line),
            targets.stream().map(model.target()::encode).toArray(int[][]::new));
    for (int i = 0; recall.isPresent() && i < nats.length; i++) {
      nats[i] = recall.get().mixed(targets.get(i), nats[i]);
    }
    return nats;
  }

  private Optional<AnswerMemory.Recall> recall(String line) {
    return model.memory().map(memory -> memory.recall(line));
  }
}
