package dev.ieum.cli.line;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.config.EnumWords;
import dev.ieum.datasets.Utf8Lines;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.korean.KoreanMorphology;
import dev.ieum.tokenizers.korean.KoreanMorphology.Decompound;
import dev.ieum.tokenizers.korean.NoisyText;
import dev.ieum.tokenizers.korean.SpacingRestorer;
import dev.ieum.tokenizers.korean.UserDictionary;
import dev.ieum.tokenizers.spec.TokenizerSpec;
import dev.ieum.tokenizers.spec.WordKind;
import dev.ieum.tokenizers.text.NormalizedText;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that say how a text is tokenized. Not thread-safe; use one per run. */
final class TokenizerOptions {

  /** The kinds of tokenizer. */
  private enum Kind {
    NORI,
    OPENNLP,
    ENGLISH,
    BPE,
    CHARACTER,
    JAMO,
    BYTE,
    WHITESPACE
  }

  private static final String REVIEWS = "reviews";

  @Option(
      names = "--tokenizer",
      paramLabel = "KIND",
      description =
          "nori, opennlp, english, bpe, character, jamo, byte or whitespace; nori unless --model is"
              + " given.")
  private Optional<Kind> choice = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description = "Use the tokenizer of this model's source side.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--user-dictionary",
      paramLabel = "FILE",
      description = "Words to add to nori's dictionary, one per line.")
  private Optional<Path> userDictionary = Optional.empty();

  @Option(
      names = "--slang",
      description = "Add the slang of reviews and chat to nori's dictionary.")
  private boolean slang;

  @Option(
      names = "--decompound",
      paramLabel = "MODE",
      description =
          "How to split compounds: none keeps them whole, discard gives their parts, mixed gives"
              + " both; tokens of the last two have no space marks. Default: none.")
  private Optional<Decompound> decompound = Optional.empty();

  @Option(
      names = "--normalize",
      paramLabel = "STEPS",
      split = ",",
      description =
          "Clean up noisy text first: reviews, or any of links, mentions, numbers, emoticons,"
              + " glued_codas, drawn_vowels, repeats, letters, emoji.")
  private List<String> steps = List.of();

  @Option(names = "--respace", description = "Restore missing spaces of Korean first.")
  private boolean respace;

  private Kind kind() {
    return choice.orElse(model.isPresent() ? Kind.BPE : Kind.NORI);
  }

  /** Returns {@code --decompound}. */
  Decompound decompound() {
    return decompound.orElse(Decompound.NONE);
  }

  /**
   * Checks combinations of options.
   *
   * @throws UsageException when options do not go together
   */
  void check() {
    Kind kind = kind();
    if (model.isPresent() != (kind == Kind.BPE)) {
      throw new UsageException(
          "command line: --tokenizer = %s, --model = %s; bpe needs a model, the others take none"
              .formatted(EnumWords.of(kind), model.orElse("none")));
    }
    needsNori("--user-dictionary", userDictionary.isPresent());
    needsNori("--slang", slang);
    needsNori("--decompound", decompound.isPresent());
  }

  /**
   * Checks that the tokenizer is nori where an option needs it.
   *
   * @throws UsageException when {@code given} and the tokenizer is not nori
   */
  void needsNori(String option, boolean given) {
    if (given && kind() != Kind.NORI) {
      throw new UsageException(
          "command line: %s with --tokenizer = %s; only nori takes it"
              .formatted(option, EnumWords.of(kind())));
    }
  }

  /** Makes the tokenizer. */
  Tokenizer tokenizer(Console console) throws IOException {
    if (decompound() != Decompound.NONE) {
      return morphology(console).tokenizer(decompound());
    }
    Tokenizer tokenizer =
        switch (kind()) {
          case NORI -> WordKind.NORI.open(dictionary(console));
          case BPE -> sourceTokenizer(ModelOptions.bundle(model.orElseThrow()));
          default -> WordKind.valueOf(kind().name()).open();
        };
    return steps.isEmpty() && !respace ? tokenizer : tokenizer.after(normalizer());
  }

  private static Tokenizer sourceTokenizer(ModelBundle bundle) throws IOException {
    Map<String, Map<String, String>> specs = bundle.manifest().tokenizers();
    for (String role : new String[] {"source", "shared"}) {
      if (specs.containsKey(role)) {
        return TokenizerSpec.fromMap(specs.get(role)).openForReading(bundle::text);
      }
    }
    throw new ModelBundleException(
        "%s: tokenizers = %s; one for the source is needed; give another model"
            .formatted(bundle.source(), specs.keySet()));
  }

  /** Makes the analyzer of Korean. */
  KoreanMorphology morphology(Console console) throws IOException {
    return new KoreanMorphology(dictionary(console), normalizer());
  }

  private TextNormalizer normalizer() {
    TextNormalizer normalizer = NormalizedText::unchanged;
    if (!steps.isEmpty()) {
      normalizer = noisyText();
    }
    return respace ? normalizer.andThen(SpacingRestorer.adding()) : normalizer;
  }

  private NoisyText noisyText() {
    if (steps.equals(List.of(REVIEWS))) {
      return NoisyText.forReviews();
    }
    try {
      return NoisyText.of(steps.stream().map(NoisyText.Step::of).collect(Collectors.toSet()));
    } catch (TokenizerException e) {
      throw new UsageException(
          "command line: --normalize = %s; allowed: %s alone, or any of %s"
              .formatted(
                  String.join(",", steps),
                  REVIEWS,
                  Arrays.stream(NoisyText.Step.values())
                      .map(NoisyText.Step::key)
                      .collect(Collectors.joining(","))));
    }
  }

  /** Words of the file come first, so that its parts hold where slang has the word too. */
  private UserDictionary dictionary(Console console) throws IOException {
    UserDictionary words = slang ? UserDictionary.slang() : UserDictionary.EMPTY;
    if (userDictionary.isEmpty()) {
      return words;
    }
    String name = userDictionary.get().toString();
    try (Utf8Lines lines = console.lines(name)) {
      String text = lines.stream().collect(Collectors.joining("\n"));
      UserDictionary own = UserDictionary.read(name, new StringReader(text));
      if (console.terminal()) {
        own.warnings().forEach(warning -> console.note(name + ": " + warning));
      }
      return own.plus(words);
    }
  }
}
