package dev.ieum.tokenizers.entity;

import dev.ieum.tokenizers.entity.EntityPatterns.Rule;
import dev.ieum.tokenizers.text.CompatibilityFold;
import dev.ieum.tokenizers.text.Graphemes;
import dev.ieum.tokenizers.text.Hangul;
import dev.ieum.tokenizers.text.NormalizedText;
import dev.ieum.tokenizers.text.WhiteSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a translation carries over: addresses, figures, tags, names in Latin letters.
 *
 * <p>From left to right, the longest at each place, in time proportional to length. Full-width and
 * other compatibility forms are read as the plain ones ({@link CompatibilityFold}); offsets are
 * those of the given text. Korean particles behind an entity are not part of it. Words in Latin
 * letters are entities only where the text holds Hangul. Stateless and thread-safe.
 */
public final class EntityRecognizer {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:\\p{Lu}\\.){2,}+(?!\\p{IsLatin})"
              + "|\\d{0,4}+\\p{IsLatin}[\\p{IsLatin}\\p{M}\\d]*+"
              + "(?:[-'’&._+/][\\p{IsLatin}\\d][\\p{IsLatin}\\p{M}\\d]*+)*+"
              + "(?:\\+\\+|[#+](?![\\p{IsLatin}\\d]))?");

  /** Particles that may follow Hangul at the end of an address or a tag, longest first. */
  private static final List<String> PARTICLES =
      List.of(
          "에서는", "에서도", "으로는", "이라고", "입니다", "이에요", "에서", "에게", "에는", "에도", "으로", "이나", "이라", "까지",
          "부터", "처럼", "보다", "라고", "예요", "이다", "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도",
          "로", "만");

  private final String text;
  private final boolean hangul;
  private final boolean digits; // without any, most rules match nowhere
  private final Matcher[] matchers;
  private final Matcher name;
  private final List<Entity> found = new ArrayList<>();

  /** What the word up to {@code wordEnd} holds of {@link EntityPatterns#MIXED_SIGNS}. */
  private int wordSigns;

  private int wordEnd;

  private EntityRecognizer(String text) {
    this.text = text;
    boolean anySyllable = false;
    boolean anyDigit = false;
    for (int i = 0; i < text.length(); i++) {
      anySyllable |= Hangul.isSyllable(text.charAt(i));
      anyDigit |= isDigit(i);
    }
    hangul = anySyllable;
    digits = anyDigit;
    matchers = new Matcher[EntityPatterns.RULES.size()];
    name = NAME.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
  }

  /** Returns the entities of {@code text} in order; none overlaps another. */
  public static List<Entity> find(String text) {
    NormalizedText folded = CompatibilityFold.INSTANCE.normalize(text);
    List<Entity> entities = new EntityRecognizer(folded.text()).find();
    return folded.isUnchanged()
        ? List.copyOf(entities)
        : entities.stream()
            .map(e -> new Entity(e.kind(), folded.begin(e.begin()), folded.end(e.end())))
            .toList();
  }

  private List<Entity> find() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean plain = c == ' ' || (Hangul.isSyllable(c) && !mayBegin(c, at));
      Entity entity = plain ? null : longestAt(at);
      if (entity == null) {
        at = plain ? at + 1 : skip(at);
      } else {
        add(entity);
        at = entity.end();
      }
    }
    return found;
  }

  /** Whether an entity may begin with a syllable: times do, and names of files. */
  private boolean mayBegin(char c, int at) {
    return "오새아저밤낮".indexOf(c) >= 0
        || at == 0
        || WhiteSpace.is(text.charAt(at - 1))
        || "\"'(“‘「".indexOf(text.charAt(at - 1)) >= 0;
  }

  /** Names with one blank between them are one. */
  private void add(Entity entity) {
    if (!found.isEmpty() && entity.kind() == EntityKind.NAME) {
      Entity last = found.get(found.size() - 1);
      if (last.kind() == EntityKind.NAME
          && entity.begin() == last.end() + 1
          && text.charAt(last.end()) == ' ') {
        found.set(found.size() - 1, new Entity(EntityKind.NAME, last.begin(), entity.end()));
        return;
      }
    }
    found.add(entity);
  }

  /** Where no entity begins, none begins inside the word either. */
  private int skip(int at) {
    int next = at + Character.charCount(text.codePointAt(at));
    if (isWord(text.charAt(at))) {
      while (next < text.length() && isWord(text.charAt(next))) {
        next++;
      }
    }
    return next;
  }

  private static boolean isWord(char c) {
    return (c >= '0' && c <= '9') || isLatin(c);
  }

  private static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7);
  }

  private Entity longestAt(int at) {
    char c = text.charAt(at);
    int sign = signEnd(at);
    Entity best = sign > at ? new Entity(EntityKind.EMOJI, at, sign) : null;
    if (isPrivate(at)) {
      int end = at;
      while (end < text.length() && isPrivate(end)) {
        end += Character.charCount(text.codePointAt(end));
      }
      return new Entity(EntityKind.PRIVATE_USE, at, end);
    }
    boolean begins = at == 0 || !isWord(text.charAt(at - 1));
    boolean digit = c >= '0' && c <= '9';
    boolean figure =
        begins && (digit || ("+-−".indexOf(c) >= 0 && isDigit(at + 1) && standsAlone(at)));
    boolean latin = isLatin(c) && begins;
    boolean mixed = ((begins && (digit || latin)) || Hangul.isSyllable(c)) && signsOfWord(at) != 0;
    boolean dated = latin && digits; // rules for Latin words want figures behind them
    boolean any = mixed || figure || dated || EntityPatterns.SIGNS.indexOf(c) >= 0;
    for (int i = 0; any && i < matchers.length; i++) {
      Rule rule = EntityPatterns.RULES.get(i);
      boolean applies =
          switch (rule.start()) {
            case MIXED -> mixed && holds(at, rule.signs());
            case FIGURE -> figure;
            case LATIN -> dated;
            case SIGN -> rule.signs().indexOf(c) >= 0;
          };
      int end = applies ? end(rule, matcher(i, rule), at) : at;
      if (end > (best == null ? at : best.end())) {
        best = new Entity(rule.kind(), at, end);
      }
    }
    if (hangul && (latin || (digit && begins)) && name.region(at, text.length()).lookingAt()) {
      boolean longer = best == null || name.end() > best.end();
      best = longer ? new Entity(EntityKind.NAME, at, name.end()) : best;
    }
    return best;
  }

  private Matcher matcher(int i, Rule rule) {
    if (matchers[i] == null) {
      matchers[i] = rule.pattern().matcher(text);
      matchers[i].useTransparentBounds(true).useAnchoringBounds(false);
    }
    return matchers[i];
  }

  private int end(Rule rule, Matcher matcher, int at) {
    if (!matcher.region(at, text.length()).lookingAt()) {
      return at;
    }
    int end = matcher.end();
    return switch (rule.kind()) {
      case URL -> trimAddress(at, withoutParticle(at, end));
      case HASHTAG, MENTION -> withoutParticle(at, end);
      case PATH -> withoutStop(at, withoutParticle(at, end));
      case ORDER_NUMBER -> isOrderNumber(at, end) ? end : at;
      case NUMBER -> isTeam(at, end) ? end - 1 : end;
      default -> end;
    };
  }

  /** 3조 may be the third team; with money or more behind it, it is another kind or longer. */
  private boolean isTeam(int at, int end) {
    return end - at <= 3
        && text.charAt(end - 1) == '조'
        && !text.startsWith(" 원", end)
        && !text.startsWith(" 달러", end);
  }

  /** Capitals and digits, or at least three groups of digits: 10-20 is a range. */
  private boolean isOrderNumber(int at, int end) {
    boolean letters = false;
    int groups = 1;
    for (int i = at; i < end; i++) {
      letters |= Character.isLetter(text.charAt(i));
      groups += text.charAt(i) == '-' ? 1 : 0;
    }
    return letters || groups > 2 || text.charAt(at) == '#';
  }

  private int withoutStop(int at, int end) {
    int last = end;
    while (last > at + 1 && text.charAt(last - 1) == '.') {
      last--;
    }
    return last;
  }

  /** Takes a particle off the Hangul at the end; all of it, when it is nothing else. */
  private int withoutParticle(int at, int end) {
    int from = end;
    while (from > at && Hangul.isSyllable(text.charAt(from - 1))) {
      from--;
    }
    int length = end - from;
    for (String particle : PARTICLES) {
      boolean tag = from == at + 1 && (text.charAt(at) == '#' || text.charAt(at) == '@');
      boolean room = length > particle.length() + 1 || (length == particle.length() && !tag);
      if (length > 0 && room && text.startsWith(particle, end - particle.length())) {
        return end - particle.length();
      }
    }
    return end;
  }

  /** Marks of the sentence behind an address, and brackets that did not open in it. */
  private int trimAddress(int at, int end) {
    int open = 0;
    for (int i = at; i < end; i++) {
      open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
    }
    int last = end;
    while (last > at) {
      char c = text.charAt(last - 1);
      if (c == ')' && open < 0) {
        open++;
      } else if (".,;:!?'*~]".indexOf(c) < 0) {
        break;
      }
      last--;
    }
    return last;
  }

  /** Whether the word around {@code at} holds one of {@code signs}. */
  private boolean holds(int at, String signs) {
    for (int i = 0; i < signs.length(); i++) {
      if ((signsOfWord(at) & (1 << EntityPatterns.MIXED_SIGNS.indexOf(signs.charAt(i)))) != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns which of {@link EntityPatterns#MIXED_SIGNS} the word around {@code at} holds. Stops and
   * colons at its end do not count: all rules want something behind them.
   */
  private int signsOfWord(int at) {
    if (at >= wordEnd) {
      wordEnd = at;
      while (wordEnd < text.length() && !WhiteSpace.is(text.charAt(wordEnd))) {
        wordEnd++;
      }
      int end = wordEnd;
      while (end > at && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == ':')) {
        end--;
      }
      wordSigns = 0;
      for (int i = at; i < end; i++) {
        char c = text.charAt(i);
        int sign = EntityPatterns.MIXED_SIGNS.indexOf(c > '0' && c <= '9' ? '0' : c);
        wordSigns |= sign < 0 ? 0 : 1 << sign;
      }
    }
    return wordSigns;
  }

  private boolean isDigit(int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private boolean standsAlone(int at) {
    return at == 0
        || WhiteSpace.is(text.charAt(at - 1))
        || "(\"'“‘[".indexOf(text.charAt(at - 1)) >= 0;
  }

  private boolean isPrivate(int at) {
    char c = text.charAt(at);
    return c >= Character.MIN_SURROGATE
        && Character.getType(text.codePointAt(at)) == Character.PRIVATE_USE;
  }

  /** Returns where a row of emoji and signs ends; {@code at} when none stands there. */
  private int signEnd(int at) {
    int end = at;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (isKeycap(end)) {
        end = text.indexOf('\u20E3', end) + 1;
      } else if (c >= 0xA9 && isSign(text.codePointAt(end))) {
        end = Graphemes.end(text, end);
      } else {
        return end;
      }
    }
    return end;
  }

  private boolean isKeycap(int at) {
    char c = text.charAt(at);
    return ((c >= '0' && c <= '9') || c == '#' || c == '*')
        && (text.startsWith("\u20E3", at + 1) || text.startsWith("\uFE0F\u20E3", at + 1));
  }

  private static boolean isSign(int c) {
    if (c == 0xA9 || c == 0xAE || c == 0x203B || c == 0x203C || c == 0x2049 || c == 0x2122) {
      return true;
    }
    boolean text = c == 0x2212 || c == 0x223C || c == 0x22EF || (c >= 0x2460 && c <= 0x24FF);
    return (Graphemes.isPictograph(c) && !text)
        || c == 0x24C2
        || c == 0x2139
        || c == 0x3030
        || c == 0x303D
        || c == 0x3297
        || c == 0x3299;
  }
}
