package dev.ieum.cli;

import dev.ieum.datasets.CorpusFormatException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Reads lines as records, and does with bad ones what the user wants. Thread-safe. */
final class RecordReader implements LineStream.LineReader<InputRecord> {
  private final InputForm form;
  private final OnError onError;
  private final Console console;
  private final AtomicLong lines = new AtomicLong();
  private final AtomicLong badLines = new AtomicLong();

  RecordReader(InputForm form, OnError onError, Console console) {
    this.form = form;
    this.onError = onError;
    this.console = console;
  }

  @Override
  public Optional<InputRecord> read(String line, long number) {
    lines.set(number);
    InputRecord read = form.read(line, number);
    return read instanceof InputRecord.Bad bad ? treat(bad) : Optional.of(read);
  }

  @Override
  public Optional<InputRecord> bad(CorpusFormatException fault, long number) {
    lines.set(number);
    return treat(new InputRecord.Bad(form.unread(number), fault));
  }

  private Optional<InputRecord> treat(InputRecord.Bad bad) {
    if (onError == OnError.STOP) {
      throw bad.fault();
    }
    badLines.incrementAndGet();
    console.note(bad.fault().getMessage());
    return onError == OnError.NULL ? Optional.of(bad) : Optional.empty();
  }

  /** Says how many lines were bad, if any were. */
  void summarize() {
    if (badLines.get() > 0) {
      console.note(
          "%,d of %,d lines were bad and %s"
              .formatted(
                  badLines.get(),
                  lines.get(),
                  onError == OnError.SKIP ? "skipped" : "given no answer"));
    }
  }
}
