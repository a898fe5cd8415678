package dev.ieum.sequences.series;

import dev.ieum.core.config.Setting;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the times of a column are written. A time is a number: seconds since 1970 as the clock on the
 * wall shows them (or in UTC, where an offset is written), or the number itself. Immutable.
 *
 * @param form the finest unit written
 * @param dayFirst whether {@code 3/4/2020} is in April
 * @param unit seconds in one of the numbers of {@link Form#EPOCH}
 */
public record TimeFormat(Form form, boolean dayFirst, @Setting(or = "1") double unit) {

  /** What a column of times holds. */
  public enum Form {
    /** Nothing: rows stand in order. */
    ROWS,
    /** Numbers that count something. */
    NUMBER,
    /** Seconds or milliseconds since 1970. */
    EPOCH,
    /** Year and month. */
    MONTH,
    /** Dates. */
    DATE,
    /** Dates with a time of day. */
    DATE_TIME
  }

  /** Rows in order. */
  public static final TimeFormat ROWS = new TimeFormat(Form.ROWS, false, 1);

  private static final String CLOCK =
      "(?:[T\\s]+(\\d{1,2})(?::(\\d{2}))?(?::(\\d{2})(?:[.,](\\d{1,9}))?)?)?"
          + "\\s*(Z|[+-]\\d{2}:?\\d{2})?";

  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          "(\\d{4})\\s*[-/.년]\\s*(\\d{1,2})(?:\\s*[-/.월]\\s*(\\d{1,2}))?[.월일]?" + CLOCK);

  private static final Pattern COMPACT =
      Pattern.compile("((?:1[6-9]|2[01])\\d{2})(\\d{2})(\\d{2})" + CLOCK);

  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})" + CLOCK);

  private static final double EPOCH_SECONDS = 5e8;
  private static final double EPOCH_MILLIS = 5e11;
  private static final double LATEST = 253_402_300_799.0; // the end of the year 9999

  /** Returns the format that all cells have, if there is one. */
  static Optional<TimeFormat> detect(List<String> cells) {
    if (cells.isEmpty()) {
      return Optional.empty();
    }
    if (all(cells, YEAR_FIRST)) {
      return checked(cells, finest(cells, YEAR_FIRST), false);
    }
    if (all(cells, COMPACT)) {
      return checked(cells, finest(cells, COMPACT), false);
    }
    if (all(cells, YEAR_LAST)) {
      boolean day = cells.stream().anyMatch(cell -> part(cell, YEAR_LAST, 1) > 12);
      boolean dotted = cells.get(0).indexOf('.') > 0;
      boolean month = cells.stream().anyMatch(cell -> part(cell, YEAR_LAST, 2) > 12);
      return checked(cells, finest(cells, YEAR_LAST), day || (dotted && !month));
    }
    try {
      double least = Double.POSITIVE_INFINITY;
      for (String cell : cells) {
        least = Math.min(least, Double.parseDouble(cell.strip()));
      }
      TimeFormat epoch = new TimeFormat(Form.EPOCH, false, least >= EPOCH_MILLIS ? 0.001 : 1);
      TimeFormat number = new TimeFormat(Form.NUMBER, false, 1);
      return least >= EPOCH_SECONDS && checked(cells, epoch).isPresent()
          ? Optional.of(epoch)
          : checked(cells, number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<TimeFormat> checked(List<String> cells, Form form, boolean dayFirst) {
    return checked(cells, new TimeFormat(form, dayFirst, 1));
  }

  private static Optional<TimeFormat> checked(List<String> cells, TimeFormat format) {
    return cells.stream().allMatch(cell -> format.read(cell).isPresent())
        ? Optional.of(format)
        : Optional.empty();
  }

  private static boolean all(List<String> cells, Pattern pattern) {
    return cells.stream().allMatch(cell -> pattern.matcher(cell.strip()).matches());
  }

  private static int part(String cell, Pattern pattern, int group) {
    Matcher matcher = pattern.matcher(cell.strip());
    return matcher.matches() ? Integer.parseInt(matcher.group(group)) : 0;
  }

  private static Form finest(List<String> cells, Pattern pattern) {
    Form form = Form.MONTH;
    for (String cell : cells) {
      Matcher matcher = pattern.matcher(cell.strip());
      if (matcher.matches() && matcher.group(4) != null) {
        return Form.DATE_TIME;
      }
      if (matcher.matches() && matcher.group(3) != null) {
        form = Form.DATE;
      }
    }
    return form;
  }

  /** Returns the time of a cell, if it has one. */
  public Optional<Double> read(String cell) {
    String text = cell.strip();
    try {
      if (form == Form.NUMBER || form == Form.EPOCH || form == Form.ROWS) {
        double value = Double.parseDouble(text);
        boolean none = form == Form.EPOCH && (text.length() < 9 || value * unit > LATEST);
        return Double.isFinite(value) && !none ? Optional.of(value * unit) : Optional.empty();
      }
      for (Pattern pattern : List.of(YEAR_FIRST, COMPACT, YEAR_LAST)) {
        Matcher matcher = pattern.matcher(text);
        if (matcher.matches()) {
          return Optional.of(seconds(matcher, pattern == YEAR_LAST));
        }
      }
      return Optional.empty();
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private double seconds(Matcher matcher, boolean yearLast) {
    int first = number(matcher, 1, 1);
    int second = number(matcher, 2, 1);
    int third = number(matcher, 3, 1);
    LocalDateTime date =
        yearLast
            ? LocalDateTime.of(third, dayFirst ? second : first, dayFirst ? first : second, 0, 0)
            : LocalDateTime.of(first, second, third, 0, 0);
    long clock = 3600L * number(matcher, 4, 0) + 60L * number(matcher, 5, 0);
    if (clock > 24 * 3600 || number(matcher, 5, 0) > 59 || number(matcher, 6, 0) > 60) {
      throw new DateTimeException("no time of day");
    }
    double fraction = matcher.group(7) == null ? 0 : Double.parseDouble("0." + matcher.group(7));
    double seconds = date.toEpochSecond(ZoneOffset.UTC) + clock + number(matcher, 6, 0) + fraction;
    String zone = matcher.group(8);
    return zone == null ? seconds : seconds - ZoneOffset.of(zone).getTotalSeconds();
  }

  private static int number(Matcher matcher, int group, int otherwise) {
    return matcher.group(group) == null ? otherwise : Integer.parseInt(matcher.group(group));
  }

  /** Says whether times are on the calendar. */
  public boolean dated() {
    return form != Form.ROWS && form != Form.NUMBER;
  }

  /** Returns a time as it is written in results. */
  public String text(double time) {
    if (!dated()) {
      double rounded = Math.rint(time * 1e6) / 1e6;
      return rounded == Math.rint(rounded)
          ? Long.toString((long) rounded)
          : Double.toString(rounded);
    }
    LocalDateTime date = date(time);
    return switch (form) {
      case MONTH -> date.toString().substring(0, 7);
      case DATE -> date.toLocalDate().toString();
      default -> date.truncatedTo(ChronoUnit.MILLIS).toString();
    };
  }

  static LocalDateTime date(double time) {
    long seconds = (long) Math.floor(time);
    return LocalDateTime.ofEpochSecond(
        seconds, (int) Math.round((time - seconds) * 1000) % 1000 * 1_000_000, ZoneOffset.UTC);
  }
}
