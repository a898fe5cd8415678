package dev.ieum.seq2seq.text;

import dev.ieum.tokenizers.entity.EntityKind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A word that a network knows well, in the place of an entity that it would garble.
 *
 * @param source what stands in the text
 * @param target what it becomes in the translation
 */
record StandIn(String source, Pattern target) {
  private static final List<StandIn> NAMES =
      List.of(
          of("톰", "Tom"),
          of("메리", "Mary"),
          of("보스턴", "Boston"),
          of("호주", "Australia"),
          of("런던", "London"),
          of("일본", "Japan"));

  private static final List<StandIn> DAYS =
      List.of(of("월요일", "Monday"), of("금요일", "Friday"), of("화요일", "Tuesday"));

  private static final List<StandIn> TIMES =
      List.of(
          of("10시", "(?:10(?::00)?|ten)(?: o['’]clock)?(?: [ap]\\.?m\\.?)?"),
          of("7시", "(?:7(?::00)?|seven)(?: o['’]clock)?(?: [ap]\\.?m\\.?)?"));

  private static final List<StandIn> NUMBERS =
      List.of(of("30", "30|thirty"), of("45", "45|forty-five"), of("70", "70|seventy"));

  private static final List<StandIn> SHARES = List.of(of("25%", "25 ?(?:%|percent)"));

  private static final List<StandIn> MONEY =
      List.of(
          of("20 달러", "(?:\\$ ?)?(?:20|twenty)(?: dollars?)?"),
          of("60 달러", "(?:\\$ ?)?(?:60|sixty)(?: dollars?)?"));

  private static final List<StandIn> LENGTHS =
      List.of(
          of("15킬로미터", "15 ?(?:km|kilometers?|kilometres?)?"),
          of("35킬로미터", "35 ?(?:km|kilometers?|kilometres?)?"));

  private static StandIn of(String source, String target) {
    return new StandIn(
        source, Pattern.compile("(?<![\\p{L}\\d])(?:" + target + ")(?![\\p{L}\\d])"));
  }

  /** Returns those for a kind from Korean to English, best first. */
  static List<StandIn> of(EntityKind kind) {
    return switch (kind) {
      case DATE -> DAYS;
      case TIME -> TIMES;
      case NUMBER -> NUMBERS;
      case PERCENT -> SHARES;
      case MONEY -> MONEY;
      case MEASURE -> LENGTHS;
      default -> NAMES;
    };
  }
}
