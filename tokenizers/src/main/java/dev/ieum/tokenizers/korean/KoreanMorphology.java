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
import java.util.concurrent.CompletableFuture;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.apache.lucene.analysis.ko.POS;

/**
 * Analyzes Korean text: each eojeol with its morphemes, their tags, parts and readings.
 * Thread-safe.
 *
 * <p>Lucene Nori (mecab-ko-dic) finds the morphemes; nothing is dropped, neither particles nor
 * negators nor punctuation. The text is normalized to NFC first, with single jamo joined where they
 * spell syllables ({@link TextNormalizer#hangul}); offsets refer to the original text. The
 * dictionary writes a bare coda in three ways (U+1107, U+11AB, U+3134); here it is always a
 * keyboard letter. Invisible characters in a word are ignored and are not part of its surface; a
 * grapheme of several code points, such as a flag, is one morpheme.
 */
public final class KoreanMorphology {
  private static final TextNormalizer NORMALIZER =
      TextNormalizer.standard()
          .andThen(TextNormalizer.hangul())
          .andThen(NoriNormalizer::withoutInvisible);

  private final NoriPool nori;
  private final TextNormalizer normalizer;

  /** Makes an analyzer with Nori's dictionary and a few words that are missing from it. */
  public KoreanMorphology() {
    this(UserDictionary.EMPTY);
  }

  /** Makes an analyzer that prefers the words of {@code dictionary}. */
  public KoreanMorphology(UserDictionary dictionary) {
    this(dictionary, NormalizedText::unchanged);
  }

  /**
   * Makes an analyzer that prefers the words of {@code dictionary} and applies {@code before} to a
   * text first, such as {@link SpacingRestorer} or {@link NoisyText}; offsets still refer to the
   * original text.
   */
  public KoreanMorphology(UserDictionary dictionary, TextNormalizer before) {
    nori = new NoriPool(dictionary.plus(AddedWords.WORDS), DecompoundMode.MIXED);
    normalizer = before.andThen(NORMALIZER);
  }

  /**
   * Begins to read the dictionary in the background, which takes a fifth of a second; the first
   * analysis waits for it. For programs that have other things to read meanwhile.
   */
  public static void preload() {
    CompletableFuture<Void> unused = CompletableFuture.runAsync(KoreanTokenizer::new);
  }

  /** Returns the eojeols of {@code text} with whole morphemes ({@link Decompound#NONE}). */
  public List<Eojeol> analyze(String text) {
    return analyze(text, Decompound.NONE);
  }

  /**
   * Returns the eojeols of {@code text}.
   *
   * <p>A part that is returned as a morpheme has its own offsets when the concatenated parts equal
   * the whole, else those of the whole. With {@link Decompound#MIXED}, begin offsets never
   * decrease, but a part may end before its whole does.
   */
  public List<Eojeol> analyze(String text, Decompound decompound) {
    NormalizedText normalized = normalizer.normalize(text);
    String line = normalized.text();
    if (line.isEmpty()) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    NormalizedText plain = NoriNormalizer.firstOfGraphemes(line);
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

  /** Returns a tokenizer whose tokens are the surfaces of the morphemes, without space marks. */
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
    // MIXED mode gives a whole first, then its parts, the first of them in the same position.
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
    // White space is a token of its own, or is at the end of a run of symbols.
    for (int from = begin; from < end; ) {
      int to = pieceEnd(plain, from, end);
      if (plain.text().charAt(from) != ' ') {
        found.add(new Found(plain, AddedWords.tag(term, tag), from, to, token));
      }
      from = to;
    }
  }

  /** Emoji, keycaps and spaces are pieces of their own. */
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

  /** A token of Lucene's, to which its parts are added as they come. */
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

    /** Removes the number by which the dictionary distinguishes homographs: 정진7. */
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

  /** How morphemes that consist of parts are returned. */
  public enum Decompound {
    /** The whole morpheme, with its parts listed in it. */
    NONE,
    /** The parts instead of the whole. */
    DISCARD,
    /** The whole morpheme, followed by its parts. */
    MIXED
  }

  /**
   * An eojeol: the characters between two spaces, with their morphemes. Immutable.
   *
   * @param surface its characters in NFC
   * @param begin UTF-16 offset of its first character in the original text
   * @param end UTF-16 offset after its last character in the original text
   * @param morphemes in order
   */
  public record Eojeol(String surface, int begin, int end, List<Morpheme> morphemes) {
    /** Copies the list. */
    public Eojeol {
      morphemes = List.copyOf(morphemes);
    }
  }
}
