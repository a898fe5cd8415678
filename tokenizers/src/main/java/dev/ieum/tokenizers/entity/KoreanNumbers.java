package dev.ieum.tokenizers.entity;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Numbers with Korean units, of figures or of words: 10만 is 100,000, 3억 5천만 is 350,000,000, 이십오 is
 * 25, and so is 스물다섯.
 *
 * <p>Figures and Sino-Korean words count in groups of four digits (만, 억, 조), within a group by 십, 백
 * and 천. Native words count to 99. Stateless and thread-safe.
 */
public final class KoreanNumbers {
  /** From here on a figure is left as it was written: 경, which hardly anybody reads. */
  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(16);

  private static final String SMALL = "십백천";
  private static final String LARGE = "만억조";
  private static final String DIGITS = "일이삼사오육칠팔구";

  private static final List<String> TENS =
      List.of("열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔");

  private static final List<String> ONES =
      List.of("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉");

  /** Sino-Korean words for 10 and more. */
  static final String WORDS =
      ("(?=[DIGITS]?[SMALLLARGE])(?:[DIGITS]?[SMALL]|[DIGITS]?[LARGE](?: (?=[DIGITS]?[SMALL]))?"
              + "|[DIGITS](?![DIGITS])){1,16}+")
          .replace("DIGITS", DIGITS)
          .replace("SMALL", SMALL)
          .replace("LARGE", LARGE);

  /** Native words for 20 and more, as they stand before what is counted. */
  static final String NATIVE =
      "(?:스무|(?:%s)(?:%s)?+)"
          .formatted(String.join("|", TENS.subList(1, TENS.size())), String.join("|", ONES));

  private KoreanNumbers() {}

  /**
   * Returns the value of {@code text}: figures with or without thousands separators and decimals
   * (as English writes them), or words for them, each followed by units or nothing.
   *
   * @return nothing when it is not such a number, units do not get smaller, or the value is 10,000조
   *     or more
   */
  public static Optional<BigDecimal> parse(String text) {
    Optional<BigDecimal> counted = counted(text);
    if (counted.isPresent()) {
      return counted;
    }
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal group = BigDecimal.ZERO;
    int smallest = LARGE.length();
    int at = 0;
    boolean any = false;
    boolean negative = !text.isEmpty() && "-−".indexOf(text.charAt(0)) >= 0;
    if (negative || text.startsWith("+")) {
      at = 1;
    }
    while (at < text.length()) {
      if (any && text.charAt(at) == ' ') {
        at++;
      }
      int end = figureEnd(text, at);
      int word = end == at && at < text.length() ? DIGITS.indexOf(text.charAt(at)) : -1;
      boolean alone = end == at && word < 0 && isUnit(text, at); // 천 is 1,000; 만 closes a group
      Optional<BigDecimal> figure =
          word >= 0
              ? Optional.of(BigDecimal.valueOf(word + 1L))
              : alone
                  ? Optional.of(BigDecimal.valueOf(isLarge(text, at) && any ? 0 : 1))
                  : figure(text.substring(at, end));
      if (figure.isEmpty()) {
        return Optional.empty();
      }
      end += word >= 0 ? 1 : 0;
      any = true;
      at = end;
      BigDecimal value = figure.get();
      if (at < text.length() && SMALL.indexOf(text.charAt(at)) >= 0) {
        value = value.scaleByPowerOfTen(SMALL.indexOf(text.charAt(at)) + 1);
        at++;
      }
      group = group.add(value);
      int large = at < text.length() ? LARGE.indexOf(text.charAt(at)) : -1;
      if (large >= 0) {
        if (large >= smallest) {
          return Optional.empty();
        }
        smallest = large;
        sum = sum.add(group.scaleByPowerOfTen(4 * (large + 1)));
        group = BigDecimal.ZERO;
        at++;
      }
    }
    BigDecimal value = sum.add(group);
    return any && value.compareTo(LIMIT) < 0
        ? Optional.of(negative ? value.negate() : value)
        : Optional.empty();
  }

  /**
   * Returns {@code value} with the units 조, 억 and 만 where it is a whole multiple of 10,000 that has
   * at most two groups other than 0, otherwise in figures with separators: 350,000,000 is 3억 5000만,
   * 12,500 stays.
   */
  public static String format(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    boolean whole = plain.scale() <= 0;
    if (!whole || plain.abs().compareTo(LIMIT) >= 0) {
      return Figures.english(value);
    }
    long left = plain.abs().longValueExact();
    if (left < 10_000 || left % 10_000 != 0) {
      return Figures.english(value);
    }
    StringBuilder text = new StringBuilder();
    int groups = 0;
    long unit = 1_000_000_000_000L;
    for (int large = LARGE.length() - 1; large >= 0; large--) {
      long count = left / unit;
      if (count > 0) {
        text.append(groups++ > 0 ? " " : "").append(count).append(LARGE.charAt(large));
      }
      left %= unit;
      unit /= 10_000;
    }
    return groups > 2 ? Figures.english(value) : (plain.signum() < 0 ? "-" : "") + text;
  }

  private static boolean isUnit(String text, int at) {
    return at < text.length() && (SMALL.indexOf(text.charAt(at)) >= 0 || isLarge(text, at));
  }

  private static boolean isLarge(String text, int at) {
    return LARGE.indexOf(text.charAt(at)) >= 0;
  }

  /** Returns the value of native words: 스물 and 스무 are 20, 서른둘 and 서른두 32. */
  private static Optional<BigDecimal> counted(String text) {
    String plain = text.equals("스무") ? "스물" : text.replaceFirst("둘$", "두");
    for (int ten = 0; ten < TENS.size(); ten++) {
      if (plain.startsWith(TENS.get(ten))) {
        int one = ONES.indexOf(plain.substring(TENS.get(ten).length())) + 1;
        boolean whole = plain.length() == TENS.get(ten).length();
        return whole || one > 0
            ? Optional.of(BigDecimal.valueOf(10L * (ten + 1) + one))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static int figureEnd(String text, int from) {
    int end = from;
    while (end < text.length() && "0123456789.,".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  private static Optional<BigDecimal> figure(String figure) {
    return figure.length() > 24 ? Optional.empty() : Figures.parseEnglish(figure);
  }
}
