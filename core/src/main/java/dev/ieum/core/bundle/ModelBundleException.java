package dev.ieum.core.bundle;

/**
 * A model bundle, or a file of one, that cannot be used as it is; the message names the file, what
 * is wrong with it and what to do.
 */
public final class ModelBundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 1000;

  /** Creates the error with a whole message: {@code where: what = value; allowed; what to do}. */
  public ModelBundleException(String message) {
    super(harmless(message));
  }

  /** Creates the error with a whole message and what caused it. */
  public ModelBundleException(String message, Throwable cause) {
    super(harmless(message), cause);
  }

  /** A message may quote any file. */
  private static String harmless(String message) {
    String shown = message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message;
    return shown.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}[\\p{Cf}&&[^\\u200C\\u200D]]]", "?");
  }
}
