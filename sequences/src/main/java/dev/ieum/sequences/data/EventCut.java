package dev.ieum.sequences.data;

import java.util.List;
import java.util.stream.Stream;

/** How a sequence written as one text is cut into events. */
public enum EventCut {
  /** Events are separated by white space. */
  SPACES,
  /** Every character (Unicode code point) is an event. */
  CHARACTERS;

  /** Returns the events of a text. */
  public List<String> events(String text) {
    return switch (this) {
      case SPACES ->
          Stream.of(text.strip().split("\\s+")).filter(event -> !event.isEmpty()).toList();
      case CHARACTERS -> text.codePoints().mapToObj(Character::toString).toList();
    };
  }

  /** Returns the text of events. */
  public String text(List<String> events) {
    return String.join(this == SPACES ? " " : "", events);
  }
}
