package dev.ieum.cli.compare;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * A figure of an architecture. Immutable.
 *
 * @param architecture its word
 * @param key what was measured, such as {@code recall/30}
 * @param value the figure; not a number where there is none, as when nothing was learned
 * @param low lower end of what chance or noise alone may make of it; the value where unknown
 * @param high upper end
 * @param timing whether another run gives another figure
 */
record Measurement(
    String architecture, String key, double value, double low, double high, boolean timing) {
  private static final Gson JSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  private static final List<String> FIGURES = List.of("value", "low", "high");

  /** A figure that is the same in each run. */
  static Measurement exact(Architecture of, String key, double value) {
    return new Measurement(of.word(), key, value, value, value, false);
  }

  /** A share of {@code cases} cases with its 95 % interval (Wilson 1927), in percent. */
  static Measurement share(Architecture of, String key, double share, long cases) {
    double z = 1.96;
    double n = cases;
    double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n);
    return new Measurement(
        of.word(), key, 100 * share, 100 * (middle - half), 100 * (middle + half), false);
  }

  /** The median of times measured again and again, and their middle half. */
  static Measurement timed(Architecture of, String key, double[] sorted) {
    int n = sorted.length;
    return new Measurement(
        of.word(), key, sorted[n / 2], sorted[n / 4], sorted[Math.min(n - 1, 3 * n / 4)], true);
  }

  JsonObject json() {
    JsonObject json = JSON.toJsonTree(this).getAsJsonObject();
    for (String figure : FIGURES) {
      if (!Double.isFinite(json.get(figure).getAsDouble())) {
        json.add(figure, JsonNull.INSTANCE); // JSON knows no number that is not finite
      }
    }
    return json;
  }

  static Measurement of(JsonObject json) {
    JsonObject whole = json.deepCopy();
    for (String figure : FIGURES) {
      if (whole.get(figure).isJsonNull()) {
        whole.addProperty(figure, Double.NaN);
      }
    }
    return JSON.fromJson(whole, Measurement.class);
  }
}
