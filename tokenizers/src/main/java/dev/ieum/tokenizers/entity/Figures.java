package dev.ieum.tokenizers.entity;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Figures with separators, as English and Korean (1,234.5) and German (1.234,5) write them. */
final class Figures {
  private static final Pattern ENGLISH =
      Pattern.compile("\\d{1,3}(?:,\\d{3})++(?:\\.\\d++)?|\\d++(?:\\.\\d++)?");

  /** What is German without doubt: a comma after full stops, or one that separates no thousands. */
  private static final Pattern GERMAN =
      Pattern.compile(
          "\\d{1,3}(?:\\.\\d{3})++,\\d++|\\d{1,3}(?:\\.\\d{3}){2,}+|\\d++,(?:\\d{1,2}|\\d{4,})");

  private Figures() {}

  static Optional<BigDecimal> parseEnglish(String figure) {
    return ENGLISH.matcher(figure).matches()
        ? Optional.of(new BigDecimal(figure.replace(",", "")))
        : Optional.empty();
  }

  static boolean isGerman(String figure) {
    return GERMAN.matcher(figure).matches();
  }

  /** Returns a German figure as English writes it. */
  static String fromGerman(String figure) {
    return swap(figure);
  }

  /** Returns an English figure as German writes it. */
  static String toGerman(String figure) {
    return swap(figure);
  }

  private static String swap(String figure) {
    return figure.replace('.', '\u0000').replace(',', '.').replace('\u0000', ',');
  }

  /** Thousands are separated from 1,000 on; decimals are kept as they are. */
  static String english(BigDecimal value) {
    BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value;
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(Math.max(0, plain.stripTrailingZeros().scale()));
    return format.format(plain);
  }
}
