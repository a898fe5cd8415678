package dev.ieum.sequences.data;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.ieum.core.config.Settings;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.Utf8Lines;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of sequences: TSV or JSONL of single events ({@code event}, with {@code key} and {@code
 * order}) or of whole sequences ({@code sequence}), else one sequence a line; gzipped or not.
 * Immutable.
 *
 * @param file where it is
 * @param sequence column or field of whole sequences; in JSONL a text or an array
 * @param event column or field of an event
 * @param key column or field that says whose event it is
 * @param order column or field by which the events of a key are sorted
 */
public record SequenceFile(
    Path file,
    Optional<String> sequence,
    Optional<String> event,
    Optional<String> key,
    Optional<String> order)
    implements Settings.Checked {

  /** An event and the place it is sorted to. */
  private record Placed(String event, String place) {}

  @Override
  public void check(Settings settings) {
    problem()
        .ifPresent(
            fault -> {
              throw settings.error("file", fault);
            });
  }

  /** Returns what is wrong with the columns named, if something is. */
  public Optional<String> problem() {
    if (event.isPresent() != key.isPresent()) {
      return Optional.of("has one of event and key; give both, or sequence");
    }
    if (sequence.isPresent() && event.isPresent()) {
      return Optional.of("has sequence and event; give one of them");
    }
    return order.isPresent() && event.isEmpty()
        ? Optional.of("has order without event and key; leave it out")
        : Optional.empty();
  }

  /** Returns what the file is called in figures. */
  public String title() {
    return file.getFileName().toString();
  }

  /**
   * Reads all sequences, in the order in which they begin; empty ones are left out.
   *
   * @param cut how a sequence that is one text is cut
   * @throws IOException when the file cannot be read
   * @throws CorpusFormatException naming the line that does not conform
   */
  public List<List<String>> read(EventCut cut) throws IOException {
    List<List<String>> whole = new ArrayList<>();
    Map<String, List<Placed>> byKey = new LinkedHashMap<>();
    Map<String, String> interned = new LinkedHashMap<>();
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      boolean fields = sequence.isPresent() || event.isPresent();
      EventRows rows = EventRows.of(lines, fields && !title().matches(".*\\.jsonl(\\.gz)?"));
      while (lines.hasNext()) {
        String line = lines.next();
        if (line.isBlank()) {
          continue;
        }
        if (event.isPresent()) {
          JsonObject row = rows.row(line);
          String name = rows.text(row, event.get());
          String place = order.isPresent() ? rows.text(row, order.get()) : "";
          byKey
              .computeIfAbsent(rows.text(row, key.orElseThrow()), any -> new ArrayList<>())
              .add(new Placed(interned.computeIfAbsent(name, any -> name), place));
        } else {
          whole.add(
              (sequence.isPresent() ? events(rows, line, cut) : cut.events(line))
                  .stream().map(name -> interned.computeIfAbsent(name, any -> name)).toList());
        }
      }
    }
    for (List<Placed> events : byKey.values()) {
      if (order.isPresent()) {
        events.sort(byPlace(events));
      }
      whole.add(events.stream().map(Placed::event).toList());
    }
    whole.removeIf(List::isEmpty);
    return whole;
  }

  private List<String> events(EventRows rows, String line, EventCut cut) {
    JsonObject row = rows.row(line);
    JsonElement value = rows.value(row, sequence.orElseThrow());
    if (value instanceof JsonArray array
        && array.asList().stream().allMatch(JsonPrimitive.class::isInstance)) {
      return array.asList().stream().map(JsonElement::getAsString).toList();
    }
    return cut.events(rows.text(row, sequence.orElseThrow()));
  }

  /** Numbers by size, if all are numbers; otherwise texts, as dates of ISO 8601 are sorted. */
  private static Comparator<Placed> byPlace(List<Placed> events) {
    return events.stream().allMatch(event -> isNumber(event.place()))
        ? Comparator.comparing(event -> new BigDecimal(event.place()))
        : Comparator.comparing(Placed::place);
  }

  private static boolean isNumber(String text) {
    return text.matches("[+-]?\\d{1,30}(\\.\\d{1,30})?");
  }
}
