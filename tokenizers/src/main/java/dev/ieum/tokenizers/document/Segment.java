package dev.ieum.tokenizers.document;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A piece of a document. Immutable.
 *
 * @param raw its characters in the document
 * @param texts what of it is translated; empty for what stays
 * @param writer makes the piece from as many translations
 */
record Segment(String raw, List<String> texts, UnaryOperator<List<String>> writer) {
  Segment {
    texts = List.copyOf(texts);
  }

  static Segment verbatim(String raw) {
    return new Segment(raw, List.of(), UnaryOperator.identity());
  }

  static Segment of(String raw, String text, UnaryOperator<String> writer) {
    return new Segment(
        raw, List.of(text), translations -> List.of(writer.apply(translations.get(0))));
  }

  /** Returns the piece with translations; as it is where nothing is different. */
  String with(List<String> translations) {
    return translations.equals(texts) ? raw : String.join("", writer.apply(translations));
  }
}
