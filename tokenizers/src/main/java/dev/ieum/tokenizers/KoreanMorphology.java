package dev.ieum.tokenizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.apache.lucene.analysis.ko.POS;

/**
 * Analyses Korean text: each eojeol with its morphemes, their kinds, parts and readings.
 *
 * <p>Lucene Nori (mecab-ko-dic) finds the morphemes; nothing is left out, neither particles nor
 * negators nor punctuation. The text is brought to NFC first, with single jamo joined where they
 * spell syllables ({@link TextNormalizer#hangul}); offsets are those of the text as given. The
 * dictionary writes a bare coda in three ways (U+1107, U+11AB, U+3134); here it is a keyboard
 * letter always. Thread-safe.
 */
public final class KoreanMorphology {
  private static final TextNormalizer NORMALIZER =
      TextNormalizer.standard().andThen(TextNormalizer.hangul());

  private final NoriPool nori;
  private final TextNormalizer normalizer;

  /** Makes one that knows Nori's own dictionary only. */
  public KoreanMorphology() {
    this(UserDictionary.EMPTY);
  }

  /** Makes one that prefers the words of {@code dictionary}. */
  public KoreanMorphology(UserDictionary dictionary) {
    this(dictionary, NormalizedText::unchanged);
  }

  /**
   * Makes one that prefers the words of {@code dictionary} and reads what {@code before} makes of a
   * text, such as {@link SpacingRestorer} or {@link NoisyText}; offsets are still those of the text
   * as given.
   */
  public KoreanMorphology(UserDictionary dictionary, TextNormalizer before) {
    nori = new NoriPool(Objects.requireNonNull(dictionary, "dictionary"), DecompoundMode.MIXED);
    normalizer = before.andThen(NORMALIZER);
  }

  /** Returns the eojeols of {@code text}, their morphemes whole. */
  public List<Eojeol> analyze(String text) {
    return analyze(text, Decompound.NONE);
  }

  /**
   * Returns the eojeols of {@code text}.
   *
   * <p>A part that was put in its whole's place has offsets of its own when the parts spell the
   * whole, and else the whole's. With {@link Decompound#MIXED}, begins never go back, but a part's
   * end may lie before its whole's.
   */
  public List<Eojeol> analyze(String text, Decompound decompound) {
    NormalizedText normalized = normalizer.normalize(text);
    String line = normalized.text();
    if (line.isEmpty()) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    nori.forEachToken(line, token -> add(found, token));
    List<Eojeol> eojeols = new ArrayList<>();
    int next = 0;
    for (int begin = 0; begin < line.length(); ) {
      int space = line.indexOf(' ', begin);
      int end = space < 0 ? line.length() : space;
      List<Morpheme> morphemes = new ArrayList<>();
      while (next < found.size() && found.get(next).begin < end) {
        found.get(next++).addTo(morphemes, normalized, decompound);
      }
      eojeols.add(
          new Eojeol(
              line.substring(begin, end), normalized.begin(begin), normalized.end(end), morphemes));
      begin = end + 1;
    }
    return eojeols;
  }

  /** Returns a view as a tokenizer: tokens are the morphemes' surfaces, without space marks. */
  public Tokenizer tokenizer(Decompound decompound) {
    Objects.requireNonNull(decompound, "decompound");
    return text ->
        analyze(text, decompound).stream()
            .flatMap(eojeol -> eojeol.morphemes().stream())
            .map(morpheme -> new Token(morpheme.surface(), morpheme.begin(), morpheme.end()))
            .toList();
  }

  private static void add(List<Found> found, NoriPool.Analysis token) {
    PartOfSpeech tag = PartOfSpeech.of(token.partOfSpeech.getLeftPOS().name());
    String term = token.term.toString();
    // MIXED mode shows a whole first, then its parts, the first of them in the same position.
    Found last = found.isEmpty() ? null : found.get(found.size() - 1);
    if (last != null
        && last.partsToCome > 0
        && (last.isOpen || token.increment.getPositionIncrement() == 0)) {
      last.isOpen = --last.partsToCome > 0;
      last.parts.add(new Morpheme.Part(Hangul.letters(term), tag));
      return;
    }
    int begin = token.offset.startOffset();
    int end = begin + term.length();
    // White space is a token of its own, or stands at the end of a row of signs.
    for (int from = begin; from < end; ) {
      int space = term.indexOf(' ', from - begin);
      int to = space < 0 ? end : begin + space;
      if (to > from) {
        String piece = term.substring(from - begin, to - begin);
        found.add(new Found(piece, tag, from, token));
      }
      from = to + 1;
    }
  }

  /** A token of Lucene's, and its parts as they come. */
  private static final class Found {
    final String surface;
    final PartOfSpeech tag;
    final int begin;
    final POS.Type type;
    final Optional<String> reading;
    final List<Morpheme.Part> parts = new ArrayList<>();
    int partsToCome;
    boolean isOpen;

    Found(String surface, PartOfSpeech tag, int begin, NoriPool.Analysis token) {
      this.surface = surface;
      this.tag = tag;
      this.begin = begin;
      this.type = token.partOfSpeech.getPOSType();
      this.reading = Optional.ofNullable(token.reading.getReading());
      this.partsToCome = type == POS.Type.MORPHEME ? 0 : token.length.getPositionLength();
    }

    void addTo(List<Morpheme> morphemes, NormalizedText text, Decompound decompound) {
      if (parts.isEmpty() || decompound != Decompound.DISCARD) {
        morphemes.add(
            new Morpheme(
                Hangul.letters(surface),
                tag,
                text.begin(begin),
                text.end(begin + surface.length()),
                kind(),
                parts,
                reading));
      }
      if (decompound != Decompound.NONE) {
        addParts(morphemes, text);
      }
    }

    private void addParts(List<Morpheme> morphemes, NormalizedText text) {
      StringBuilder joined = new StringBuilder();
      parts.forEach(part -> joined.append(part.form()));
      boolean spell = joined.toString().equals(surface);
      int at = begin;
      for (Morpheme.Part part : parts) {
        int from = spell ? at : begin;
        int to = spell ? at + part.form().length() : begin + surface.length();
        at = to;
        morphemes.add(
            new Morpheme(
                part.form(),
                part.tag(),
                text.begin(from),
                text.end(to),
                Morpheme.Kind.PART,
                List.of(),
                Optional.empty()));
      }
    }

    private Morpheme.Kind kind() {
      if (parts.isEmpty()) {
        return Morpheme.Kind.SIMPLE;
      }
      return switch (type) {
        case MORPHEME -> Morpheme.Kind.SIMPLE;
        case COMPOUND -> Morpheme.Kind.COMPOUND;
        case INFLECT -> Morpheme.Kind.INFLECTED;
        case PREANALYSIS -> Morpheme.Kind.PREANALYSED;
      };
    }
  }
}
