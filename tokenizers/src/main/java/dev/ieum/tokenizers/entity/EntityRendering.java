package dev.ieum.tokenizers.entity;

import dev.ieum.tokenizers.text.CompatibilityFold;
import dev.ieum.tokenizers.text.Hangul;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an entity is written in another language: by value where it has units or an order of its own,
 * else as it was given.
 *
 * <p>10만 원 is 100,000 won, 2024년 3월 5일 is March 5, 2024, 오후 3시 30분 is 3:30 p.m. in English and
 * 15:30 Uhr in German, and back. Target languages are ko, en and de; for another everything is as
 * given. Stateless and thread-safe.
 */
public final class EntityRendering {
  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?<sign>[$€£¥₩]?)(?<value>"
              + EntityPatterns.KOREAN
              + "|[+\\-−]?"
              + EntityPatterns.NUM
              + "|"
              + KoreanNumbers.WORDS
              + "|"
              + KoreanNumbers.NATIVE
              + ")(?: ?(?<scale>million|billion|trillion|thousand|Millionen|Mio\\.|Tausend)(?= ?))?"
              + "(?<space> ?)(?<unit>.*+)");

  private static final Map<String, BigDecimal> SCALES =
      Map.of(
          "thousand", BigDecimal.valueOf(1_000),
          "Tausend", BigDecimal.valueOf(1_000),
          "million", BigDecimal.valueOf(1_000_000),
          "Millionen", BigDecimal.valueOf(1_000_000),
          "Mio.", BigDecimal.valueOf(1_000_000),
          "billion", BigDecimal.valueOf(1_000_000_000),
          "trillion", BigDecimal.valueOf(1_000_000_000_000L));

  private final String text;
  private final String language;

  private EntityRendering(String text, String language) {
    this.text = text;
    this.language = language;
  }

  /**
   * Returns {@code text}, which is of {@code kind}, as {@code language} writes it.
   *
   * @param language a code of ISO 639-1
   */
  public static String render(EntityKind kind, String text, String language) {
    String plain = CompatibilityFold.INSTANCE.normalize(text).text();
    EntityRendering rendering = new EntityRendering(plain, language);
    boolean known = language.equals("ko") || language.equals("en") || language.equals("de");
    boolean korean = plain.chars().anyMatch(Hangul::isSyllable);
    if (!known || (korean && language.equals("ko"))) {
      return text;
    }
    return switch (kind) {
      case NUMBER, MONEY, PERCENT, MEASURE -> rendering.amount(kind).orElse(plain);
      case DATE -> Calendar.date(plain, language).orElse(plain);
      case TIME -> Calendar.time(plain, language).orElse(plain);
      case NAME, PHONE -> plain;
      default -> text;
    };
  }

  private Optional<String> amount(EntityKind kind) {
    Matcher matcher = AMOUNT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String sign = matcher.group("sign");
    String unit = matcher.group("unit");
    String written = matcher.group("value");
    boolean korean = written.chars().anyMatch(Hangul::isSyllable);
    boolean german = Figures.isGerman(unsigned(written));
    Optional<BigDecimal> value =
        KoreanNumbers.parse(german ? Figures.fromGerman(written) : written)
            .map(v -> v.multiply(SCALES.getOrDefault(scale(matcher), BigDecimal.ONE)));
    if (value.isEmpty()) {
      return Optional.empty();
    }
    boolean scaled = !scale(matcher).isEmpty();
    if (scaled && !german && language.equals("en") && scale(matcher).matches("[a-z]++")) {
      return Optional.empty();
    }
    String figure = figure(value.get(), written, korean, german, scaled);
    return switch (kind) {
      case NUMBER -> unit.isEmpty() ? Optional.of(figure) : Optional.empty();
      case PERCENT -> Optional.of(figure + (language.equals("de") ? " %" : "%"));
      case MONEY -> money(sign, figure, unit, value.get());
      default -> Optional.of(measure(figure, unit, matcher.group("space"), value.get()));
    };
  }

  private static String scale(Matcher matcher) {
    return Optional.ofNullable(matcher.group("scale")).orElse("");
  }

  private static String unsigned(String figure) {
    return "+-−".indexOf(figure.charAt(0)) >= 0 ? figure.substring(1) : figure;
  }

  private String figure(
      BigDecimal value, String written, boolean korean, boolean german, boolean scaled) {
    if (language.equals("ko")) {
      return scaled ? KoreanNumbers.format(value) : german ? Figures.fromGerman(written) : written;
    }
    if (language.equals("de") && german && !scaled) {
      return written;
    }
    String english = written;
    if (korean || scaled) {
      english = Figures.english(value);
    } else if (german) {
      english = Figures.fromGerman(written);
    }
    return language.equals("de") ? Figures.toGerman(english) : english;
  }

  private Optional<String> money(String sign, String figure, String unit, BigDecimal value) {
    String gap = figure.matches(".*[만억조]") ? " " : "";
    if (!sign.isEmpty() && !gap.isEmpty()) {
      return Units.ofSign(sign).map(c -> figure + gap + c.korean());
    }
    if (!sign.isEmpty()) {
      String signed = language.equals("de") ? figure + " " + sign : sign + figure;
      return unit.isEmpty() ? Optional.of(signed) : Optional.empty();
    }
    Optional<Units.Currency> currency = Units.currency(unit);
    return currency.map(
        c ->
            switch (language) {
              case "ko" -> figure + gap + c.korean();
              case "de" -> figure + " " + c.german();
              default -> figure + " " + c.english(value);
            });
  }

  private String measure(String figure, String unit, String space, BigDecimal value) {
    Optional<Units.Measure> word = Units.measure(unit);
    if (word.isEmpty()) {
      return figure + space + unit;
    }
    return switch (language) {
      case "ko" -> figure + unit;
      case "de" -> figure + " " + word.get().german();
      default -> figure + " " + word.get().english(value);
    };
  }
}
