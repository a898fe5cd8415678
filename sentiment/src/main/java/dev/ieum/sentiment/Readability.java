package dev.ieum.sentiment;

import dev.ieum.core.text.TextCodec;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Says whether a model knows enough of a text to classify it at all. Immutable.
 *
 * <p>A text with letters is readable when at least {@value #LEAST_SHARE} of them are in subwords of
 * the vocabulary, in a script that makes at least {@value #LEAST_SCRIPT} of it. In an alphabet
 * these subwords must have {@value #LEAST_LETTERS} letters or be whole words, since any random
 * letters are made of shorter ones. Otherwise a text is readable when it has a sign that was
 * frequent in training, such as an emoji, an emoticon or a mark out of ten. A classifier is sure of
 * itself on texts of another kind than it was trained on (Hendrycks and Gimpel 2017); the coverage
 * of the vocabulary is our own, simpler test.
 */
public final class Readability {
  private static final double LEAST_SHARE = 0.3;
  private static final double LEAST_SCRIPT = 0.05;
  private static final int LEAST_LETTERS = 3;
  private static final int LEAST_TEXTS = 5;
  private static final int LONGEST = 4; // of short words

  /** Scripts whose single characters are syllables or words. */
  private static final Set<UnicodeScript> SYLLABLES =
      EnumSet.of(
          UnicodeScript.HANGUL, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

  /** What says nothing by itself: marks of sentences, brackets, quotes, digits. */
  private static final String SILENT = ".,!?~…;·'\"‘’“”()[]{}-—_*#&+0123456789";

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private static final char SPACE = '\u2581'; // in subwords

  private final TextCodec codec;
  private final Vocabulary vocabulary;
  private final Set<String> signs;
  private final Map<UnicodeScript, Integer> leastLetters = new EnumMap<>(UnicodeScript.class);

  /**
   * Looks at the vocabulary of a model.
   *
   * @param signs those known from training, see {@link #signs}; when empty, the symbols of the
   *     vocabulary count
   */
  public Readability(TextCodec codec, List<String> signs) {
    this.codec = codec;
    this.vocabulary = codec.vocabulary();
    this.signs = Set.copyOf(signs);
    Map<UnicodeScript, int[]> counts = new EnumMap<>(UnicodeScript.class); // all, long ones
    int all = 0;
    for (int id = 0; id < vocabulary.size(); id++) {
      String token = vocabulary.token(id);
      int[] letters = token.codePoints().filter(Character::isLetter).toArray();
      if (letters.length > 0 && !Vocabulary.isSpecial(id) && !isByte(token)) {
        int[] count = counts.computeIfAbsent(UnicodeScript.of(letters[0]), script -> new int[2]);
        count[0]++;
        count[1] += letters.length >= LEAST_LETTERS ? 1 : 0;
        all++;
      }
    }
    for (Map.Entry<UnicodeScript, int[]> entry : counts.entrySet()) {
      int[] count = entry.getValue();
      if (count[0] >= LEAST_SCRIPT * all) {
        boolean words = count[1] >= LEAST_SHARE * count[0];
        boolean syllables = SYLLABLES.contains(entry.getKey());
        leastLetters.put(entry.getKey(), words && !syllables ? LEAST_LETTERS : 1);
      }
    }
  }

  private static boolean isByte(String token) {
    return token.startsWith("<0x");
  }

  /**
   * Says whether the model can classify {@code text}.
   *
   * @param tokens its subwords, with offsets in it
   */
  public boolean reads(String text, List<Token> tokens) {
    String composed = TextNormalizer.inForm(text, Normalizer.Form.NFC);
    long letters = composed.codePoints().filter(Character::isLetter).count();
    if (letters > 0) {
      if (knownLetters(tokens) >= LEAST_SHARE * letters) {
        return true;
      }
      // Few words in capitals are in a vocabulary; n-grams make no difference between cases.
      String lower = text.toLowerCase(Locale.ROOT);
      if (!lower.equals(text)
          && knownLetters(codec.tokenizer().tokenize(lower)) >= LEAST_SHARE * letters) {
        return true;
      }
    }
    return signsOf(composed).stream().anyMatch(this::knows);
  }

  private long knownLetters(List<Token> tokens) {
    long known = 0;
    for (int i = 0; i < tokens.size(); i++) {
      known += knownLetters(tokens, i);
    }
    return known;
  }

  private long knownLetters(List<Token> tokens, int index) {
    String token = tokens.get(index).text();
    if (vocabulary.id(token) == Vocabulary.UNK || isByte(token)) {
      return 0;
    }
    int[] letters = token.codePoints().filter(Character::isLetter).toArray();
    if (letters.length == 0) {
      return 0;
    }
    int least = leastLetters.getOrDefault(UnicodeScript.of(letters[0]), Integer.MAX_VALUE);
    boolean whole =
        least != Integer.MAX_VALUE && begins(tokens, index) && begins(tokens, index + 1);
    return letters.length >= least || whole ? letters.length : 0;
  }

  /** Whether the token at {@code index} begins a word; what follows the last one does. */
  private static boolean begins(List<Token> tokens, int index) {
    if (index == 0 || index >= tokens.size()) {
      return true;
    }
    Token token = tokens.get(index);
    return token.text().charAt(0) == SPACE
        || token.begin() > tokens.get(index - 1).end()
        || !Character.isLetter(token.text().codePointAt(0));
  }

  private boolean knows(String sign) {
    if (!signs.isEmpty()) {
      return signs.contains(sign);
    }
    return isSymbol(sign.codePointAt(0))
        && (vocabulary.id(sign) != Vocabulary.UNK || vocabulary.id(SPACE + sign) != Vocabulary.UNK);
  }

  private static boolean isSymbol(int c) {
    return Character.getType(c) == Character.OTHER_SYMBOL;
  }

  /**
   * Returns the signs, and the short words that the vocabulary alone does not make readable, such
   * as meh or :D, that occur in at least {@value #LEAST_TEXTS} of {@code texts}, sorted.
   */
  public static List<String> signs(TextCodec codec, List<String> texts) {
    Map<String, Integer> counts = new HashMap<>();
    for (String text : texts) {
      String composed = TextNormalizer.inForm(text, Normalizer.Form.NFC);
      signsOf(composed).forEach(sign -> counts.merge(sign, 1, Integer::sum));
    }
    Readability letters = new Readability(codec, List.of(" "));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= LEAST_TEXTS)
        .map(Map.Entry::getKey)
        .filter(sign -> !letters.reads(sign, codec.tokenizer().tokenize(sign)))
        .sorted()
        .toList();
  }

  /** Returns each symbol of {@code text}, and each of its words that is short or has no letters. */
  private static Set<String> signsOf(String text) {
    Set<String> signs = new TreeSet<>();
    for (String word : SPACES.split(text.strip(), -1)) {
      List<String> symbols = new ArrayList<>();
      word.codePoints()
          .filter(Readability::isSymbol)
          .forEach(c -> symbols.add(Character.toString(c)));
      signs.addAll(symbols);
      boolean words = word.length() > LONGEST && word.codePoints().anyMatch(Character::isLetter);
      boolean silent = word.codePoints().allMatch(c -> SILENT.indexOf(c) >= 0);
      if (symbols.isEmpty() && !words && !silent) {
        signs.add(
            word.toLowerCase(Locale.ROOT)
                .replaceAll("(.)\\1+", "$1")
                .replaceAll("(?<=.)[.,!?~]+$", ""));
      }
    }
    return signs;
  }
}
