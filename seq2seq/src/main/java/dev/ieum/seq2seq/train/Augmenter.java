package dev.ieum.seq2seq.train;

import dev.ieum.core.recipe.Subwords;
import dev.ieum.seq2seq.train.TranslationData.WordPair;
import dev.ieum.tokenizers.Token;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Shows training pairs as people write, by {@link Augmentation}. What is drawn depends on the given
 * random numbers alone, so that a resumed run sees what one left alone sees. Thread-safe.
 */
record Augmenter(Augmentation settings, Subwords source, Subwords target) {

  /** A pair as text. */
  record Lines(String source, String target) {}

  /**
   * Returns the pair as this epoch shows it; the same object where nothing is changed.
   *
   * @param entry all pairs of the entry that it belongs to
   */
  WordPair shown(WordPair pair, List<WordPair> entry, RandomGenerator random) {
    if (settings.isOff()) {
      return pair;
    }
    Lines given = lines(pair);
    Lines lines = given;
    if (random.nextDouble() < settings.joined()) {
      Lines other = lines(entry.get(random.nextInt(entry.size())));
      lines = new Lines(join(lines.source(), other.source()), join(lines.target(), other.target()));
    }
    lines = noised(cased(marked(lines, random.nextDouble()), random.nextDouble()), random);
    return lines.equals(given)
        ? pair
        : new WordPair(
            words(source, lines.source(), pair.source(), given.source()),
            words(target, lines.target(), pair.target(), given.target()));
  }

  private Lines lines(WordPair pair) {
    return new Lines(source.text(pair.source()), target.text(pair.target()));
  }

  private static List<String> words(
      Subwords subwords, String line, List<String> given, String givenLine) {
    return line.equals(givenLine) ? given : subwords.words(line).stream().map(Token::text).toList();
  }

  private static String join(String first, String second) {
    return first + " " + second;
  }

  /** Final marks off or on, at a point of the interval from 0 to 1 that was drawn. */
  private Lines marked(Lines lines, double drawn) {
    char ofSource = FinalMarks.of(lines.source());
    char ofTarget = FinalMarks.of(lines.target());
    if (ofSource == FinalMarks.NONE) {
      return ofTarget != FinalMarks.NONE && drawn < settings.finalMarkAdded()
          ? new Lines(lines.source() + ofTarget, lines.target())
          : lines;
    }
    String bare = FinalMarks.without(lines.source());
    if (drawn < settings.finalMarkDropped()) {
      return new Lines(bare, lines.target());
    }
    return drawn < settings.finalMarkDropped() + settings.finalMarksDropped()
            && ofSource == ofTarget
        ? new Lines(bare, FinalMarks.without(lines.target()))
        : lines;
  }

  private Lines cased(Lines lines, double drawn) {
    if (drawn < settings.upperCase()) {
      return new Lines(
          lines.source().toUpperCase(Locale.ROOT), lines.target().toUpperCase(Locale.ROOT));
    }
    return drawn < settings.upperCase() + settings.lowerCase()
        ? new Lines(lines.source().toLowerCase(Locale.ROOT), lines.target())
        : lines;
  }

  private Lines noised(Lines lines, RandomGenerator random) {
    String noisy = lines.source();
    if (random.nextDouble() < settings.spacesLost()) {
      noisy = TypingNoise.withoutSpaces(noisy, random);
    }
    if (random.nextDouble() < settings.typingNoise()) {
      noisy = TypingNoise.withError(noisy, random);
    }
    return new Lines(noisy, lines.target());
  }
}
