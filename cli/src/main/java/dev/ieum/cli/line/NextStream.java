package dev.ieum.cli.line;

import com.google.gson.JsonObject;
import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.Json;
import dev.ieum.cli.console.ResultOutput;
import dev.ieum.cli.console.UsageException;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.Utf8Lines;
import dev.ieum.sequences.Next;
import dev.ieum.sequences.SequenceModel;
import dev.ieum.sequences.SequenceSession;
import dev.ieum.sequences.SessionStore;
import dev.ieum.sequences.data.EventRows;
import dev.ieum.sequences.data.KeyedStates;
import dev.ieum.server.json.ResultFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code ieum next --stream}: an event a line in, an answer a line out. */
final class NextStream extends EventStream<NextStream.Event, SequenceSession> {
  private final SequenceModel model;
  private final LineOptions lines;
  private final Options options;
  private final Console console;
  private final boolean plain;
  private Utf8Lines input;
  private EventRows rows;
  private long skipped;

  /**
   * What a stream keeps.
   *
   * @param key field of the key, if there are several sequences
   * @param top events in an answer
   * @param remembered events that answers leave out
   * @param states sequences at most
   * @param state file of the sequences
   * @param resume whether events that the file holds are skipped
   */
  record Options(
      Optional<String> key,
      int top,
      int remembered,
      int states,
      Optional<Path> state,
      boolean resume) {}

  /** An event of the input; {@code object} is its line of JSON, if it is one. */
  record Event(String key, String name, long line, Optional<String> object) {}

  NextStream(SequenceModel model, LineOptions lines, Options options, Console console)
      throws IOException {
    this.model = model;
    this.lines = lines;
    this.options = options;
    this.console = console;
    lines.checkInput();
    if (lines.files().size() != 1 || lines.onError == LineOptions.OnError.NULL) {
      throw new UsageException(
          "command line: --stream with %s; a stream is one input of events; leave it out"
              .formatted(
                  lines.files().size() == 1 ? "--on-error null" : "--text or several files"));
    }
    LineOptions.InputFormat format = lines.format(lines.files().get(0));
    plain = format == LineOptions.InputFormat.TEXT;
    if (format == LineOptions.InputFormat.CSV || (plain && options.key().isPresent())) {
      throw new UsageException(
          "command line: --stream%s; allowed: TSV and JSONL with --key, or one event a line without;"
                  .formatted(plain ? " --key" : " of CSV")
              + " name the event's --column or --field");
    }
  }

  void run() throws IOException {
    String file = lines.files().get(0);
    try (SessionStore store = open();
        Utf8Lines opened = console.lines(file, lines.encoding);
        ResultOutput output = console.results(lines.output)) {
      input = opened;
      rows = EventRows.of(opened, lines.format(file) == LineOptions.InputFormat.TSV);
      skipped = options.resume() ? store.events() : 0;
      if (options.state().isPresent() && console.terminal()) {
        console.note(
            "%s: %,d sequences, %,d events"
                .formatted(options.state().get(), store.size(), store.events()));
      }
      answer(store, event -> event.name().length(), output, console, "sequences");
    }
  }

  private SessionStore open() throws IOException {
    return options.state().isPresent()
        ? SessionStore.open(model, options.remembered(), options.states(), options.state().get())
        : SessionStore.inMemory(model, options.remembered(), options.states());
  }

  @Override
  public Optional<Event> next() throws IOException {
    while (input.hasNext()) {
      try {
        Optional<Event> event = event(input.next());
        if (event.isPresent() && skipped-- <= 0) {
          return event;
        }
      } catch (CorpusFormatException e) {
        if (lines.onError == LineOptions.OnError.STOP) {
          throw e;
        }
        console.warn(e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** Returns the event of a line; an empty line is none. */
  private Optional<Event> event(String line) {
    long number = input.lineNumber();
    if (line.isBlank()) {
      return Optional.empty();
    }
    if (plain) {
      return Optional.of(new Event("", line, number, Optional.empty()));
    }
    JsonObject row = rows.row(line);
    String name = rows.text(row, lines.column.orElse(lines.field()));
    String key = options.key().map(field -> rows.text(row, field)).orElse("");
    boolean json = line.stripLeading().startsWith("{") && lines.column.isEmpty();
    return Optional.of(new Event(key, name, number, json ? Optional.of(line) : Optional.empty()));
  }

  @Override
  String answer(Event event, KeyedStates<SequenceSession> states) {
    List<Next> next = states.accept(event.key(), of -> of.accept(event.name())).next(options.top());
    return switch (lines.format) {
      case TEXT -> NextResults.text(next);
      case TSV ->
          String.join(
              "\t",
              Long.toString(event.line()),
              InputForm.cell(event.key()),
              InputForm.cell(event.name()),
              next.stream()
                  .map(one -> InputForm.cell(one.event()))
                  .collect(Collectors.joining(" ")),
              next.stream()
                  .map(one -> NextResults.rounded(one).toPlainString())
                  .collect(Collectors.joining(" ")));
      case JSONL -> {
        Map<String, Object> own = Json.object("id", event.line());
        options.key().ifPresent(name -> own.put(name, event.key()));
        own.put("event", event.name());
        String carried = event.object().orElseGet(() -> Json.line(own));
        yield Json.joined(carried, Json.line(Json.object("next", ResultFields.next(next))));
      }
    };
  }
}
