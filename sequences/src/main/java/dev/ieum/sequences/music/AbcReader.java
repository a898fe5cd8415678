package dev.ieum.sequences.music;

import dev.ieum.sequences.music.AbcTune.Bar;
import dev.ieum.sequences.music.AbcTune.Note;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a tune from left to right. Not thread-safe; use one per tune. */
final class AbcReader {
  private static final Pattern HEADER = Pattern.compile("([A-Za-z]):(.*)");
  private static final Pattern FRACTION = Pattern.compile("(\\d{1,3})/(\\d{1,3})");
  private static final Pattern NOTE =
      Pattern.compile("([_=^]{0,2})([A-Ga-gzxZ])([,']*)(\\d{0,3})(/*)(\\d{0,3})(-?)");

  private static final Pattern LENGTH = Pattern.compile("(\\d{0,3})(/*)(\\d{0,3})");

  private static final Pattern BAR =
      Pattern.compile("(\\|[:|\\]]?|:+\\|?:?\\|?|\\[\\|)(?:\\s*\\[?([12]))?");
  private static final Pattern TUPLET = Pattern.compile("\\(([2-9])(?::(\\d?))?(?::(\\d?))?");
  private static final Pattern PASSED_OVER =
      Pattern.compile("\"[^\"]*\"|\\{[^}]*}|![^!]*!|[~.HLMOPSTuvV()\\s\\\\`*+y]|\\[[12]");

  private static final String SEMITONES = "C D EF G A B"; // by place

  private final List<Note> notes = new ArrayList<>();
  private final List<Bar> bars = new ArrayList<>();
  private final Map<Integer, Integer> accidentals =
      new HashMap<>(); // of this bar, by letter and octave
  private final Set<Integer> tied = new HashSet<>(); // keys that the next note goes on with
  private KeySignature key = new KeySignature(0);
  private int quarters = 120;
  private int[] meter = {4, 4};
  private int[] unit; // null: by the meter
  private long now;
  private long barBegin;
  private boolean edge = true;
  private int tuplet; // notes left in it
  private int[] tupletFactor = {1, 1};
  private double broken = 1; // factor of the next note
  private int line;

  AbcTune read(String text) {
    for (String row : text.lines().toList()) {
      line++;
      String music = row.replaceFirst("(^|\\s)%.*", "");
      Matcher header = HEADER.matcher(music);
      if (header.matches()) {
        header(header.group(1).charAt(0), header.group(2).strip());
      } else {
        music(music);
      }
    }
    bar(true);
    if (notes.isEmpty()) {
      throw new AbcException(Math.max(1, line), 1, "a note", "the end");
    }
    return new AbcTune(notes, bars, quarters);
  }

  private void header(char field, String value) {
    switch (field) {
      case 'M' ->
          meter =
              value.equals("C")
                  ? new int[] {4, 4}
                  : value.equals("C|") ? new int[] {2, 2} : fraction(value);
      case 'L' -> unit = fraction(value);
      case 'K' ->
          key =
              KeySignature.parse(value)
                  .orElseThrow(() -> new AbcException(line, 3, "a key such as D or F#m", value));
      case 'P' -> bar(true);
      case 'Q' -> {
        Matcher speed = Pattern.compile(".*?(\\d{2,3})\\D*").matcher(value);
        quarters = speed.matches() ? Math.max(20, Integer.parseInt(speed.group(1))) : quarters;
      }
      default -> {}
    }
  }

