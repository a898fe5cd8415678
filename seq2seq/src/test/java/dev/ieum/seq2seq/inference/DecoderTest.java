package dev.ieum.seq2seq.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.FloatTensor;
import dev.ieum.core.bundle.Weights;
import dev.ieum.core.inference.Encoder;
import dev.ieum.core.inference.Encoder.Encoded;
import dev.ieum.core.inference.Projection;
import dev.ieum.core.inference.WeightFormat;
import dev.ieum.core.nn.ParameterList;
import dev.ieum.core.sampling.Sampling;
import dev.ieum.core.text.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Search with a decoder of another kind: what it keeps of a row is all tokens before. */
class DecoderTest {
  private static final int VOCABULARY = 9;
  private static final int[][] SOURCES = {
    {4, 5, 6, 3}, {3}, {7, 3}, {5, 5, 5, 3}, {6, 4, 3}, {7, 6, 5, 4, 7, 6, 5, 4, 3}
  };

  /** A source and the tokens of a row, linked backwards as a cache of keys and values would be. */
  private record Prefix(Encoded source, Prefix before, int token) {
    List<Integer> tokens() {
      List<Integer> tokens = before == null ? new ArrayList<>() : before.tokens();
      if (before != null) {
        tokens.add(token);
      }
      return tokens;
    }
  }

  /** Scores that depend on the source and on every token of the row, BOS first. */
  private static float[] scores(int source, List<Integer> tokens) {
    Random random = new Random(31L * source + tokens.hashCode());
    float[] scores = new float[VOCABULARY];
    for (int i = 0; i < VOCABULARY; i++) {
      scores[i] = 2 * (float) random.nextGaussian();
    }
    return scores;
  }

  private static final class PrefixDecoder implements Decoder {
    @Override
    public boolean attends() {
      return true;
    }

    @Override
    public Stepper stepper(boolean withAttention) {
      List<Prefix> rows = new ArrayList<>();
      return new Stepper() {
        @Override
        public void add(List<Encoded> sources) {
          sources.forEach(source -> rows.add(new Prefix(source, null, 0)));
        }

        @Override
        public Step step(int[] tokens, int[] parents, int count) {
          List<Prefix> before = List.copyOf(rows);
          rows.clear();
          for (int r = 0; r < count; r++) {
            Prefix parent = before.get(parents[r]);
            rows.add(new Prefix(parent.source(), parent, tokens[r]));
          }
          return new Step(
              rows.stream()
                  .map(row -> scores((int) row.source().last()[0], row.tokens()))
                  .toArray(float[][]::new),
              withAttention
                  ? rows.stream().map(row -> row.source().last()).toArray(float[][]::new)
                  : null);
        }
      };
    }
  }

  private static EncoderDecoder network() {
    Encoder encoder =
        sources ->
            Arrays.stream(sources)
                .map(ids -> new Encoded(new float[ids.length][1], new float[] {hash(ids)}))
                .toList();
    float[] identity = new float[VOCABULARY * VOCABULARY];
    IntStream.range(0, VOCABULARY).forEach(i -> identity[i * VOCABULARY + i] = 1);
    Projection vocabulary =
        Projection.of(
            new Weights(
                Map.of("p.weights", new FloatTensor(new int[] {VOCABULARY, VOCABULARY}, identity))),
            ParameterList.projection("p", VOCABULARY, VOCABULARY, false),
            WeightFormat.FLOAT32);
    return new EncoderDecoder(encoder, new PrefixDecoder(), vocabulary);
  }

  private static int hash(int[] source) {
    return Arrays.hashCode(source) % 1000;
  }

  private static double logProbability(int[] source, Hypothesis hypothesis, boolean ended) {
    List<Integer> tokens = new ArrayList<>(List.of(Vocabulary.BOS));
    double sum = 0;
    int length = hypothesis.ids().length + (ended ? 1 : 0);
    for (int t = 0; t < length; t++) {
      float[] scores = scores(hash(source), tokens);
      double all = 0;
      for (int id = Vocabulary.EOS; id < VOCABULARY; id++) {
        all += Math.exp(scores[id]);
      }
      int next = t < hypothesis.ids().length ? hypothesis.ids()[t] : Vocabulary.EOS;
      sum += scores[next] - Math.log(all);
      tokens.add(next);
    }
    return sum;
  }

