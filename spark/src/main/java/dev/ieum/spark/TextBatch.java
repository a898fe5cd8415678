package dev.ieum.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Computes a function of texts such that one bad text costs no other its result. */
final class TextBatch {
  /** Longer texts are no sentences or reviews, and would keep a task busy for hours. */
  static final int MAX_CHARACTERS = 1_000_000;

  private TextBatch() {}

  /**
   * What became of a text. Immutable.
   *
   * @param value null for a null text, for a blank one where the function says so, and for a bad
   *     one
   * @param error null but for a bad text
   */
  record Result(Object value, String error) {}

  /**
   * Returns a result for each text, in order.
   *
   * @param texts null where a row has none
   * @throws CancellationException when the task is cancelled
   */
  static List<Result> compute(TextFunction function, List<String> texts) {
    List<String> good = texts.stream().filter(text -> text != null && !isTooLong(text)).toList();
    List<Object> values;
    try {
      values = function.apply(good);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      if (texts.size() == 1) {
        return List.of(new Result(null, message(e)));
      }
      return texts.stream()
          .map(text -> compute(function, Collections.singletonList(text)).get(0))
          .toList();
    }
    List<Result> results = new ArrayList<>(texts.size());
    int next = 0;
    for (String text : texts) {
      if (text == null) {
        results.add(new Result(null, null));
      } else if (isTooLong(text)) {
        results.add(
            new Result(
                null,
                "text = %d characters; allowed: %d; split it"
                    .formatted(text.length(), MAX_CHARACTERS)));
      } else {
        results.add(new Result(values.get(next++), null));
      }
    }
    return results;
  }

  private static boolean isTooLong(String text) {
    return text.length() > MAX_CHARACTERS;
  }

  private static String message(RuntimeException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
