package dev.ieum.tokenizers.entity;

import dev.ieum.tokenizers.korean.Josa;
import dev.ieum.tokenizers.text.Hangul;
import dev.ieum.tokenizers.text.NormalizedText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A sentence whose entities are symbols, one private-use character each, and what they stand for.
 *
 * <p>A symbol is U+E000 + 8 × type + number, with numbers from 0 in the order of the sentence; when
 * a type has no number left, one of another type is borrowed. Private-use characters of the given
 * text always become symbols, so a symbol in {@link #text} is never one of the text's own. Raw stay
 * whole numbers of one or two digits and single letters, whose value grammar needs, and what is
 * beyond the 56 symbols. Korean particles behind a symbol have one form (를, 가, 는, 와, 로) and get the
 * right one when the symbol's text is put back. Immutable and thread-safe.
 */
public final class EntitySymbols {
  /** The first symbol. */
  public static final char FIRST = '\uE000';

  /** Symbols of each type. */
  public static final int PER_TYPE = 8;

  /** All symbols: ids of a vocabulary follow this order. */
  public static final int COUNT = SymbolType.values().length * PER_TYPE;

  /** Types whose symbols stand in when others run out; those that say least first. */
  private static final List<SymbolType> LENDERS =
      List.of(
          SymbolType.OPAQUE,
          SymbolType.SIGN,
          SymbolType.PLACEHOLDER,
          SymbolType.NAME,
          SymbolType.DATE,
          SymbolType.AMOUNT,
          SymbolType.NUMBER);

  private final NormalizedText text;
  private final Map<Character, Symbol> symbols;
  private final boolean korean;

  /**
   * What a symbol stands for.
   *
   * @param entity where it stood in the given sentence
   * @param given its characters there
   * @param rendered as the target language writes it
   */
  public record Symbol(Entity entity, String given, String rendered) {
    public Symbol {
      Objects.requireNonNull(entity, "entity");
    }
  }

  private EntitySymbols(NormalizedText text, Map<Character, Symbol> symbols, boolean korean) {
    this.text = text;
    this.symbols = Map.copyOf(symbols);
    this.korean = korean;
  }

  /**
   * Puts symbols in the place of entities.
   *
   * @param entities those of {@code sentence}, in order
   * @param target the language in which they are to be rendered, a code of ISO 639-1
   */
  public static EntitySymbols of(String sentence, List<Entity> entities, String target) {
    NormalizedText.Builder text = new NormalizedText.Builder(sentence);
    Map<Character, Symbol> symbols = new HashMap<>();
    Map<SymbolType, Integer> numbers = new EnumMap<>(SymbolType.class);
    int done = 0;
    List<Entity> chosen = chosen(sentence, entities);
    for (Entity entity : chosen) {
      char symbol = next(entity.kind().symbol(), numbers);
      String given = entity.in(sentence);
      symbols.put(
          symbol, new Symbol(entity, given, EntityRendering.render(entity.kind(), given, target)));
      text.copy(done, entity.begin()).append(String.valueOf(symbol), entity.begin(), entity.end());
      done = SymbolParticles.copyCanonical(text, sentence, entity.end());
    }
    return new EntitySymbols(
        text.copy(done, sentence.length()).build(), symbols, target.equals("ko"));
  }

  /** At most as many as there are symbols; the last takes all private-use text that is left. */
  private static List<Entity> chosen(String sentence, List<Entity> entities) {
    List<Entity> chosen = new ArrayList<>();
    List<Entity> own =
        entities.stream().filter(entity -> entity.kind() == EntityKind.PRIVATE_USE).toList();
    int room = COUNT - Math.min(COUNT, own.size());
    int left = own.size();
    for (Entity entity : entities) {
      if (entity.kind() == EntityKind.PRIVATE_USE) {
        left--;
        if (chosen.size() + 1 == COUNT && left > 0) {
          chosen.add(new Entity(entity.kind(), entity.begin(), own.get(own.size() - 1).end()));
          return chosen;
        }
        chosen.add(entity);
      } else if (room > 0 && !staysRaw(entity, sentence)) {
        room--;
        chosen.add(entity);
      }
    }
    return chosen;
  }

  private static boolean staysRaw(Entity entity, String sentence) {
    int length = entity.end() - entity.begin();
    return switch (entity.kind()) {
      case NUMBER -> length <= 2 && entity.in(sentence).chars().allMatch(c -> c >= '0' && c <= '9');
      case NAME -> length == 1;
      default -> false;
    };
  }

  private static char next(SymbolType type, Map<SymbolType, Integer> numbers) {
    SymbolType from = type;
    for (SymbolType lender : LENDERS) {
      if (numbers.getOrDefault(from, 0) < PER_TYPE) {
        break;
      }
      from = lender;
    }
    int number = numbers.merge(from, 1, Integer::sum) - 1;
    return (char) (FIRST + from.place() * PER_TYPE + number);
  }

  /** Whether {@code c} is one of the symbols. */
  public static boolean isSymbol(char c) {
    return c >= FIRST && c < FIRST + COUNT;
  }

  /** The sentence with symbols, and where its characters stood. */
  public NormalizedText text() {
    return text;
  }

  /** What {@code symbol} stands for; nothing when it is not in the sentence. */
  public Optional<Symbol> symbol(char symbol) {
    return Optional.ofNullable(symbols.get(symbol));
  }

  /** How many symbols the sentence has. */
  public int size() {
    return symbols.size();
  }

  /**
   * Returns {@code translation} with the rendered text of each symbol in its place, in Korean with
   * the form of the particle that goes with it. A symbol that the sentence does not have, or that
   * came before, is left out; those that never came stand before the final mark, in the order of
   * the sentence: so every entity is there once, whatever a network wrote.
   */
  public String restore(String translation) {
    StringBuilder restored = new StringBuilder(translation.length() + 16 * symbols.size());
    List<Character> left = new ArrayList<>(inOrder());
    for (int at = 0; at < translation.length(); ) {
      char c = translation.charAt(at++);
      if (!isSymbol(c)) {
        restored.append(c);
      } else if (left.remove((Character) c)) {
        String rendered = symbols.get(c).rendered();
        restored.append(rendered);
        at = korean ? SymbolParticles.appendFitting(restored, rendered, translation, at) : at;
      }
    }
    if (!left.isEmpty()) {
      insertBeforeMark(restored, left);
    }
    return restored.toString();
  }

  private List<Character> inOrder() {
    return text.text()
        .chars()
        .filter(c -> symbols.containsKey((char) c))
        .mapToObj(c -> (char) c)
        .toList();
  }

  private void insertBeforeMark(StringBuilder restored, List<Character> left) {
    int at = restored.length();
    while (at > 0 && ".?!… ".indexOf(restored.charAt(at - 1)) >= 0) {
      at--;
    }
    StringBuilder missing = new StringBuilder();
    for (char symbol : left) {
      boolean apart = at > 0 || !missing.isEmpty();
      missing.append(apart ? " " : "").append(symbols.get(symbol).rendered());
    }
    restored.insert(at, missing);
  }

  /** Particles behind symbols, where their form depends on what the symbol stands for. */
  private static final class SymbolParticles {
    private record Pair(String afterCoda, String afterVowel, Josa josa, String followers) {}

    /** The longer first. What may follow is another syllable of these, or no Hangul. */
    private static final List<Pair> PAIRS =
        List.of(
            new Pair("이에요", "예요", Josa.QUOTE, ""),
            new Pair("으로", "로", Josa.TO, "서써부는도만의"),
            new Pair("이라", "라", Josa.QUOTE, "고는면서도며"),
            new Pair("이랑", "랑", Josa.ALONG, "은도"),
            new Pair("이나", "나", Josa.OR, "마"),
            new Pair("을", "를", Josa.OBJECT, ""),
            new Pair("이", "가", Josa.SUBJECT, ""),
            new Pair("은", "는", Josa.TOPIC, "요"),
            new Pair("과", "와", Josa.WITH, "의는도"));

    /** Copies a particle in its form after a vowel; returns where the text goes on. */
    static int copyCanonical(NormalizedText.Builder to, String text, int at) {
      for (Pair pair : PAIRS) {
        int end = at + pair.afterCoda.length();
        if (text.startsWith(pair.afterCoda, at) && mayFollow(text, end, pair)) {
          to.append(pair.afterVowel, at, end);
          return end;
        }
      }
      return at;
    }

    /** Appends the form that goes with {@code word}; returns where the text goes on. */
    static int appendFitting(StringBuilder to, String word, String text, int at) {
      for (Pair pair : PAIRS) {
        for (String form : List.of(pair.afterCoda, pair.afterVowel)) {
          int end = at + form.length();
          if (text.startsWith(form, at) && mayFollow(text, end, pair)) {
            to.append(fitting(pair, word));
            return end;
          }
        }
      }
      return at;
    }

    private static String fitting(Pair pair, String word) {
      String form = pair.josa.of(word);
      if (form.equals(pair.josa.afterVowel())) {
        return pair.afterVowel;
      }
      // Where the word cannot be read, Josa writes both: for a sign 을(를), for 예요 the plain one.
      return form.equals(pair.josa.afterCoda()) || pair.josa == Josa.QUOTE ? pair.afterCoda : form;
    }

    private static boolean mayFollow(String text, int at, Pair pair) {
      return at == text.length()
          || !Hangul.isSyllable(text.charAt(at))
          || pair.followers.indexOf(text.charAt(at)) >= 0;
    }
  }
}
