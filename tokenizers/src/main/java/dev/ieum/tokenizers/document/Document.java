package dev.ieum.tokenizers.document;

import dev.ieum.tokenizers.TokenizerException;
import java.util.ArrayList;
import java.util.List;

/**
 * A document as alternating pieces: those that stay to the character (tags, times, keys, code) and
 * those with text to translate. All pieces together are the document. Immutable.
 *
 * <pre>{@code
 * Document page = Document.parse(DocumentFormat.HTML, "page.html", html);
 * String translated = page.with(page.texts().stream().map(translator::translate).toList());
 * }</pre>
 *
 * <p>Marks inside a sentence (bold, links, line breaks) are numbered tags in its text, such as
 * {@code <1>}; a translation that has each of them once and nested keeps them at their words, and
 * otherwise they are written in their order around it: none is ever lost.
 */
public final class Document {
  private final List<Segment> segments;
  private final List<String> texts;

  private Document(List<Segment> segments) {
    this.segments = List.copyOf(segments);
    texts = segments.stream().flatMap(segment -> segment.texts().stream()).toList();
  }

  /**
   * Splits a document into its pieces. HTML and Markdown are never wrong; what browsers and readers
   * would repair stays as it is.
   *
   * @param name what errors call it
   * @param content the document's characters, a byte order mark and any line ends included
   * @throws TokenizerException if the structure is not that of the format; the message names the
   *     line and what to do
   */
  public static Document parse(DocumentFormat format, String name, String content) {
    return new Document(
        switch (format) {
          case SRT -> new Subtitles(name, content, false).segments();
          case VTT -> new Subtitles(name, content, true).segments();
          case PO -> new MessageCatalog(name, content).segments();
          case MARKDOWN -> new MarkdownBlocks(content).segments();
          case HTML -> new HtmlBlocks(content).segments();
        });
  }

  /** Returns the texts to translate, in order; none is blank. */
  public List<String> texts() {
    return texts;
  }

  /**
   * Returns the document with translations; with {@link #texts} themselves it is what it was.
   *
   * @param translations one for each of {@link #texts}
   * @throws IllegalArgumentException if there are more or fewer
   */
  public String with(List<String> translations) {
    if (translations.size() != texts.size()) {
      throw new IllegalArgumentException(
          "translations: size = %d; one for each of %d texts"
              .formatted(translations.size(), texts.size()));
    }
    List<String> copy = new ArrayList<>(translations);
    StringBuilder document = new StringBuilder();
    int next = 0;
    for (Segment segment : segments) {
      int end = next + segment.texts().size();
      document.append(segment.with(copy.subList(next, end)));
      next = end;
    }
    return document.toString();
  }

  /** Returns the document as it was given. */
  @Override
  public String toString() {
    return with(texts);
  }
}
