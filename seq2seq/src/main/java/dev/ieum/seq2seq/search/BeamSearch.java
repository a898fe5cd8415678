package dev.ieum.seq2seq.search;

import dev.ieum.core.inference.CellRows;
import dev.ieum.core.inference.Functions;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.seq2seq.DecodingConfig;
import dev.ieum.seq2seq.model.PlainTranslationNetwork;
import dev.ieum.seq2seq.model.PlainTranslationNetwork.Source;
import dev.ieum.seq2seq.model.Shortlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Beam search over a batch of sentences (Graves 2012; length penalty of Wu et al. 2016).
 *
 * <p>The first step has one row per sentence, later ones a beam each. A sentence is finished when
 * as many hypotheses have ended as the beam is wide, or its longest length is reached; it then
 * leaves the batch. Rows of one sentence share its encoded source. Beam 1 is greedy search.
 * Thread-safe: all state is local to a call.
 */
public final class BeamSearch {
  private static final float FORBIDDEN = -1e9f;

  /** Hypotheses scored against the vocabulary at a time: what the second-level cache holds. */
  private static final int SCORED_ROWS = 30;

  private final PlainTranslationNetwork network;
  private final Optional<Shortlist> shortlist;
  private final DecodingConfig config;
  private final boolean withAttention;

  /**
   * Fixes network and settings.
   *
   * @param shortlist what is scored for each source; nothing for the whole vocabulary
   * @param withAttention whether hypotheses carry attention weights
   */
  public BeamSearch(
      PlainTranslationNetwork network,
      Optional<Shortlist> shortlist,
      DecodingConfig config,
      boolean withAttention) {
    this.network = network;
    this.shortlist = shortlist;
    this.config = config;
    this.withAttention = withAttention && network.attends();
  }

  /**
   * Searches.
   *
   * @param sources ids of each source, EOS at the end
   * @return per source, up to {@code nbest} hypotheses, best first, at least one
   */
  public List<List<Hypothesis>> search(int[][] sources) {
    List<Source> encoded = network.encode(sources, shortlist);
    List<Track> tracks = new ArrayList<>(sources.length);
    for (int i = 0; i < sources.length; i++) {
      tracks.add(new Track(encoded.get(i), new SentenceBeam(config, sources[i].length), i));
    }
    new Run(sources.length * config.beamSize()).all(tracks, encoded);
    return tracks.stream().map(track -> track.beam.best()).toList();
  }

  /** A sentence under way. */
  private static final class Track {
    private final Source source;
    private final SentenceBeam beam;
    private int firstRow; // of its hypotheses, in the step before

    Track(Source source, SentenceBeam beam, int firstRow) {
      this.source = source;
      this.beam = beam;
      this.firstRow = firstRow;
    }
  }

  /** The memory of one search: rows of hypotheses, a sentence's side by side. */
  private final class Run {
    private final int[] tokens;
    private final Source[] sources;
    private final PlainTranslationNetwork.Scratch scratch;
    private final float[][] logits;
    private final float[] probabilities;
    private final TopCandidates top;
    private final List<CellRows> before;
    private final List<CellRows> after;
    private List<CellRows> own;
    private List<CellRows> other;

    Run(int most) {
      tokens = new int[most];
      sources = new Source[most];
      scratch = network.new Scratch(most);
      int scored = Math.min(most, Math.max(SCORED_ROWS, config.beamSize()));
      logits = new float[scored][network.vocabularySize()];
      probabilities = new float[network.vocabularySize()];
      top = new TopCandidates(2 * config.beamSize());
      before = unnamed(most);
      after = unnamed(most);
      own = network.room(most);
      other = network.room(most);
    }

    private List<CellRows> unnamed(int rows) {
      List<CellRows> layers = new ArrayList<>();
      for (int layer = 0; layer < network.layers(); layer++) {
        layers.add(CellRows.unnamed(rows));
      }
      return layers;
    }

    void all(List<Track> all, List<Source> encoded) {
      List<Track> live = all;
      List<CellRows> states = network.start(encoded);
      while (!live.isEmpty()) {
        int rows = place(live, states);
        float[][] looks = withAttention ? looks(rows) : null;
        network.step(tokens, sources, rows, before, after, scratch, looks);
        states = other;
        other = own;
        own = states;
        live = advance(live, looks);
      }
    }

    /** Names each hypothesis's token, source and states; returns how many rows there are. */
    private int place(List<Track> live, List<CellRows> states) {
      int rows = 0;
      for (Track track : live) {
        int begin = rows;
        for (int k = 0; k < track.beam.width(); k++) {
          tokens[rows] = track.beam.token(k);
          sources[rows] = track.source;
          for (int layer = 0; layer < before.size(); layer++) {
            before.get(layer).name(rows, states.get(layer), track.firstRow + track.beam.row(k));
            after.get(layer).name(rows, other.get(layer), rows);
          }
          rows++;
        }
        track.firstRow = begin;
      }
      return rows;
    }

    private float[][] looks(int rows) {
      float[][] looks = new float[rows][];
      for (int r = 0; r < rows; r++) {
        looks[r] = new float[sources[r].states().length];
      }
      return looks;
    }

    /** Scores the next tokens and lets every sentence choose; returns those that go on. */
    private List<Track> advance(List<Track> live, float[][] looks) {
      List<Track> going = new ArrayList<>(live.size());
      int first = 0; // the first row scored, and one behind the last
      int end = 0;
      for (int i = 0; i < live.size(); i++) {
        Track track = live.get(i);
        if (track.firstRow >= end) {
          first = end;
          for (int j = i; j < live.size(); j++) {
            int next = live.get(j).firstRow + live.get(j).beam.width();
            boolean scoresAlike = live.get(j).source.scorer() == track.source.scorer();
            if (!scoresAlike || next - first > logits.length) {
              break;
            }
            end = next;
          }
          network.score(track.source, scratch, first, end - first, logits);
        }
        if (advance(track, track.firstRow - first, looks)) {
          going.add(track);
        }
      }
      return going;
    }

    private boolean advance(Track track, int scored, float[][] looks) {
      int width = track.beam.width();
      int[] candidates = track.source.candidates();
      int scoredTokens = candidates == null ? network.vocabularySize() : candidates.length;
      top.clear();
      for (int k = 0; k < width; k++) {
        float[] row = logits[scored + k];
        if (candidates == null) {
          row[Vocabulary.PAD] = FORBIDDEN;
          row[Vocabulary.UNK] = FORBIDDEN;
          row[Vocabulary.BOS] = FORBIDDEN;
        }
        float sum = Functions.logSumExp(row, scoredTokens, probabilities);
        top.offer(row, scoredTokens, candidates, k, track.beam.logProbability(k) - sum);
      }
      return track.beam.advance(
          top,
          looks == null ? null : Arrays.copyOfRange(looks, track.firstRow, track.firstRow + width));
    }
  }
}
