package dev.ieum.tokenizers.entity;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times of day in Korean, English and German; what is in figures alone stays. */
final class Calendar {
  private static final List<String> ENGLISH =
      List.of(
          ("January February March April May June July August September October November"
                  + " December")
              .split(" "));

  private static final List<String> GERMAN =
      List.of(
          "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
              .split(" "));

  private static final Pattern KOREAN_DATE =
      Pattern.compile(
          "(?:(?<year>\\d{2,4})년)?(?: ?(?<month>\\d{1,2})월(?: ?(?<day>\\d{1,2})일)?)?"
              + "|(?<y>\\d{4})\\. (?<m>\\d{1,2})\\. (?<d>\\d{1,2})\\.?");

  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          "(?<month>[A-Za-z]++)\\.? (?:(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\\d{4}))?"
              + "|(?<only>\\d{4}))");

  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)? ?(?<month>[A-Za-zä]++)\\.?(?:,? (?<year>\\d{4}))?");

  private static final Pattern DOTTED_DAY = Pattern.compile("\\d{1,2}\\.");

  private static final Pattern KOREAN_TIME =
      Pattern.compile(
          "(?:(?<part>오전|오후|새벽|아침|저녁|밤|낮) ?)?(?:(?<hour>\\d{1,2})시"
              + "(?: ?(?:(?<minute>\\d{1,2})분(?: ?(?<second>\\d{1,2})초)?|(?<half>반)))?"
              + "|(?<h>\\d{1,2}):(?<m>\\d{2}))");

  private static final Pattern CLOCK =
      Pattern.compile(
          "(?<hour>\\d{1,2})(?::(?<minute>\\d{2}))? ?(?:(?<half>[AaPp])\\.?[Mm]\\.?|(?<uhr>Uhr)(?: (?<m>\\d{1,2}))?)");

  private Calendar() {}

  private record Day(String year, int month, String day) {}

  /** Returns the date in the language; nothing when it stays as it is. */
  static Optional<String> date(String text, String language) {
    return read(text)
        .filter(day -> day.month <= 12 && !isIn(language, text))
        .map(
            day ->
                switch (language) {
                  case "ko" -> korean(day);
                  case "de" -> german(day);
                  default -> english(day);
                });
  }

  /** Whether a date is written as the language does; German puts a full stop behind the day. */
  private static boolean isIn(String language, String text) {
    return switch (language) {
      case "ko" -> KOREAN_DATE.matcher(text).matches();
      case "en" ->
          ENGLISH.stream().anyMatch(name -> text.contains(name.substring(0, 3)))
              && !DOTTED_DAY.matcher(text).lookingAt();
      default -> false;
    };
  }

  private static Optional<Day> read(String text) {
    Matcher korean = KOREAN_DATE.matcher(text);
    if (korean.matches()) {
      boolean dotted = korean.group("y") != null;
      return Optional.of(
          new Day(
              or(korean.group(dotted ? "y" : "year")),
              number(korean.group(dotted ? "m" : "month")),
              or(korean.group(dotted ? "d" : "day"))));
    }
    Matcher first = MONTH_FIRST.matcher(text);
    if (first.matches()) {
      String year = first.group("only") == null ? first.group("year") : first.group("only");
      return month(first.group("month")).map(m -> new Day(or(year), m, or(first.group("day"))));
    }
    Matcher last = DAY_FIRST.matcher(text);
    return last.matches()
        ? month(last.group("month"))
            .map(m -> new Day(or(last.group("year")), m, or(last.group("day"))))
        : Optional.empty();
  }

  private static String or(String group) {
    return group == null ? "" : group;
  }

  private static int number(String figure) {
    return figure == null ? 0 : Integer.parseInt(figure);
  }

  private static Optional<Integer> month(String name) {
    for (int i = 0; i < 12; i++) {
      String three = name.length() >= 3 ? name.substring(0, 3) : name;
      boolean english = ENGLISH.get(i).equals(name) || ENGLISH.get(i).substring(0, 3).equals(three);
      boolean german = GERMAN.get(i).equals(name) || GERMAN.get(i).substring(0, 3).equals(three);
      if (english || german) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  private static String korean(Day day) {
    String year = day.year.isEmpty() ? "" : day.year + "년";
    String month = day.month == 0 ? "" : " " + day.month + "월";
    String date = day.day.isEmpty() ? "" : " " + Integer.parseInt(day.day) + "일";
    return (year + month + date).strip();
  }

  private static String english(Day day) {
    if (day.month == 0) {
      return day.year;
    }
    String month = ENGLISH.get(day.month - 1);
    if (day.day.isEmpty()) {
      return (month + " " + day.year).strip();
    }
    String date = month + " " + Integer.parseInt(day.day);
    return day.year.isEmpty() ? date : date + ", " + day.year;
  }

  private static String german(Day day) {
    String month = day.month == 0 ? "" : GERMAN.get(day.month - 1) + " ";
    String date = day.day.isEmpty() ? "" : Integer.parseInt(day.day) + ". ";
    return (date + month + day.year).strip();
  }

  /** Returns the time of day in the language; nothing when it stays as it is. */
  static Optional<String> time(String text, String language) {
    Matcher korean = KOREAN_TIME.matcher(text);
    if (korean.matches() && !(korean.group("h") != null && korean.group("part") == null)) {
      return language.equals("ko") ? Optional.empty() : fromKorean(korean, language);
    }
    Matcher clock = CLOCK.matcher(text);
    if (!clock.matches()) {
      return Optional.empty();
    }
    int hour = number(clock.group("hour"));
    int minute = number(clock.group("minute") == null ? clock.group("m") : clock.group("minute"));
    String half = or(clock.group("half"));
    boolean known = hour <= 24 && (half.isEmpty() || (hour >= 1 && hour <= 12));
    boolean same = half.isEmpty() == language.equals("de") && !language.equals("ko");
    if (!known || same) {
      return Optional.empty();
    }
    if (language.equals("ko")) {
      String part = half.isEmpty() ? "" : half.equalsIgnoreCase("a") ? "오전 " : "오후 ";
      return Optional.of(part + hour + "시" + (minute == 0 ? "" : " " + minute + "분"));
    }
    int day = half.equalsIgnoreCase("p") ? hour % 12 + 12 : half.isEmpty() ? hour : hour % 12;
    return Optional.of(
        language.equals("de")
            ? (minute == 0 ? day + " Uhr" : "%d:%02d Uhr".formatted(day, minute))
            : "%d:%02d".formatted(day, minute));
  }

  private static Optional<String> fromKorean(Matcher korean, String language) {
    int hour = number(korean.group(korean.group("h") == null ? "hour" : "h"));
    int minute =
        korean.group("half") != null
            ? 30
            : number(korean.group(korean.group("h") == null ? "minute" : "m"));
    if (hour > 24 || minute > 59) {
      return Optional.empty();
    }
    String part = or(korean.group("part"));
    boolean late = part.equals("오후") || part.equals("저녁") || (part.equals("밤") && hour >= 6);
    boolean afternoon = late || (part.equals("낮") && (hour == 12 || hour < 6));
    String second = or(korean.group("second"));
    String tail = second.isEmpty() ? "" : ":%02d".formatted(Integer.parseInt(second));
    boolean exact = minute == 0 && tail.isEmpty();
    if (language.equals("de")) {
      int day = afternoon && hour < 12 ? hour + 12 : part.isEmpty() || afternoon ? hour : hour % 12;
      return Optional.of(exact ? day + " Uhr" : "%d:%02d%s Uhr".formatted(day, minute, tail));
    }
    if (part.isEmpty()) {
      boolean clock = exact && hour >= 1 && hour <= 12;
      return Optional.of(clock ? hour + " o'clock" : "%d:%02d%s".formatted(hour, minute, tail));
    }
    int twelve = hour % 12 == 0 ? 12 : hour % 12;
    String figure = exact ? "" + twelve : "%d:%02d%s".formatted(twelve, minute, tail);
    return Optional.of(figure + (afternoon || hour > 12 ? " p.m." : " a.m."));
  }
}
