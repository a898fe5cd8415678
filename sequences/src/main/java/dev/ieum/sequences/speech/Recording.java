package dev.ieum.sequences.speech;

import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.Utf8Lines;
import dev.ieum.sequences.data.EventRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A word that somebody spoke. Immutable.
 *
 * @param label the word
 * @param rate samples in a second
 * @param samples in [-1, 1]
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never changed
public record Recording(String label, int rate, float[] samples) {
  /**
   * Reads recordings.
   *
   * @param place a TSV with columns {@code file} (relative to it) and {@code label}, or a directory
   *     of wav files whose names begin with their label and {@code _}
   * @throws CorpusFormatException when there is none, or one cannot be read
   */
  public static List<Recording> read(Path place) throws IOException {
    List<Recording> recordings = new ArrayList<>();
    if (Files.isDirectory(place)) {
      try (Stream<Path> files = Files.list(place)) {
        for (Path file : files.filter(of -> of.toString().endsWith(".wav")).sorted().toList()) {
          String name = file.getFileName().toString();
          if (name.indexOf('_') < 1) {
            throw new CorpusFormatException(
                file.toString(), 0, "a name like LABEL_more.wav (or a TSV: file, label)", name);
          }
          recordings.add(read(name.split("_", 2)[0], file));
        }
      }
    } else {
      try (Utf8Lines lines = Utf8Lines.open(place)) {
        EventRows rows = EventRows.of(lines, true);
        while (lines.hasNext()) {
          var row = rows.row(lines.next());
          Path file = place.resolveSibling(rows.text(row, "file"));
          recordings.add(read(rows.text(row, "label"), file));
        }
      }
    }
    if (recordings.isEmpty()) {
      throw new CorpusFormatException(place.toString(), 0, "wav files", "none");
    }
    return recordings;
  }

  private static Recording read(String label, Path file) throws IOException {
    try (AudioStream of =
        new AudioStream(Files.newInputStream(file), file.toString(), Optional.empty())) {
      float[] all = new float[0];
      for (float[] some = of.read(); some.length > 0; some = of.read()) {
        all = Arrays.copyOf(all, all.length + some.length);
        System.arraycopy(some, 0, all, all.length - some.length, some.length);
      }
      return new Recording(label, of.rate(), all);
    }
  }

  /** Returns its length in seconds. */
  double seconds() {
    return (double) samples.length / rate;
  }
}
