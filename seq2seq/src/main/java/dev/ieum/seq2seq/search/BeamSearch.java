package dev.ieum.seq2seq.search;

import dev.ieum.core.inference.CellRows;
import dev.ieum.core.inference.Functions;
import dev.ieum.core.inference.PlainProjection;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.seq2seq.model.Candidates;
import dev.ieum.seq2seq.model.PlainTranslationNetwork;
import dev.ieum.seq2seq.model.PlainTranslationNetwork.Source;
import dev.ieum.seq2seq.model.Shortlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

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

  /** Hypotheses scored at a time: a row takes as many floats as the vocabulary has tokens. */
  private static final int SCORED_ROWS = 128;

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
   * Sources that are encoded together.
   *
   * @param sources ids of each source, EOS at the end
   * @param found takes the place of a source among them and its hypotheses, best first, as soon as
   *     it is finished
   * @param wanted says of a place whether its hypotheses are still wanted; asked at every step
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read only
  public record Batch(
      int[][] sources, BiConsumer<Integer, List<Hypothesis>> found, IntPredicate wanted) {
    /** Sources that are all wanted. */
    public Batch(int[][] sources, BiConsumer<Integer, List<Hypothesis>> found) {
      this(sources, found, place -> true);
    }
  }

  /**
   * Searches.
   *
   * @param sources ids of each source, EOS at the end
   * @return per source, up to {@code nbest} hypotheses, best first, at least one
   */
  public List<List<Hypothesis>> search(int[][] sources) {
    Map<Integer, List<Hypothesis>> found = new TreeMap<>();
    Iterator<Batch> batches = List.of(new Batch(sources, found::put)).iterator();
    search(() -> batches.hasNext() ? batches.next() : null, 0, 0);
    return List.copyOf(found.values());
  }

  /**
   * Searches until there is nothing left. As sentences finish, others take their places, so that
   * steps are seldom of few rows, which cost nearly as much as many.
   *
   * @param batches gives what is next, {@code null} when there is nothing now; asked again while
   *     sentences are under way; searches on other threads may share it
   * @param sentences with so many left, or fewer, the next batch is taken
   * @param tokens of their sources, likewise: both must hold
   */
  public void search(Supplier<Batch> batches, int sentences, int tokens) {
    Run run = new Run();
    List<Track> live = new ArrayList<>();
    while (true) {
      // Never taken before there is room: another search may be idle.
      while (live.size() <= sentences && load(live) <= tokens) {
        Batch next = batches.get();
        if (next == null) {
          break;
        }
        live.addAll(tracks(next));
        run.scorer = null;
      }
      if (live.isEmpty()) {
        return;
      }
      live.removeIf(track -> !track.batch.wanted().test(track.place));
      if (!live.isEmpty()) {
        live = run.step(live);
      }
    }
  }

  private static long load(List<Track> live) {
    return live.stream().mapToLong(track -> track.source.states().length).sum();
  }

  private List<Track> tracks(Batch batch) {
    List<Source> encoded = network.encode(batch.sources(), shortlist);
    List<CellRows> states = network.start(encoded);
    List<Track> tracks = new ArrayList<>(encoded.size());
    for (int i = 0; i < encoded.size(); i++) {
      SentenceBeam beam = new SentenceBeam(config, batch.sources()[i].length);
      tracks.add(new Track(batch, i, encoded.get(i), beam, states));
    }
    return tracks;
  }

  /** A sentence under way. */
  private static final class Track {
    private final Batch batch;
    private final int place;
    private final Source source;
    private final SentenceBeam beam;
    private List<CellRows> states; // that hold its hypotheses', among others
    private int firstRow; // of its hypotheses there
    private int[] places; // of its candidates among what is scored; null when they are all

    Track(Batch batch, int place, Source source, SentenceBeam beam, List<CellRows> states) {
      this.batch = batch;
      this.place = place;
      this.source = source;
      this.beam = beam;
      this.states = states;
      firstRow = place;
    }
  }

  /** The memory of one search: rows of hypotheses, a sentence's side by side. */
  private final class Run {
    private final float[] gathered = new float[network.vocabularySize()];
    private final float[] probabilities = new float[network.vocabularySize()];
    private final TopCandidates top = new TopCandidates(2 * config.beamSize());
    private PlainProjection scorer; // for all that are live
    private int room; // rows
    private float[][] logits;
    private int[] tokens;
    private Source[] sources;
    private PlainTranslationNetwork.Scratch scratch;
    private List<CellRows> before;
    private List<CellRows> after;
    private List<CellRows> own; // states after the last step
    private List<CellRows> other; // those before it, to be overwritten

    /** Makes room, unless there is; states stay where their tracks know them. */
    private void require(int rows) {
      if (rows <= room) {
        return;
      }
      room = rows;
      logits =
          new float[Math.min(room, Math.max(SCORED_ROWS, config.beamSize()))]
              [network.vocabularySize()];
      tokens = new int[room];
      sources = new Source[room];
      scratch = network.new Scratch(room);
      before = unnamed(room);
      after = unnamed(room);
      own = network.room(room);
      other = network.room(room);
    }

    private List<CellRows> unnamed(int rows) {
      List<CellRows> layers = new ArrayList<>();
      for (int layer = 0; layer < network.layers(); layer++) {
        layers.add(CellRows.unnamed(rows));
      }
      return layers;
    }

    /** Moves all on by a token; returns those that are not finished. */
    List<Track> step(List<Track> live) {
      require(live.size() * config.beamSize());
      if (scorer == null) {
        choose(live);
      }
      int rows = place(live);
      float[][] looks = withAttention ? looks(rows) : null;
      network.step(tokens, sources, rows, before, after, scratch, looks);
      List<CellRows> written = other;
      other = own;
      own = written;
      live.forEach(track -> track.states = written);
      return advance(live, looks);
    }

    /** Settles what is scored for all of them, until others enter. */
    private void choose(List<Track> live) {
      Candidates candidates = network.candidates(live.stream().map(track -> track.source).toList());
      scorer = candidates.scorer();
      for (int i = 0; i < live.size(); i++) {
        live.get(i).places = candidates.places()[i];
      }
    }

    /** Names each hypothesis's token, source and states; returns how many rows there are. */
    private int place(List<Track> live) {
      int rows = 0;
      for (Track track : live) {
        int begin = rows;
        for (int k = 0; k < track.beam.width(); k++) {
          tokens[rows] = track.beam.token(k);
          sources[rows] = track.source;
          for (int layer = 0; layer < before.size(); layer++) {
            int row = track.firstRow + track.beam.row(k);
            before.get(layer).name(rows, track.states.get(layer), row);
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
            if (next - first > logits.length) {
              break;
            }
            end = next;
          }
          network.score(scorer, scratch, first, end - first, logits);
        }
        if (advance(track, track.firstRow - first, looks)) {
          going.add(track);
        } else {
          track.batch.found().accept(track.place, track.beam.best());
        }
      }
      return going;
    }

    /** Picks what one source may become out of all that was scored. */
    private float[] gather(float[] scores, int[] places) {
      for (int i = 0; i < places.length; i++) {
        gathered[i] = scores[places[i]];
      }
      return gathered;
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
        if (track.places != null) {
          row = gather(row, track.places);
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
