package dev.ieum.tokenizers.korean;

import dev.ieum.tokenizers.text.Graphemes;
import dev.ieum.tokenizers.text.Hangul;
import dev.ieum.tokenizers.text.NormalizedText;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;

/**
 * Puts spaces into Korean text that has none or too few, keeping offsets. Thread-safe.
 *
 * <p>Each place beside a Hangul syllable is judged by the characters around it and by the morphemes
 * that Nori finds in the line without spaces; the weights were learnt from everyday Korean (the
 * resource {@code spacing-ko.md} says from which). It errs; nothing applies it unasked.
 */
public final class SpacingRestorer implements TextNormalizer {
  private final NoriPool nori = new NoriPool(UserDictionary.EMPTY, DecompoundMode.NONE);
  private final SpacingModel model;
  private final boolean keepsSpaces;

  SpacingRestorer(SpacingModel model, boolean keepsSpaces) {
    this.model = model;
    this.keepsSpaces = keepsSpaces;
  }

  /** Returns a restorer that adds spaces and takes none away. */
  public static SpacingRestorer adding() {
    return new SpacingRestorer(Bundled.MODEL, true);
  }

  /** Returns a restorer that forgets the spaces given and sets all anew. */
  public static SpacingRestorer resetting() {
    return new SpacingRestorer(Bundled.MODEL, false);
  }

  private static final class Bundled {
    static final SpacingModel MODEL = read();

    private static SpacingModel read() {
      try (InputStream stream = SpacingRestorer.class.getResourceAsStream("spacing-ko.bin.gz")) {
        return SpacingModel.read(new GZIPInputStream(stream));
      } catch (IOException e) {
        throw new UncheckedIOException("spacing-ko.bin.gz", e);
      }
    }
  }

  /** Whether a space may be put before char {@code at}: beside Hangul, not into a sign. */
  static boolean isPlace(String bare, int at) {
    boolean hangul = Hangul.isSyllable(bare.charAt(at)) || Hangul.isSyllable(bare.charAt(at - 1));
    return hangul && !Graphemes.joins(bare, at);
  }

  @Override
  public NormalizedText normalize(String text) {
    return TextNormalizer.standard().normalize(text).then(this::restore);
  }

  private NormalizedText restore(String text) {
    StringBuilder joined = new StringBuilder(text.length());
    int[] source = new int[text.length()];
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != ' ') {
        source[joined.length()] = i;
        joined.append(text.charAt(i));
      }
    }
    String bare = joined.toString();
    if (bare.isEmpty()) {
      return NormalizedText.unchanged(text);
    }
    SpacingFeatures features = new SpacingFeatures(bare, nori);
    NormalizedText.Builder builder = new NormalizedText.Builder(text);
    for (int at = 0; at < bare.length(); at++) {
      boolean given = at > 0 && source[at] > source[at - 1] + 1;
      if (at > 0 && isSpace(bare, at, given, features)) {
        builder.append(" ", source[at - 1] + 1, source[at]);
      }
      builder.copy(source[at], source[at] + 1);
    }
    return builder.build();
  }

  private boolean isSpace(String bare, int at, boolean given, SpacingFeatures features) {
    if (!isPlace(bare, at) || (given && keepsSpaces)) {
      return given;
    }
    return model.score(features.of(at), features.count()) > 0;
  }
}
