package dev.ieum.lucene;

import dev.ieum.tokenizers.korean.PartOfSpeech;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;

/**
 * The filter {@value #NAME}: drops terms of the tokenizer {@value IeumTokenizerFactory#NAME} by
 * part of speech and keeps negators. Thread-safe. Its parameters:
 *
 * <ul>
 *   <li>{@code tags}: names of {@link PartOfSpeech}, joined by commas; {@code E} is every ending
 *       and {@code J} every particle. By default function words are dropped;
 *   <li>{@code keepNegators}: {@code false} drops them like other terms.
 * </ul>
 */
public final class IeumPartOfSpeechFilterFactory extends TokenFilterFactory {
  /** The name by which Lucene finds it. */
  public static final String NAME = "ieumPartOfSpeech";

  private final Set<PartOfSpeech> dropped;
  private final boolean keepNegators;

  /**
   * Makes a factory from parameters.
   *
   * @throws IllegalArgumentException when one is unknown or has a value that is not allowed
   */
  public IeumPartOfSpeechFilterFactory(Map<String, String> args) {
    super(args);
    Set<String> names = getSet(args, "tags");
    dropped = names == null ? PartOfSpeechFilter.DEFAULT_DROPPED : tags(names);
    keepNegators = getBoolean(args, "keepNegators", true);
    if (!args.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: parameters = %s; allowed: tags, keepNegators; correct or remove the others"
              .formatted(NAME, args.keySet()));
    }
  }

  /** Fails; Lucene's service loader asks for such a constructor. */
  public IeumPartOfSpeechFilterFactory() {
    throw defaultCtorException();
  }

  @Override
  public TokenStream create(TokenStream input) {
    return new PartOfSpeechFilter(input, dropped, keepNegators);
  }

  private static Set<PartOfSpeech> tags(Set<String> names) {
    Set<PartOfSpeech> tags = EnumSet.noneOf(PartOfSpeech.class);
    for (String name : names) {
      Set<PartOfSpeech> named = PartOfSpeechFilter.named(name);
      if (named.isEmpty()) {
        throw new IllegalArgumentException(
            "%s: tags = %s; allowed: %s"
                .formatted(
                    NAME,
                    name,
                    Arrays.stream(PartOfSpeech.values())
                        .map(PartOfSpeech::name)
                        .collect(Collectors.joining(", "))));
      }
      tags.addAll(named);
    }
    return tags;
  }
}
