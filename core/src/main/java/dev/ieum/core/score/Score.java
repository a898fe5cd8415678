package dev.ieum.core.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * A figure with all that is needed to compare it. Immutable.
 *
 * @param name the metric's name, such as {@code BLEU}
 * @param value the figure, from 0 to 100
 * @param signature the choices that gave it, in sacreBLEU's form
 * @param detail what stands behind the figure (BLEU's precisions and lengths); may be empty
 */
public record Score(String name, double value, String signature, String detail) {
  /** The part of a signature that says whose code computed it; changes when a figure may. */
  static final String VERSION = "version:ieum-0.1.0";

  public Score {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(signature, "signature");
    Objects.requireNonNull(detail, "detail");
  }

  /** Returns the figure as sacreBLEU prints it: {@code BLEU = 9.31 38.0/13.2/5.8/2.6 (BP = …)}. */
  public String text() {
    return withLabel(name);
  }

  /** Returns the figure led by its signature: {@code BLEU|nrefs:1|… = 9.31 38.0/…}. */
  public String textWithSignature() {
    return withLabel(signature);
  }

  private String withLabel(String label) {
    return label + " = " + fixed(value, 2) + (detail.isEmpty() ? "" : " " + detail);
  }

  /**
   * Rounds as C and Python print: by the exact binary value, an exact tie to the even digit. Java's
   * own formatter rounds 0.125 up.
   */
  static String fixed(double value, int digits) {
    return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
  }
}
