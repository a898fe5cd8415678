package dev.ieum.sequences.data;

import java.util.List;
import java.util.stream.Stream;

/** How a sequence written as one text is cut into events. */
public enum EventCut {
  /** Events are separated by white space. */
  SPACES,
  /** Every character (Unicode code point) is an event; the sign ␊ is read as a line feed. */
  CHARACTERS;

  /** The event that ends a line. */
  public static final String LINE_FEED = "\n";

  /** What a line feed is written as where events stand on lines. */
  public static final String SIGN = "\u240a";

  /** Returns the events of a text. */
  public List<String> events(String text) {
    return switch (this) {
      case SPACES ->
          Stream.of(text.strip().split("\\s+")).filter(event -> !event.isEmpty()).toList();
      case CHARACTERS ->
          text.replace(SIGN, LINE_FEED).codePoints().mapToObj(Character::toString).toList();
    };
  }

  /** Returns the text of events. */
  public String text(List<String> events) {
    return String.join(this == SPACES ? " " : "", events);
  }
}
