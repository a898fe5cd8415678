package dev.ieum.seq2seq.text;

import dev.ieum.seq2seq.text.Output.Piece;
import dev.ieum.tokenizers.entity.Entity;
import dev.ieum.tokenizers.entity.EntityKind;
import dev.ieum.tokenizers.entity.EntityRendering;
import dev.ieum.tokenizers.text.CompatibilityFold;
import dev.ieum.tokenizers.text.NormalizedText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Entities of a sentence for a network that has no symbols for them.
 *
 * <p>Where a word is known that the network translates well, it stands in an entity's place;
 * otherwise the network reads the entity itself. In the translation each entity is put where its
 * word or itself stands, else in the place of what looked at it most, else at the end. Immutable.
 */
final class CarriedEntities {
  /** Private-use characters that stand for entities while a translation is edited. */
  private static final char FIRST = 0xF000;

  private static final int MOST = 0x7F0;

  private final NormalizedText text;
  private final List<Carried> carried;

  /** An entity, how it is written in the translation, and where it stands in {@link #text}. */
  private record Carried(
      String given, String rendered, Optional<StandIn> standIn, int begin, int end) {}

  private CarriedEntities(NormalizedText text, List<Carried> carried) {
    this.text = text;
    this.carried = List.copyOf(carried);
  }

  /**
   * Puts words in the place of entities.
   *
   * @param entities of {@code text}, in order
   * @param target language
   * @param standIns whether there are words for them
   * @param known whether the network knows a name as it is
   */
  static CarriedEntities of(
      String text,
      List<Entity> entities,
      String target,
      boolean standIns,
      Predicate<String> known) {
    if (entities.isEmpty()) {
      return new CarriedEntities(NormalizedText.unchanged(text), List.of());
    }
    NormalizedText.Builder builder = new NormalizedText.Builder(text);
    List<Carried> carried = new ArrayList<>();
    List<String> used = new ArrayList<>();
    int done = 0;
    for (Entity entity : entities) {
      String given = entity.in(text);
      if (isPlain(entity.kind(), given) || carried.size() == MOST) {
        continue;
      }
      Optional<StandIn> standIn =
          !standIns || (entity.kind() == EntityKind.NAME && known.test(given))
              ? Optional.empty()
              : Stream.concat(
                      StandIn.of(entity.kind()).stream(), StandIn.of(EntityKind.NAME).stream())
                  .filter(s -> !used.contains(s.source()) && !text.contains(s.source()))
                  .findFirst();
      builder.copy(done, entity.begin());
      int begin = builder.length();
      if (standIn.isPresent()) {
        used.add(standIn.get().source());
        builder.append(standIn.get().source(), entity.begin(), entity.end());
      } else {
        builder.copy(entity.begin(), entity.end());
      }
      String rendered = EntityRendering.render(entity.kind(), given, target);
      carried.add(new Carried(given, rendered, standIn, begin, builder.length()));
      done = entity.end();
    }
    NormalizedText replaced =
        carried.isEmpty()
            ? NormalizedText.unchanged(text)
            : builder.copy(done, text.length()).build();
    return new CarriedEntities(replaced, carried);
  }

  /** Figures of one or two digits say whether a noun is in the plural: the network reads them. */
  private static boolean isPlain(EntityKind kind, String given) {
    return kind == EntityKind.NUMBER
        && CompatibilityFold.INSTANCE.normalize(given).text().matches("[0-9]{1,2}");
  }

  /** The sentence for the network. */
  NormalizedText text() {
    return text;
  }

  /** Returns the offsets of the chars of {@code folded} that belong to entities. */
  BitSet cover(NormalizedText folded) {
    BitSet covered = new BitSet();
    if (!carried.isEmpty()) {
      BitSet own = new BitSet();
      carried.forEach(entity -> own.set(entity.begin(), entity.end()));
      for (int i = 0; i < folded.text().length(); i++) {
        covered.set(i, own.get(folded.begin(i)));
      }
    }
    return covered;
  }

