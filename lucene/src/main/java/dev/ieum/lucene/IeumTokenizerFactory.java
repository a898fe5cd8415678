package dev.ieum.lucene;

import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.korean.KoreanMorphology;
import dev.ieum.tokenizers.korean.KoreanMorphology.Decompound;
import dev.ieum.tokenizers.korean.NoisyText;
import dev.ieum.tokenizers.korean.SpacingRestorer;
import dev.ieum.tokenizers.korean.UserDictionary;
import dev.ieum.tokenizers.spec.WordKind;
import dev.ieum.tokenizers.text.NormalizedText;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.ResourceLoader;
import org.apache.lucene.util.ResourceLoaderAware;

/**
 * The tokenizer {@value #NAME} of Lucene's {@code CustomAnalyzer} and of Solr. Its parameters:
 *
 * <ul>
 *   <li>{@code kind}: {@code morphemes} (the default), or a reversible tokenizer by its key, such
 *       as {@code nori}, {@code jamo} or {@code character} ({@link WordKind}); the parameters below
 *       are for morphemes, except {@code userDictionary} and {@code slang}, which {@code nori}
 *       takes too;
 *   <li>{@code decompound}: {@code none}, {@code discard} (the default) or {@code mixed};
 *   <li>{@code userDictionary}: a file in the format of {@link UserDictionary};
 *   <li>{@code slang}: {@code true} adds {@link UserDictionary#slang};
 *   <li>{@code normalize}: {@code reviews}, or steps of {@link NoisyText} joined by commas;
 *   <li>{@code respace}: {@code true} restores missing spaces first ({@link SpacingRestorer});
 *   <li>{@code punctuation}: {@code true} keeps it;
 *   <li>{@code readings}: {@code false} keeps Hanja as written.
 * </ul>
 *
 * <p>The file is read when Lucene informs the factory of its resource loader; only then can it
 * create tokenizers. Afterwards thread-safe.
 */
public final class IeumTokenizerFactory extends TokenizerFactory implements ResourceLoaderAware {
  /** The name by which Lucene finds it. */
  public static final String NAME = "ieum";

  private static final String MORPHEMES = "morphemes";
  private static final List<String> FOR_MORPHEMES =
      List.of("decompound", "normalize", "respace", "punctuation", "readings");

  private final String kind;
  private final Decompound decompound;
  private final String userDictionary;
  private final boolean slang;
  private final TextNormalizer normalizer;
  private final boolean punctuation;
  private final boolean readings;
  private TermSource source;

  /**
   * Makes a factory from parameters.
   *
   * @throws IllegalArgumentException when one is unknown or has a value that is not allowed
   */
  public IeumTokenizerFactory(Map<String, String> args) {
    super(args);
    boolean needsMorphemes = FOR_MORPHEMES.stream().anyMatch(args::containsKey);
    kind = get(args, "kind", kinds(), MORPHEMES);
    decompound =
        Decompound.valueOf(
            get(args, "decompound", List.of("none", "discard", "mixed"), "discard")
                .toUpperCase(Locale.ROOT));
    userDictionary = get(args, "userDictionary");
    slang = getBoolean(args, "slang", false);
    normalizer = normalizer(get(args, "normalize"), getBoolean(args, "respace", false));
    punctuation = getBoolean(args, "punctuation", false);
    readings = getBoolean(args, "readings", true);
    if (needsMorphemes && !kind.equals(MORPHEMES)) {
      throw new IllegalArgumentException(
          "%s: kind = %s with one of %s; these are for kind = morphemes; remove them"
              .formatted(NAME, kind, String.join(", ", FOR_MORPHEMES)));
    }
    if (!args.isEmpty()) {
      throw new IllegalArgumentException(
          ("%s: parameters = %s; allowed: kind, decompound, userDictionary, slang, normalize,"
                  + " respace, punctuation, readings; correct or remove the others")
              .formatted(NAME, args.keySet()));
    }
  }

  /** Fails; Lucene's service loader asks for such a constructor. */
  public IeumTokenizerFactory() {
    throw defaultCtorException();
  }

  @Override
  public void inform(ResourceLoader loader) throws IOException {
    try {
      source = source(dictionary(loader));
    } catch (TokenizerException e) {
      throw new IllegalArgumentException(NAME + ": " + e.getMessage(), e);
    }
  }

  @Override
  public org.apache.lucene.analysis.Tokenizer create(AttributeFactory factory) {
    if (source == null) {
      throw new IllegalStateException(
          NAME + ": create was called before inform; give the factory a resource loader first");
    }
    return new IeumTokenizer(factory, source);
  }

  private TermSource source(UserDictionary dictionary) {
    if (!kind.equals(MORPHEMES)) {
      return TermSource.of(WordKind.of(kind).open(dictionary));
    }
    KoreanMorphology morphology = new KoreanMorphology(dictionary, normalizer);
    return new MorphemeTerms(morphology, decompound, punctuation, readings);
  }

  private UserDictionary dictionary(ResourceLoader loader) throws IOException {
    UserDictionary words = slang ? UserDictionary.slang() : UserDictionary.EMPTY;
    if (userDictionary == null) {
      return words;
    }
    try (Reader reader =
        new InputStreamReader(
            loader.openResource(userDictionary),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT))) {
      return UserDictionary.read(userDictionary, reader).plus(words);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "%s: userDictionary = %s is not UTF-8; save it as UTF-8".formatted(NAME, userDictionary),
          e);
    }
  }

  private static List<String> kinds() {
    List<String> words = Arrays.stream(WordKind.values()).map(WordKind::key).toList();
    return Stream.concat(Stream.of(MORPHEMES), words.stream()).toList();
  }

  private static TextNormalizer normalizer(String steps, boolean respace) {
    TextNormalizer first = steps == null ? NormalizedText::unchanged : noisyText(steps);
    return respace ? first.andThen(SpacingRestorer.adding()) : first;
  }

  private static NoisyText noisyText(String steps) {
    if (steps.equals("reviews")) {
      return NoisyText.forReviews();
    }
    try {
      return NoisyText.of(
          Arrays.stream(steps.split(",", -1)).map(NoisyText.Step::of).collect(Collectors.toSet()));
    } catch (TokenizerException e) {
      throw new IllegalArgumentException(
          "%s: normalize = %s; allowed: reviews alone, or any of %s"
              .formatted(
                  NAME,
                  steps,
                  Arrays.stream(NoisyText.Step.values())
                      .map(NoisyText.Step::key)
                      .collect(Collectors.joining(","))),
          e);
    }
  }
}