  private int[] fraction(String value) {
    Matcher matcher = FRACTION.matcher(value);
    if (!matcher.matches() || matcher.group(1).matches("0+") || matcher.group(2).matches("0+")) {
      throw new AbcException(line, 3, "a fraction such as 6/8", "'" + value + "'");
    }
    return new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))};
  }

  private void music(String row) {
    int at = 0;
    while (at < row.length()) {
      Matcher of = BAR.matcher(row).region(at, row.length());
      if (of.lookingAt()) {
        bar(of.group(1).matches(".*[:\\]\\[].*|\\|\\|") || of.group(2) != null);
        at = of.end();
        continue;
      }
      of = TUPLET.matcher(row).region(at, row.length());
      if (of.lookingAt()) {
        tuplet(of);
        at = of.end();
        continue;
      }
      if (row.charAt(at) == '['
          && row.indexOf(']', at) > 0
          && !row.startsWith("[1", at)
          && !row.startsWith("[2", at)) {
        at = bracket(row, at);
        continue;
      }
      if (row.charAt(at) == '>' || row.charAt(at) == '<') {
        at = brokenRhythm(row, at);
        continue;
      }
      of = NOTE.matcher(row).region(at, row.length());
      if (of.lookingAt()) {
        long length = length(of);
        sound(of, length);
        step(length);
        at = of.end();
        continue;
      }
      if (row.charAt(at) == '-' && !notes.isEmpty()) { // a tie apart from its note
        tied.add(notes.get(notes.size() - 1).key());
        at++;
        continue;
      }
      of = PASSED_OVER.matcher(row).region(at, row.length());
      if (!of.lookingAt()) {
        throw new AbcException(line, at + 1, "a note, rest or bar", "'" + row.charAt(at) + "'");
      }
      at = of.end();
    }
  }

  private void tuplet(Matcher of) {
    int count = Integer.parseInt(of.group(1));
    boolean threes = meter[0] % 3 == 0;
    int usual =
        switch (count) {
          case 2, 4, 8 -> 3;
          case 3, 6 -> 2;
          default -> threes ? 3 : 2;
        };
    String time = of.group(2) == null ? "" : of.group(2);
    String last = of.group(3) == null ? "" : of.group(3);
    tupletFactor = new int[] {time.isEmpty() ? usual : Integer.parseInt(time), count};
    tuplet = last.isEmpty() ? count : Integer.parseInt(last);
  }

  /** A chord, or a header within the line. */
  private int bracket(String row, int at) {
    int end = row.indexOf(']', at);
    String inside = row.substring(at + 1, end).replace(" ", "");
    Matcher header = HEADER.matcher(inside);
    if (header.matches()) {
      header(header.group(1).charAt(0), header.group(2).strip());
      return end + 1;
    }
    Matcher factor = LENGTH.matcher(row).region(end + 1, row.length());
    boolean scaled = factor.lookingAt() && factor.end() > end + 1;
    if (scaled) {
      broken *= factor(factor.group(1), factor.group(2), factor.group(3));
    }
    long shortest = 0;
    int from = 0;
    while (from < inside.length()) {
      Matcher of = NOTE.matcher(inside).region(from, inside.length());
      if (!of.lookingAt()) {
        throw new AbcException(line, at + from + 2, "the notes of a chord", "'" + inside + "'");
      }
      long length = length(of);
      sound(of, length);
      shortest = shortest == 0 ? length : Math.min(shortest, length);
      from = of.end();
    }
    if (shortest == 0) {
      throw new AbcException(line, at + 1, "a note", "'[]'");
    }
    step(shortest);
    return scaled ? factor.end() : end + 1;
  }

  private int brokenRhythm(String row, int at) {
    int end = at;
    while (end < row.length() && row.charAt(end) == row.charAt(at)) {
      end++;
    }
    double part = Math.pow(0.5, end - at);
    boolean longer = row.charAt(at) == '>';
    if (notes.isEmpty() || end - at > 3) {
      throw new AbcException(line, at + 1, "a note before", "'" + row.charAt(at) + "'");
    }
    Note last = notes.get(notes.size() - 1);
    if (last.begin() + last.length() == now) {
      long length = Math.max(1, Math.round(last.length() * (longer ? 2 - part : part)));
      notes.set(notes.size() - 1, new Note(last.begin(), length, last.key()));
      now = last.begin() + length;
    }
    broken = longer ? part : 2 - part;
    return end;
  }

  private long length(Matcher of) {
    double times = factor(of.group(4), of.group(5), of.group(6));
    if (times == 0 || Double.isInfinite(times)) {
      throw new AbcException(line, of.start() + 1, "a length above 0", "'" + of.group() + "'");
    }
    int[] whole =
        unit != null
            ? unit
            : new int[] {1, 4 * meter[0] < 3 * meter[1] ? 16 : 8}; // as the standard has it
    double length = (double) AbcTune.WHOLE * whole[0] / whole[1] * times * broken;
    if (tuplet > 0) {
      length = length * tupletFactor[0] / tupletFactor[1];
    }
    return Math.max(1, Math.round(length));
  }

  private static double factor(String times, String slashes, String parts) {
    double whole = times.isEmpty() ? 1 : Integer.parseInt(times);
    if (slashes.isEmpty()) {
      return whole;
    }
    return whole
        / (parts.isEmpty() ? 1 << Math.min(10, slashes.length()) : Integer.parseInt(parts));
  }

  /** A chord's notes are sounded before time goes on. */
  private void sound(Matcher of, long length) {
    char letter = of.group(2).charAt(0);
    if ("zxZ".indexOf(letter) >= 0) {
      tied.clear();
      return;
    }
    int pitch = pitch(of.group(1), letter, of.group(3));
    boolean continues = tied.remove(pitch);
    for (int i = notes.size() - 1; continues && i >= 0; i--) {
      Note before = notes.get(i);
      if (before.key() == pitch && before.begin() + before.length() == now) {
        notes.set(i, new Note(before.begin(), before.length() + length, pitch));
        break;
      }
    }
    if (!continues) {
      notes.add(new Note(now, length, pitch));
    }
    if (of.group(7).equals("-")) {
      tied.add(pitch);
    }
  }

  private int pitch(String accidental, char letter, String octaves) {
    char upper = Character.toUpperCase(letter);
    int place = 60 + SEMITONES.indexOf(upper) + (upper == letter ? 0 : 12);
    for (int i = 0; i < octaves.length(); i++) {
      place += octaves.charAt(i) == '\'' ? 12 : -12;
    }
    if (!accidental.isEmpty()) {
      int shift = 0;
      for (int i = 0; i < accidental.length(); i++) {
        shift += accidental.charAt(i) == '^' ? 1 : accidental.charAt(i) == '_' ? -1 : 0;
      }
      accidentals.put(place, shift);
    }
    return Math.max(0, Math.min(127, place + accidentals.getOrDefault(place, key.shift(upper))));
  }

  private void step(long length) {
    now += length;
    broken = 1;
    tuplet = Math.max(0, tuplet - 1);
  }

  /** Ends a bar. */
  private void bar(boolean endsPart) {
    if (now > barBegin) {
      long wanted = (long) AbcTune.WHOLE * meter[0] / meter[1];
      bars.add(new Bar(barBegin, now - barBegin, wanted, edge || endsPart));
      edge = endsPart;
      accidentals.clear();
    } else {
      edge = edge || endsPart;
    }
    barBegin = now;
    tuplet = 0;
  }
}
