package dev.ieum.tokenizers.document;

import java.util.Locale;
import java.util.Optional;

/** How a document is structured. */
public enum DocumentFormat {
  /** SubRip subtitles. */
  SRT("srt"),
  /** Subtitles of the web, WebVTT (W3C). */
  VTT("vtt"),
  /** Messages of a program, as GNU gettext keeps them. */
  PO("po|pot"),
  /** Markdown as CommonMark 0.31 defines it, with tables and front matter. */
  MARKDOWN("md|markdown"),
  /** A page or a part of one. */
  HTML("html?|xhtml");

  private final String endings; // a regular expression

  DocumentFormat(String endings) {
    this.endings = endings;
  }

  /** Returns the format that the ending of a file's name says; none for any other ending. */
  public static Optional<DocumentFormat> ofName(String file) {
    String ending = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (DocumentFormat format : values()) {
      if (file.indexOf('.') >= 0 && ending.matches(format.endings)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