  boolean isEmpty() {
    return carried.isEmpty();
  }

  /**
   * Marks the places of all entities in a translation, each with a character of its own.
   *
   * @param found a translation of {@link #text}; sources of its pieces are offsets in that
   */
  void mark(TargetText found) {
    if (carried.isEmpty()) {
      return;
    }
    found.map(text -> text.replaceAll("[\\uF000-\\uF7FF]", "?"));
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < carried.size(); i++) {
      if (!markFound(found, i)) {
        missing.add(i);
      }
    }
    for (int i : missing) {
      Carried entity = carried.get(i);
      String mark = String.valueOf((char) (FIRST + i));
      Optional<Piece> word = lookingAt(found, entity);
      if (word.isPresent()) {
        found.replace(word.get().begin(), word.get().end(), mark, entity.begin());
      } else {
        found.insertAtEnd(mark, entity.begin());
      }
    }
  }

  /** Writes the entities where they were marked. */
  void write(TargetText marked) {
    for (int i = 0; i < carried.size(); i++) {
      int at = marked.text().indexOf(FIRST + i);
      if (at >= 0) {
        String rendered = carried.get(i).rendered();
        boolean stop = rendered.endsWith(".") && marked.text().startsWith(".", at + 1); // 6 p.m.
        marked.replace(at, stop ? at + 2 : at + 1, rendered, carried.get(i).begin());
      }
    }
  }

  private boolean markFound(TargetText found, int i) {
    Carried entity = carried.get(i);
    Pattern expected =
        entity
            .standIn()
            .map(StandIn::target)
            .orElseGet(
                () ->
                    Pattern.compile(
                        Pattern.quote(entity.rendered()) + "|" + Pattern.quote(entity.given())));
    List<int[]> places = new ArrayList<>();
    Matcher matcher = expected.matcher(found.text());
    while (matcher.find()) {
      places.add(new int[] {matcher.start(), matcher.end()});
    }
    if (places.isEmpty()) {
      return false;
    }
    int best = 0;
    float most = -1;
    for (int k = 0; k < places.size(); k++) {
      int[] place = places.get(k);
      for (Piece piece : found.pieces()) {
        boolean looks =
            piece.begin() < place[1]
                && piece.end() > place[0]
                && piece.source() >= entity.begin()
                && piece.source() < entity.end();
        if (looks && piece.weight() > most) {
          most = piece.weight();
          best = k;
        }
      }
    }
    for (int k = places.size() - 1; k >= 0; k--) {
      int[] place = places.get(k);
      if (k == best) {
        found.replace(place[0], place[1], String.valueOf((char) (FIRST + i)), entity.begin());
      } else if (entity.standIn().isPresent()) {
        found.remove(place[0], place[1]);
      }
    }
    return true;
  }

  /** Returns the words around the piece that looked at an entity most; none with another in it. */
  private static Optional<Piece> lookingAt(TargetText found, Carried entity) {
    Optional<Piece> most = found.lookingAt(entity.begin(), entity.end());
    if (most.isEmpty()) {
      return most;
    }
    String text = found.text();
    int begin = most.get().begin();
    int end = most.get().end();
    while (begin < end && !isWord(text.charAt(begin))) {
      begin++;
    }
    while (begin > 0 && begin < end && isWord(text.charAt(begin - 1))) {
      begin--;
    }
    while (end > begin && !isWord(text.charAt(end - 1))) {
      end--;
    }
    while (end < text.length() && end > begin && isWord(text.charAt(end))) {
      end++;
    }
    boolean taken =
        text.substring(begin, end).chars().anyMatch(c -> c >= FIRST && c < FIRST + MOST);
    return begin == end || taken
        ? Optional.empty()
        : Optional.of(new Piece(begin, end, entity.begin(), 0));
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c)
        || c == '\''
        || c == '’'
        || (c >= FIRST && c < FIRST + MOST);
  }
}
