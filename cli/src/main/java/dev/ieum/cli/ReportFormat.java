package dev.ieum.cli;

/** How a report is written. */
enum ReportFormat {
  /** For people. */
  TEXT,
  /** For programs: one JSON object. */
  JSON;

  @Override
  public String toString() {
    return LowerCase.word(this);
  }

  /** Reads {@code text} and {@code json}. */
  static final class Converter extends LowerCase<ReportFormat> {
    Converter() {
      super(ReportFormat.class);
    }
  }
}
