package dev.ieum.core.config;

import java.math.BigDecimal;

/** The words for a range of numbers in messages. */
final class Range {

  private Range() {}

  /** Bounds at the ends of int or long mean "no bound". */
  static String of(long min, long max) {
    boolean bottomless = min == Integer.MIN_VALUE || min == Long.MIN_VALUE;
    boolean endless = max == Integer.MAX_VALUE || max == Long.MAX_VALUE;
    return words(Long.toString(min), Long.toString(max), bottomless, endless, "any integer");
  }

  /** Infinite bounds, or the largest double, mean "no bound". */
  static String of(double min, double max) {
    return words(
        plain(min),
        plain(max),
        min <= -Double.MAX_VALUE,
        max >= Double.MAX_VALUE,
        "any finite number");
  }

  private static String words(
      String min, String max, boolean bottomless, boolean endless, String any) {
    if (bottomless) {
      return endless ? any : max + " or less";
    }
    return endless ? min + " or more" : min + " to " + max;
  }

  static String plain(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
    return Math.abs(decimal.scale()) > 6 ? Double.toString(value) : decimal.toPlainString();
  }
}
