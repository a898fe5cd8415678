package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.text.Graphemes;
import dev.ieum.tokenizers.text.Hangul;
import dev.ieum.tokenizers.text.NormalizedText;
import dev.ieum.tokenizers.text.TextNormalizer;
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
 * letter always. Invisible characters in a word are read over and are not part of its surface; a
 * sign of several code points, such as a flag, is one morpheme. Thread-safe.
 */
public final class KoreanMorphology {
  private static final TextNormalizer NORMALIZER =
      TextNormalizer.standard()
          .andThen(TextNormalizer.hangul())
          .andThen(NoriNormalizer::withoutInvisible);

  private final NoriPool nori;
  private final TextNormalizer normalizer;

  /** Makes one that knows Nori's own dictionary and a few words that it lacks. */
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
    nori = new NoriPool(dictionary.plus(AddedWords.WORDS), DecompoundMode.MIXED);
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
    NormalizedText plain = NoriNormalizer.firstOfSigns(line);
    nori.forEachToken(plain.text(), token -> add(found, token, plain));
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

  private static void add(List<Found> found, NoriPool.Analysis token, NormalizedText plain) {
    PartOfSpeech tag = PartOfSpeech.of(token.partOfSpeech.getLeftPOS().name());
    String term = token.term.toString();
    // MIXED mode shows a whole first, then its parts, the first of them in the same position.
    Found last = found.isEmpty() ? null : found.get(found.size() - 1);
    if (last != null
        && last.partsToCome > 0
        && (last.isOpen || token.increment.getPositionIncrement() == 0)) {
      last.isOpen = --last.partsToCome > 0;
      last.addPart(Hangul.letters(term), tag);
      return;
    }
    int begin = token.offset.startOffset();
    int end = begin + term.length();
    // White space is a token of its own, or stands at the end of a row of signs.
    for (int from = begin; from < end; ) {
      int to = pieceEnd(plain, from, end);
      if (plain.text().charAt(from) != ' ') {
        found.add(new Found(plain, AddedWords.tag(term, tag), from, to, token));
      }
      from = to;
    }
  }

  /** Graphemes stand alone, and so does white space. */
  private static int pieceEnd(NormalizedText plain, int from, int end) {
    String text = plain.text();
    if (isApart(plain, from)) {
      return from + Character.charCount(text.codePointAt(from));
    }
    int to = from + 1;
    while (to < end && !isApart(plain, to)) {
      to++;
    }
    return to;
  }

  private static boolean isApart(NormalizedText plain, int at) {
    int c = plain.text().codePointAt(at);
    boolean emoji = c > 0xFFFF && Graphemes.isPictograph(c);
    boolean shortened = plain.end(at + 1) - plain.begin(at) > Character.charCount(c);
    return c == ' '
        || emoji
        || (shortened && Graphemes.isPictograph(c))
        || (shortened && (c == '#' || c == '*'));
  }

  /** A token of Lucene's, and its parts as they come. */
  private static final class Found {
    final String surface;
    final PartOfSpeech tag;
    final int begin;
    final int end;
    final POS.Type type;
    final Optional<String> reading;
    final List<Morpheme.Part> parts = new ArrayList<>();
    int partsToCome;
    boolean isOpen;

    Found(NormalizedText plain, PartOfSpeech tag, int from, int to, NoriPool.Analysis token) {
      this.begin = plain.begin(from);
      this.end = plain.end(to);
      this.surface = plain.original().substring(begin, end);
      this.tag = tag;
      this.type = token.partOfSpeech.getPOSType();
      this.reading = Optional.ofNullable(token.reading.getReading()).map(this::withoutNumber);
      this.partsToCome = type == POS.Type.MORPHEME ? 0 : token.length.getPositionLength();
    }

    void addPart(String form, PartOfSpeech partTag) {
      String plain = withoutNumber(form);
      parts.add(new Morpheme.Part(plain, AddedWords.tag(plain, partTag)));
    }

    /** The dictionary numbers words that are written alike: 정진7. */
    private String withoutNumber(String form) {
      int last = form.length();
      while (last > 1 && Character.isDigit(form.charAt(last - 1))) {
        last--;
      }
      boolean numbered = last < form.length() && Hangul.isSyllable(form.charAt(last - 1));
      boolean given = surface.chars().anyMatch(Character::isDigit);
      return numbered && !given ? form.substring(0, last) : form;
    }

    void addTo(List<Morpheme> morphemes, NormalizedText text, Decompound decompound) {
      if (parts.isEmpty() || decompound != Decompound.DISCARD) {
        morphemes.add(
            new Morpheme(
                Hangul.letters(surface),
                tag,
                text.begin(begin),
                text.end(end),
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
        int to = spell ? at + part.form().length() : end;
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
