package dev.ieum.seq2seq.search;

import dev.ieum.core.inference.CellRows;
import dev.ieum.seq2seq.model.PlainTranslationNetwork.Source;
import java.util.List;

/** A sentence under way in a {@link BeamSearch}. Not thread-safe. */
final class Track {
  final BeamSearch.Batch batch;
  final int place;
  final Source source;
  final SentenceBeam beam;
  List<CellRows> states; // that hold its hypotheses', among others
  int firstRow; // of its hypotheses there
  int[] places; // of its candidates among what is scored; null when they are all

  Track(
      BeamSearch.Batch batch, int place, Source source, SentenceBeam beam, List<CellRows> states) {
    this.batch = batch;
    this.place = place;
    this.source = source;
    this.beam = beam;
    this.states = states;
    firstRow = place;
  }
}