  @Test
  void search_decoderWithOtherStates_followsEachHypothesisThroughTheBeam() {
    DecodingConfig config = new DecodingConfig(4, 4, 1, 1);
    List<List<Hypothesis>> found =
        new BeamSearch(network(), Optional.empty(), config, true).search(SOURCES);
    for (int i = 0; i < SOURCES.length; i++) {
      assertEquals(4, found.get(i).size());
      for (Hypothesis hypothesis : found.get(i)) {
        boolean ended = hypothesis.attention().length > hypothesis.ids().length;
        double expected = logProbability(SOURCES[i], hypothesis, ended);
        assertEquals(expected, hypothesis.logProbability(), 1e-3, "source " + i);
        assertEquals(hash(SOURCES[i]), hypothesis.attention()[0][0]);
      }
    }
    assertTrue(found.stream().anyMatch(f -> f.get(0).ids().length > 1), "nothing was reordered");
  }

  @Test
  void search_decoderWithOtherStates_sameAloneAndTogether() {
    BeamSearch search =
        new BeamSearch(network(), Optional.empty(), new DecodingConfig(3, 1, 1, 1), false);
    List<List<Hypothesis>> together = search.search(SOURCES);
    for (int i = 0; i < SOURCES.length; i++) {
      Hypothesis alone = search.search(new int[][] {SOURCES[i]}).get(0).get(0);
      assertArrayEquals(alone.ids(), together.get(i).get(0).ids());
      assertEquals(alone.logProbability(), together.get(i).get(0).logProbability());
    }
  }

  @Test
  void stepwise_targetsOfOtherLengths_haveTheProbabilitiesOfTheirTokens() {
    int[][] targets = {{5, 4, 3}, {3}, {8, 8, 8, 8, 3}, {6, 3}};
    for (int[] source : SOURCES) {
      double[] found = new StepwiseDecoder(network()).logProbabilities(source, targets);
      for (int i = 0; i < targets.length; i++) {
        int[] ids = Arrays.copyOf(targets[i], targets[i].length - 1);
        Hypothesis hypothesis = new Hypothesis(ids, 0, 0, new float[0][]);
        assertEquals(logProbability(source, hypothesis, true), found[i], 1e-3, "target " + i);
      }
    }
  }

  @Test
  void stepwise_temperatureZero_isGreedySearch() {
    BeamSearch search =
        new BeamSearch(network(), Optional.empty(), new DecodingConfig(1, 1, 0, 1), false);
    List<List<Hypothesis>> greedy = search.search(SOURCES);
    for (int i = 0; i < SOURCES.length; i++) {
      int longest = new DecodingConfig(1, 1, 0, 1).maxLength(SOURCES[i].length);
      assertArrayEquals(
          greedy.get(i).get(0).ids(),
          new StepwiseDecoder(network())
              .draw(SOURCES[i], new Sampling(0, 0, 1), new SplittableRandom(1), longest));
    }
  }

  @Test
  void stepwise_manyDraws_beginAsOftenAsTheFirstTokenIsLikely() {
    int[] source = SOURCES[0];
    SplittableRandom random = new SplittableRandom(5);
    StepwiseDecoder decoder = new StepwiseDecoder(network());
    int[] counts = new int[VOCABULARY];
    for (int i = 0; i < 4000; i++) {
      int[] drawn = decoder.draw(source, new Sampling(1, 0, 1), random, 1);
      counts[drawn.length == 0 ? Vocabulary.EOS : drawn[0]]++;
    }
    float[] scores = scores(hash(source), List.of(Vocabulary.BOS));
    double all = 0;
    for (int id = Vocabulary.EOS; id < VOCABULARY; id++) {
      all += Math.exp(scores[id]);
    }
    for (int id = 0; id < VOCABULARY; id++) {
      double expected = id < Vocabulary.EOS ? 0 : Math.exp(scores[id]) / all;
      assertEquals(expected, counts[id] / 4000.0, 0.03, "token " + id);
    }
  }
}
