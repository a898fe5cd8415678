package dev.ieum.sequences.music;

import dev.ieum.core.bundle.AtomicFiles;
import dev.ieum.sequences.music.AbcTune.Note;
import java.io.IOException;
import java.nio.file.Path;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/**
 * Writes tunes as Standard MIDI Files of one track (type 0). Nothing is played, and no device is
 * opened. Stateless.
 */
public final class MidiFile {
  private static final int TEMPO = 0x51;
  private static final int LOUDNESS = 80;
  private static final int MINUTE = 60_000_000; // microseconds

  private MidiFile() {}

  /**
   * Writes a tune, atomically.
   *
   * @throws IOException when the disk fails
   */
  public static void write(AbcTune tune, Path file) throws IOException {
    Sequence sequence;
    try {
      sequence = sequence(tune);
    } catch (InvalidMidiDataException e) {
      throw new IllegalStateException(e); // keys lie within 0 and 127
    }
    AtomicFiles.writeFile(file, path -> MidiSystem.write(sequence, 0, path.toFile()));
  }

  /**
   * Returns how many notes a file begins.
   *
   * @throws IOException when it cannot be read, or is no MIDI file
   */
  public static int notes(Path file) throws IOException {
    try {
      int notes = 0;
      for (Track track : MidiSystem.getSequence(file.toFile()).getTracks()) {
        for (int i = 0; i < track.size(); i++) {
          if (track.get(i).getMessage() instanceof ShortMessage message
              && message.getCommand() == ShortMessage.NOTE_ON
              && message.getData2() > 0) {
            notes++;
          }
        }
      }
      return notes;
    } catch (InvalidMidiDataException e) {
      throw new IOException(file + ": is no MIDI file", e);
    }
  }

  private static Sequence sequence(AbcTune tune) throws InvalidMidiDataException {
    Sequence sequence = new Sequence(Sequence.PPQ, AbcTune.WHOLE / 4);
    Track track = sequence.createTrack();
    int tempo = MINUTE / tune.quarters();
    byte[] bytes = {(byte) (tempo >> 16), (byte) (tempo >> 8), (byte) tempo};
    track.add(new MidiEvent(new MetaMessage(TEMPO, bytes, bytes.length), 0));
    for (Note note : tune.notes()) {
      track.add(
          new MidiEvent(
              new ShortMessage(ShortMessage.NOTE_ON, 0, note.key(), LOUDNESS), note.begin()));
      track.add(
          new MidiEvent(
              new ShortMessage(ShortMessage.NOTE_OFF, 0, note.key(), 0),
              note.begin() + note.length()));
    }
    return sequence;
  }
}
