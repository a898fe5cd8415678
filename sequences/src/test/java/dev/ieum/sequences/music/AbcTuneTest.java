package dev.ieum.sequences.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.sequences.music.AbcTune.Bar;
import dev.ieum.sequences.music.AbcTune.Note;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbcTuneTest {
  private static final int EIGHTH = AbcTune.WHOLE / 8;

  @TempDir private Path directory;

  private static String keys(String body) {
    return AbcTune.parse("M:4/4\nL:1/8\nK:D\n" + body).notes().stream()
        .map(note -> Integer.toString(note.key()))
        .collect(Collectors.joining(" "));
  }

  private static String lengths(String body) {
    return AbcTune.parse("M:4/4\nL:1/8\nK:C\n" + body).notes().stream()
        .map(note -> Double.toString((double) note.length() / EIGHTH))
        .collect(Collectors.joining(" "));
  }

  /** Keys of MIDI: 60 is the middle C; D major raises F and C. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "CDEF GABc ;61 62 64 66 67 69 71 73",
        "C, c' D,, ; 49 85 38",
        "=C ^^C _e C ; 60 62 75 62",
        "^GG|G ; 68 68 67",
        "\"A7\"A {gf}~.B !trill!d (ef) ; 69 71 74 76 78",
        "[Ace] ; 69 73 76",
        "[K:F]B ; 70"
      })
  void parse_pitches_followKeyAndAccidentals(String body, String keys) {
    assertEquals(keys, keys(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "A A2 A/ A/2 A3/2 A// ; 1.0 2.0 0.5 0.5 1.5 0.25",
        "(3ABc d ; 0.6666666666666666 0.6666666666666666 0.6666666666666666 1.0",
        "A>B c<d e>>f ; 1.5 0.5 0.5 1.5 1.75 0.25",
        "A2-|A2 B2 ; 4.0 2.0",
        "[Ac]2 d ; 2.0 2.0 1.0"
      })
  void parse_lengths_asWritten(String body, String lengths) {
    assertEquals(lengths, lengths(body));
  }

  @Test
  void parse_bars_areMeasured() {
    AbcTune tune =
        AbcTune.parse("M:6/8\nK:G\n|:d|g2d cBA|Bcd cB|d3 -d2|1 d:|2 G6||\nP:B\nA3 A3|\n");
    List<Boolean> whole = tune.bars().stream().map(Bar::whole).toList();
    assertEquals(List.of(false, true, false, false, false, true, true), whole);
    List<Boolean> edge = tune.bars().stream().map(Bar::edge).toList();
    assertEquals(List.of(true, false, false, true, true, true, true), edge);
    assertEquals(6 * EIGHTH, tune.bars().get(0).meter());
  }

  @Test
  void parse_withoutUnit_isAnEighthOrASixteenthByTheMeter() {
    assertEquals(EIGHTH, AbcTune.parse("M:6/8\nK:C\nA").notes().get(0).length());
    assertEquals(EIGHTH / 2, AbcTune.parse("M:2/4\nK:C\nA").notes().get(0).length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "K:H#\\nA ; line 1, character 3: expected a key",
        "K:C\\nAB%% ; ",
        "K:C\\nA?B ; line 2, character 2: expected a note, rest or bar, found '?'",
        "K:C\\nA/0 ; line 2, character 1: expected a length above 0",
        "M:6/0\\nK:C\\nA ; line 1, character 3: expected a fraction",
        "K:C\\n|: :| ; line 2, character 1: expected a note, found the end",
        "K:C\\n[A? ; line 2, character 1"
      })
  void parse_noTune_namesLineAndCharacter(String text, String message) {
    String tune = text.replace("\\n", "\n");
    if (message == null) { // a comment
      assertEquals(2, AbcTune.parse(tune.replace("%%", " %%")).notes().size());
      return;
    }
    AbcException e = assertThrows(AbcException.class, () -> AbcTune.parse(tune));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  @Test
  void write_tune_isReadBackWithTheSameNotes() throws IOException, InvalidMidiDataException {
    AbcTune tune = AbcTune.parse("M:2/2\nK:D\nA2|:\"D\"a3/2b/2 [df]2(3def|e2-e2 z2 A2:|\n");
    Path file = directory.resolve("t.mid");
    MidiFile.write(tune, file);
    Sequence read = MidiSystem.getSequence(file.toFile());
    assertEquals(AbcTune.WHOLE / 4, read.getResolution());
    Track track = read.getTracks()[0];
    long on = 0;
    long last = 0;
    for (int i = 0; i < track.size(); i++) {
      if (track.get(i).getMessage() instanceof ShortMessage message
          && message.getCommand() == ShortMessage.NOTE_ON
          && message.getData2() > 0) {
        on++;
      } else if (track.get(i).getMessage() instanceof ShortMessage) {
        last = track.get(i).getTick();
      }
    }
    assertEquals(tune.notes().size(), on);
    assertEquals(tune.notes().stream().mapToLong(Note::begin).count(), on);
    assertEquals(tune.length(), last);
  }
}
