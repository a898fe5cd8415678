package dev.ieum.cli;

import dev.ieum.datasets.Utf8Lines;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.TokenizerException;
import dev.ieum.tokenizers.korean.Decompound;
import dev.ieum.tokenizers.korean.KoreanMorphology;
import dev.ieum.tokenizers.korean.NoisyText;
import dev.ieum.tokenizers.korean.SpacingRestorer;
import dev.ieum.tokenizers.korean.UserDictionary;
import dev.ieum.tokenizers.spec.WordKind;
import dev.ieum.tokenizers.text.NormalizedText;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that say how a text is cut. Not thread-safe; use one per run. */
final class CutOptions {

  /** How the command line names the ways to cut. */
  enum Choice {
    NORI,
    OPENNLP,
    ENGLISH,
    BPE,
    CHARACTER,
    JAMO,
    BYTE,
    WHITESPACE;

    @Override
    public String toString() {
      return LowerCase.word(this);
    }

    /** Reads the names. */
    static final class Converter extends LowerCase<Choice> {
      Converter() {
        super(Choice.class);
      }
    }
  }

  /** Reads the names of {@link Decompound}. */
  static final class DecompoundConverter extends LowerCase<Decompound> {
    DecompoundConverter() {
      super(Decompound.class);
    }
  }

  private static final String REVIEWS = "reviews";

  @Option(
      names = "--tokenizer",
      paramLabel = "KIND",
      converter = Choice.Converter.class,
      description =
          "nori, opennlp, english, bpe, character, jamo, byte or whitespace; nori unless --model is"
              + " given.")
  private Optional<Choice> choice = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description = "Use the tokenizer of this model's source side.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--user-dictionary",
      paramLabel = "FILE",
      description = "Words that nori shall know, a word a line.")
  private Optional<Path> userDictionary = Optional.empty();

  @Option(names = "--slang", description = "Let nori know slang of reviews and chat.")
  private boolean slang;

  @Option(
      names = "--decompound",
      paramLabel = "MODE",
      converter = DecompoundConverter.class,
      description =
          "What becomes of morphemes made of parts: none keeps them whole, discard gives the parts,"
              + " mixed both; tokens of the last two have no space marks. Default: none.")
  private Optional<Decompound> decompound = Optional.empty();

  @Option(
      names = "--normalize",
      paramLabel = "STEPS",
      split = ",",
      description =
          "Tidy noisy text first: reviews, or any of links, mentions, numbers, emoticons,"
              + " glued_codas, drawn_vowels, repeats, letters, emoji.")
  private List<String> steps = List.of();

  @Option(names = "--respace", description = "First put spaces where Korean lacks them.")
  private boolean respace;

  private Choice kind() {
    return choice.orElse(model.isPresent() ? Choice.BPE : Choice.NORI);
  }

  /** Returns {@code --decompound}. */
  Decompound decompound() {
    return decompound.orElse(Decompound.NONE);
  }

  /**
   * Checks what no option can check alone.
   *
   * @throws UsageException when options do not go together
   */
  void check() {
    Choice kind = kind();
    if (model.isPresent() != (kind == Choice.BPE)) {
      throw new UsageException(
          "command line: --tokenizer = %s, --model = %s; bpe needs a model, the others take none"
              .formatted(kind, model.orElse("none")));
    }
    needsNori("--user-dictionary", userDictionary.isPresent());
    needsNori("--slang", slang);
    needsNori("--decompound", decompound.isPresent());
  }

  /**
   * Checks that an option has the tokenizer that it is for.
   *
   * @throws UsageException when {@code given} and the tokenizer is another than nori
   */
  void needsNori(String option, boolean given) {
    if (given && kind() != Choice.NORI) {
      throw new UsageException(
          "command line: %s with --tokenizer = %s; only nori takes it".formatted(option, kind()));
    }
  }

  /** Whether any option is given. */
  boolean anyGiven() {
    return choice.isPresent()
        || model.isPresent()
        || userDictionary.isPresent()
        || slang
        || decompound.isPresent()
        || !steps.isEmpty()
        || respace;
  }

  /** Makes the tokenizer. */
  Tokenizer tokenizer(Console console) throws IOException {
    if (decompound() != Decompound.NONE) {
      return morphology(console).tokenizer(decompound());
    }
    Tokenizer tokenizer =
        switch (kind()) {
          case NORI -> WordKind.NORI.open(dictionary(console));
          case OPENNLP -> WordKind.OPENNLP.open();
          case ENGLISH -> WordKind.ENGLISH.open();
          case CHARACTER -> WordKind.CHARACTER.open();
          case JAMO -> WordKind.JAMO.open();
          case BYTE -> WordKind.BYTE.open();
          case WHITESPACE -> WordKind.WHITESPACE.open();
          case BPE -> Models.sourceTokenizer(model.orElseThrow());
        };
    return steps.isEmpty() && !respace ? tokenizer : tokenizer.after(normalizer());
  }

  /** Makes the analyser of Korean. */
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
