package dev.ieum.cli;

/** How the texts of an input are laid out. */
enum InputFormat {
  /** A text a line. */
  TEXT,
  /** A JSON object a line. */
  JSONL,
  /** Tab-separated columns with a header, without quoting. */
  TSV,
  /** Comma-separated columns with a header, quoted as RFC 4180 has it. */
  CSV;

  /** Returns the format that a file's name says. */
  static InputFormat ofName(String file) {
    String name = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
    for (InputFormat format : values()) {
      if (name.endsWith("." + LowerCase.word(format)) && format != TEXT) {
        return format;
      }
    }
    return TEXT;
  }

  @Override
  public String toString() {
    return LowerCase.word(this);
  }

  /** Reads {@code text}, {@code jsonl}, {@code tsv} and {@code csv}. */
  static final class Converter extends LowerCase<InputFormat> {
    Converter() {
      super(InputFormat.class);
    }
  }
}
