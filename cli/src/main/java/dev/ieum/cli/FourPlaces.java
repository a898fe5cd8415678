package dev.ieum.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounds the numbers that models give: more than four places would tell nobody more. */
final class FourPlaces {

  private FourPlaces() {}

  static BigDecimal of(double value) {
    return new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN);
  }

  static String text(double value) {
    return of(value).toPlainString();
  }
}
