package dev.ieum.seq2seq.text;

import dev.ieum.seq2seq.text.Output.Piece;
import dev.ieum.tokenizers.entity.Entity;
import dev.ieum.tokenizers.entity.EntityKind;
import dev.ieum.tokenizers.entity.Markup;
import dev.ieum.tokenizers.entity.Markup.Anchor;
import dev.ieum.tokenizers.text.CompatibilityFold;
import dev.ieum.tokenizers.text.LetterCase;
import dev.ieum.tokenizers.text.NormalizedText;
import dev.ieum.tokenizers.text.WhiteSpace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A sentence on its way into the network, and its translations on their way back. Immutable. */
final class PreparedSentence {
  private static final BitSet NONE = new BitSet();

  private final String given;
  private final Markup markup;
  private final CarriedEntities carried;
  private final NormalizedText network; // offsets are those of the sentence with words for entities
  private final boolean capitals;

  /**
   * Takes out of a sentence what the network does not read.
   *
   * @param entities those of {@code sentence}, in order
   */
  PreparedSentence(String sentence, List<Entity> entities, TextPipeline pipeline) {
    given = sentence;
    markup = Markup.of(sentence, entities.stream().map(PreparedSentence::point).toList());
    String stripped = markup.text().text();
    List<Entity> kept = new ArrayList<>();
    for (Entity entity : entities) {
      if (!isPoint(entity.kind())) {
        int begin = at(markup.text(), entity.begin());
        kept.add(new Entity(entity.kind(), begin, at(markup.text(), entity.end())));
      }
    }
    carried =
        CarriedEntities.of(
            stripped, kept, pipeline.target(), pipeline.standIns(), pipeline::isKnown);
    NormalizedText folded = CompatibilityFold.INSTANCE.normalize(carried.text().text());
    String words = folded.text();
    BitSet covered = pipeline.cased() ? carried.cover(folded) : NONE;
    capitals = pipeline.cased() && LetterCase.isUpper(words, covered);
    String mark = pipeline.marks() ? FinalMark.missing(words) : "";
    if (capitals) {
      String lower = LetterCase.lower(words, covered);
      NormalizedText.Builder last = new NormalizedText.Builder(words);
      for (int i = 0; i < lower.length(); i++) {
        last.append(lower.substring(i, i + 1), i, i + 1);
      }
      network = folded.then(last.build());
    } else if (!mark.isEmpty()) {
      int end = words.stripTrailing().length();
      NormalizedText.Builder last = new NormalizedText.Builder(words);
      network = folded.then(last.copy(0, end).append(mark, end, end).build());
    } else {
      network = folded;
    }
  }

  private static boolean isPoint(EntityKind kind) {
    return switch (kind) {
      case TAG, MARKDOWN, EMOJI, REFERENCE -> true;
      default -> false;
    };
  }

  /** Emoji and references go where their neighbours went, as tags that open nothing do. */
  private static Entity point(Entity entity) {
    return isPoint(entity.kind()) && entity.kind() != EntityKind.MARKDOWN
        ? new Entity(EntityKind.TAG, entity.begin(), entity.end())
        : entity;
  }

  /** Returns where what stood at {@code offset} stands now. */
  private static int at(NormalizedText text, int offset) {
    int low = 0;
    int high = text.text().length();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (text.begin(middle) < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The text for the network. */
  String network() {
    return network.text();
  }

  /** Whether what the network looked at says where things go. */
  boolean needsAttention() {
    return !markup.isEmpty() || !carried.isEmpty();
  }

  /**
   * Puts back what was taken.
   *
   * @param found a translation of {@link #network}
   * @return a translation of the sentence, pieces with offsets in that
   */
  Output restore(Output found) {
    boolean readable = found.text().indexOf('\uFFFD') < 0 && !found.text().isBlank();
    if (readable && network.isUnchanged() && !needsAttention()) {
      return found; // as most are
    }
    List<Piece> pieces =
        found.pieces().stream()
            .map(p -> new Piece(p.begin(), p.end(), network.begin(p.source()), p.weight()))
            .toList();
    TargetText text = new TargetText(found.text(), pieces);
    if (text.text().indexOf('\uFFFD') >= 0) {
      text.map(words -> words.replace("\uFFFD", ""));
    }
    carried.mark(text);
    if (capitals) {
      text.map(words -> LetterCase.upper(words, NONE));
    }
    carried.write(text);
    List<Piece> before =
        text.pieces().stream()
            .map(p -> new Piece(p.begin(), p.end(), carried.text().begin(p.source()), p.weight()))
            .toList();
    Output whole = projected(text.text(), before, found);
    return whole.text().isBlank()
        ? new Output(given, found.logProbability(), found.score(), List.of())
        : whole;
  }

  private Output projected(String text, List<Piece> pieces, Output found) {
    if (markup.isEmpty()) {
      return new Output(text, found.logProbability(), found.score(), pieces);
    }
    List<Anchor> anchors =
        pieces.stream()
            .filter(p -> p.end() > p.begin())
            .map(p -> new Anchor(p.begin(), p.end(), p.source()))
            .toList();
    // Written once with a sign for each character, so that it is known where each of them went.
    char sign = unused();
    StringBuilder signs = new StringBuilder(text);
    for (int i = 0; i < signs.length(); i++) {
      if (!WhiteSpace.is(signs.charAt(i))) {
        signs.setCharAt(i, sign);
      }
    }
    StringBuilder whole = new StringBuilder(markup.project(signs.toString(), anchors));
    int[] moved = new int[text.length() + 1];
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (signs.charAt(i) == sign) {
        from = whole.indexOf(String.valueOf(sign), from);
        whole.setCharAt(from, text.charAt(i));
        moved[i] = from++;
        moved[i + 1] = from;
      } else {
        moved[i] = from;
        moved[i + 1] = from;
      }
    }
    List<Piece> after =
        pieces.stream()
            .map(
                p ->
                    new Piece(
                        moved[p.begin()],
                        p.end() > p.begin() ? moved[p.end() - 1] + 1 : moved[p.begin()],
                        markup.text().begin(p.source()),
                        p.weight()))
            .toList();
    return new Output(whole.toString(), found.logProbability(), found.score(), after);
  }

  private char unused() {
    char sign = '\uF8FF';
    while (given.indexOf(sign) >= 0) {
      sign--;
    }
    return sign;
  }
}
