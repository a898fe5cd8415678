package dev.ieum.sequences.music;

import java.util.List;

/**
 * A melody in ABC notation (the standard 2.1), the part of it that melodies use: headers M, L, K, P
 * and Q, notes with accidentals, octaves and lengths, rests, chords, ties, triplets and other
 * tuplets, broken rhythm, bars, repeats with first and second endings. Chord names, decorations,
 * slurs and grace notes are passed over. Immutable.
 *
 * @param notes in the order of time, repeats not played again
 * @param bars in order
 * @param quarters a minute
 */
public record AbcTune(List<Note> notes, List<Bar> bars, int quarters) {
  /** Ticks of a whole note: all lengths of these tunes are whole numbers of them. */
  public static final int WHOLE = 4 * 480;

  public AbcTune {
    notes = List.copyOf(notes);
    bars = List.copyOf(bars);
  }

  /**
   * A note.
   *
   * @param begin in ticks from the beginning
   * @param length in ticks, 1 or more
   * @param key of MIDI: 60 for the middle C
   */
  public record Note(long begin, long length, int key) {}

  /**
   * A bar.
   *
   * @param begin in ticks from the beginning
   * @param length in ticks
   * @param meter the length that the meter asks for
   * @param edge whether a part begins or ends with it, where bars may be shorter
   */
  public record Bar(long begin, long length, long meter, boolean edge) {
    /** Says whether it is as long as it should be. */
    public boolean whole() {
      return length == meter;
    }
  }

  /**
   * Reads a tune.
   *
   * @throws AbcException when it is not in this notation, or has no note
   */
  public static AbcTune parse(String text) {
    return new AbcReader().read(text);
  }

  /** Returns how long it lasts, in ticks. */
  public long length() {
    return notes.stream().mapToLong(note -> note.begin() + note.length()).max().orElse(0);
  }
}
