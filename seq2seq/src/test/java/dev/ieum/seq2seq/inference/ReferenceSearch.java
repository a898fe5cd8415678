package dev.ieum.seq2seq.inference;

import ai.djl.ndarray.NDManager;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.seq2seq.model.TranslationNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Searches of one sentence, a prefix at a time and never in a batch: slow, and easy to trust. What
 * it computes belongs to the manager it is given.
 */
final class ReferenceSearch {
  private final TranslationNetwork network;
  private final NDManager manager;
  private final int[] source;
  private final Map<List<Integer>, float[]> known = new HashMap<>();

  /** A translation and what it is worth. */
  record Found(int[] ids, double logProbability, double score, boolean closed) {}

  private record Prefix(List<Integer> ids, double logProbability) {}

  ReferenceSearch(TranslationNetwork network, NDManager manager, int[] source) {
    this.network = network;
    this.manager = manager;
    this.source = source;
  }

  /** Returns every translation that the longest length allows, best first. */
  List<Found> all(DecodingConfig config) {
    List<Found> all = new ArrayList<>();
    collect(new Prefix(List.of(), 0), config, all);
    return sorted(all);
  }

  private void collect(Prefix prefix, DecodingConfig config, List<Found> all) {
    if (prefix.ids().size() == config.maxLength(source.length)) {
      all.add(found(prefix, false, config));
      return;
    }
    float[] scores = scores(prefix.ids());
    all.add(found(longer(prefix, Vocabulary.EOS, scores), true, config));
    for (int token = Vocabulary.EOS + 1; token < scores.length; token++) {
      collect(longer(prefix, token, scores), config, all);
    }
  }

  /** Beam search by the book: the candidates of all prefixes ranked together, step by step. */
  List<Found> beam(DecodingConfig config) {
    int beam = config.beamSize();
    List<Found> finished = new ArrayList<>();
    List<Prefix> live = List.of(new Prefix(List.of(), 0));
    for (int length = 1; !live.isEmpty() && finished.size() < beam; length++) {
      List<Prefix> candidates = new ArrayList<>();
      for (Prefix prefix : live) {
        float[] scores = scores(prefix.ids());
        for (int token = Vocabulary.EOS; token < scores.length; token++) {
          candidates.add(longer(prefix, token, scores));
        }
      }
      candidates.sort(Comparator.comparingDouble(Prefix::logProbability).reversed());
      List<Prefix> next = new ArrayList<>();
      for (int rank = 0; rank < candidates.size() && next.size() < beam; rank++) {
        Prefix candidate = candidates.get(rank);
        if (candidate.ids().get(length - 1) != Vocabulary.EOS) {
          next.add(candidate);
        } else if (rank < beam) {
          finished.add(found(candidate, true, config));
        }
      }
      if (length == config.maxLength(source.length)) {
        next.forEach(prefix -> finished.add(found(prefix, false, config)));
        break;
      }
      live = next;
    }
    return sorted(finished);
  }

  private static List<Found> sorted(List<Found> found) {
    found.sort(Comparator.comparingDouble(Found::score).reversed());
    return found;
  }

  private static Found found(Prefix prefix, boolean closed, DecodingConfig config) {
    int length = prefix.ids().size();
    int[] ids =
        prefix.ids().stream().limit(closed ? length - 1 : length).mapToInt(id -> id).toArray();
    double score = prefix.logProbability() / Math.pow((5.0 + length) / 6, config.lengthPenalty());
    return new Found(ids, prefix.logProbability(), score, closed);
  }

  private static Prefix longer(Prefix prefix, int token, float[] scores) {
    List<Integer> ids = new ArrayList<>(prefix.ids());
    ids.add(token);
    return new Prefix(List.copyOf(ids), prefix.logProbability() + scores[token]);
  }

  /** Log-probabilities of the token after {@code prefix}; the forbidden ones stand aside. */
  private float[] scores(List<Integer> prefix) {
    return known.computeIfAbsent(
        prefix,
        ids ->
            network.logProbabilities(
                manager,
                source,
                ids.stream().mapToInt(id -> id).toArray(),
                Vocabulary.PAD,
                Vocabulary.UNK,
                Vocabulary.BOS));
  }
}
