package dev.ieum.tokenizers.spec;

import dev.ieum.tokenizers.ReversibleTokenizer;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.korean.NoisyText;
import dev.ieum.tokenizers.korean.UserDictionary;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTokenizer;
import java.io.IOException;
import java.io.Reader;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a model bundle stores of a tokenizer: its kind, and the names of its files. Immutable.
 *
 * @param words how text is cut into words
 * @param bpeModel the file of subword merges, inside the bundle; none: words are the tokens
 * @param userDictionary the file of words for Korean analysis, inside the bundle
 * @param noisyText steps of {@link NoisyText} before all else; with any, the tokenizer is not
 *     reversible
 */
public record TokenizerSpec(
    WordKind words,
    Optional<String> bpeModel,
    Optional<String> userDictionary,
    Set<NoisyText.Step> noisyText) {
  private static final String WORDS = "words";
  private static final String BPE_MODEL = "bpe_model";
  private static final String USER_DICTIONARY = "user_dictionary";
  private static final String NOISY_TEXT = "noisy_text";

  /** Opens the files of a bundle by their relative names. */
  @FunctionalInterface
  public interface Files {
    /** Opens the file {@code relativeName}, with {@code /} between its folders, as UTF-8. */
    Reader open(String relativeName) throws IOException;
  }

  /**
   * Checks the names.
   *
   * @throws TokenizerException when a name leads out of the bundle, or a user dictionary is named
   *     for a kind that takes none
   */
  public TokenizerSpec {
    Objects.requireNonNull(words, "words");
    EnumSet<NoisyText.Step> steps = EnumSet.noneOf(NoisyText.Step.class);
    steps.addAll(noisyText);
    noisyText = Collections.unmodifiableSet(steps);
    if (bpeModel.isPresent() && !words.holdsSubwords()) {
      throw new TokenizerException(
          "tokenizer: %s = %s with words = %s; merges need words of several characters"
              .formatted(BPE_MODEL, bpeModel.get(), words.key()));
    }
    bpeModel.ifPresent(name -> checkName(BPE_MODEL, name));
    userDictionary.ifPresent(name -> checkName(USER_DICTIONARY, name));
    if (userDictionary.isPresent() && words != WordKind.NORI) {
      throw new TokenizerException(
          "tokenizer: %s = %s with words = %s; a user dictionary needs nori"
              .formatted(USER_DICTIONARY, userDictionary.get(), words.key()));
    }
  }

  /** Makes a spec without files. */
  public TokenizerSpec(WordKind words) {
    this(words, Optional.empty(), Optional.empty());
  }

  /** Makes a spec that leaves the text as it is. */
  public TokenizerSpec(WordKind words, Optional<String> bpeModel, Optional<String> userDictionary) {
    this(words, bpeModel, userDictionary, Set.of());
  }

  /** Returns this spec with subwords from the file {@code name}. */
  public TokenizerSpec withBpeModel(String name) {
    return new TokenizerSpec(words, Optional.of(name), userDictionary, noisyText);
  }

  /** Returns this spec with a user dictionary from the file {@code name}. */
  public TokenizerSpec withUserDictionary(String name) {
    return new TokenizerSpec(words, bpeModel, Optional.of(name), noisyText);
  }

  /** Returns this spec with {@code steps} before all else. */
  public TokenizerSpec withNoisyText(Set<NoisyText.Step> steps) {
    return new TokenizerSpec(words, bpeModel, userDictionary, steps);
  }

  /** Returns the spec as keys and values; {@link #fromMap} reads them back. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(WORDS, words.key());
    bpeModel.ifPresent(name -> map.put(BPE_MODEL, name));
    userDictionary.ifPresent(name -> map.put(USER_DICTIONARY, name));
    if (!noisyText.isEmpty()) {
      map.put(
          NOISY_TEXT, noisyText.stream().map(NoisyText.Step::key).collect(Collectors.joining(",")));
    }
    return map;
  }

  /**
   * Reads a spec from keys and values.
   *
   * @throws TokenizerException when a key is unknown or missing, or a value is not allowed
   */
  public static TokenizerSpec fromMap(Map<String, String> map) {
    Map<String, String> left = new LinkedHashMap<>(map);
    String words = left.remove(WORDS);
    Optional<String> bpeModel = Optional.ofNullable(left.remove(BPE_MODEL));
    Optional<String> userDictionary = Optional.ofNullable(left.remove(USER_DICTIONARY));
    String noisyText = left.remove(NOISY_TEXT);
    if (!left.isEmpty()) {
      throw new TokenizerException(
          "tokenizer: unknown key = %s; allowed: %s, %s, %s, %s"
              .formatted(
                  String.join(", ", new TreeSet<>(left.keySet())),
                  WORDS,
                  BPE_MODEL,
                  USER_DICTIONARY,
                  NOISY_TEXT));
    }
    if (words == null) {
      throw new TokenizerException("tokenizer: %s is missing; it is required".formatted(WORDS));
    }
    return new TokenizerSpec(WordKind.of(words), bpeModel, userDictionary, steps(noisyText));
  }

  private static Set<NoisyText.Step> steps(String value) {
    Set<NoisyText.Step> steps = EnumSet.noneOf(NoisyText.Step.class);
    if (value != null) {
      for (String key : value.split(",", -1)) {
        steps.add(NoisyText.Step.of(key.strip()));
      }
    }
    return steps;
  }

  /** Whether {@link #open} makes a tokenizer whose tokens give the text back. */
  public boolean isReversible() {
    return noisyText.isEmpty();
  }

  /**
   * Makes the tokenizer for reading only, tidying noisy text first where the spec says so.
   *
   * @throws TokenizerException with file and line when a file's content is not allowed
   */
  public Tokenizer openForReading(Files files) throws IOException {
    Tokenizer tokenizer = openTokenizer(files);
    return isReversible() ? tokenizer : tokenizer.after(NoisyText.of(noisyText));
  }

  /**
   * Makes the tokenizer, reading its files.
   *
   * @throws TokenizerException with file and line when a file's content is not allowed, and when
   *     the spec tidies noisy text, which cannot be undone
   */
  public ReversibleTokenizer open(Files files) throws IOException {
    if (!isReversible()) {
      throw new TokenizerException(
          "tokenizer: %s = %s; what it takes away cannot be given back: not for output text"
              .formatted(NOISY_TEXT, toMap().get(NOISY_TEXT)));
    }
    return openTokenizer(files);
  }

  private ReversibleTokenizer openTokenizer(Files files) throws IOException {
    UserDictionary dictionary = UserDictionary.EMPTY;
    if (userDictionary.isPresent()) {
      try (Reader reader = files.open(userDictionary.get())) {
        dictionary = UserDictionary.read(userDictionary.get(), reader);
      }
    }
    ReversibleTokenizer tokenizer = words.open(dictionary);
    if (bpeModel.isEmpty()) {
      return tokenizer;
    }
    try (Reader reader = files.open(bpeModel.get())) {
      return new BpeTokenizer(tokenizer, BpeModel.read(bpeModel.get(), reader));
    }
  }

  private static void checkName(String key, String name) {
    boolean leadsOut = false;
    for (String part : name.split("/", -1)) {
      leadsOut |= part.isEmpty() || part.equals(".") || part.equals("..");
    }
    if (leadsOut || name.indexOf('\\') >= 0 || name.indexOf(':') >= 0 || name.indexOf('\0') >= 0) {
      throw new TokenizerException(
          "tokenizer: %s = %s; allowed: a name inside the bundle, such as tokenizer/bpe.txt"
              .formatted(key, name));
    }
  }
}
