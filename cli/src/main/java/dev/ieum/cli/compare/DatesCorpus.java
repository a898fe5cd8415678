package dev.ieum.cli.compare;

import dev.ieum.datasets.TextPair;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Korean phrases of dates, times, sums and counted things with their English, made up by rule: no
 * licence, any length, another order of words, numbers that must be right. The same seed gives the
 * same pairs. Not thread-safe; use one per thread.
 */
final class DatesCorpus {
  private static final String[] DIGITS = {"영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"};
  private static final String[] UNITS = {"", "십", "백", "천"};
  private static final String[] NATIVE = {
    "", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두"
  };
  private static final String[] NUMBERS = {
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve"
  };

  /** Korean noun and counter, English singular and plural. */
  private static final String[][] THINGS = {
    {"사과", "개", "apple", "apples"}, {"책", "권", "book", "books"},
    {"커피", "잔", "cup of coffee", "cups of coffee"}, {"고양이", "마리", "cat", "cats"},
    {"자동차", "대", "car", "cars"}, {"표", "장", "ticket", "tickets"},
    {"연필", "자루", "pencil", "pencils"}, {"의자", "개", "chair", "chairs"},
    {"학생", "명", "student", "students"}, {"꽃", "송이", "flower", "flowers"}
  };

  private final SplittableRandom random;

  DatesCorpus(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Returns pairs.
   *
   * @param clauses of a pair, at most
   */
  List<TextPair> pairs(int count, int clauses) {
    List<TextPair> pairs = new ArrayList<>(count);
    while (pairs.size() < count) {
      List<String> korean = new ArrayList<>();
      List<String> english = new ArrayList<>();
      for (int left = 1 + random.nextInt(clauses); left > 0; left--) {
        String[] clause = clause();
        korean.add(clause[0]);
        english.add(clause[1]);
      }
      pairs.add(
          new TextPair(
              String.join(", ", korean), String.join(", ", english), "", pairs.size() + 1L));
    }
    return pairs;
  }

  private String[] clause() {
    return switch (random.nextInt(5)) {
      case 0 -> date();
      case 1 -> time();
      case 2 -> {
        String[] date = date();
        String[] time = time();
        yield new String[] {date[0] + " " + time[0], time[1] + " on " + date[1]};
      }
      case 3 -> things();
      default -> sum();
    };
  }

  private String[] date() {
    int year = 1900 + random.nextInt(200);
    int month = 1 + random.nextInt(12);
    int day = 1 + random.nextInt(28);
    boolean figures = random.nextInt(3) == 0;
    String korean =
        figures
            ? "%d년 %d월 %d일".formatted(year, month, day)
            : "%s년 %s월 %s일".formatted(sino(year), month(month), sino(day));
    return new String[] {
      korean,
      "%s %d, %d"
          .formatted(Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH), day, year)
    };
  }

  /** June and October are written as they are said. */
  private static String month(int month) {
    return month == 6 ? "유" : month == 10 ? "시" : sino(month);
  }

  private String[] time() {
    int hour = 1 + random.nextInt(12);
    int minute = random.nextInt(60);
    boolean morning = random.nextBoolean();
    String korean =
        "%s %s 시%s"
            .formatted(
                morning ? "오전" : "오후", NATIVE[hour], minute == 0 ? "" : " " + sino(minute) + " 분");
    String english = minute == 0 ? Integer.toString(hour) : "%d:%02d".formatted(hour, minute);
    return new String[] {korean, english + (morning ? " a.m." : " p.m.")};
  }

  private String[] things() {
    String[] first = counted();
    String[] second = counted();
    return random.nextBoolean()
        ? first
        : new String[] {first[0] + " 그리고 " + second[0], first[1] + " and " + second[1]};
  }

  private String[] counted() {
    String[] thing = THINGS[random.nextInt(THINGS.length)];
    int count = 1 + random.nextInt(12);
    return new String[] {
      "%s %s %s".formatted(thing[0], NATIVE[count], thing[1]),
      NUMBERS[count] + " " + thing[count == 1 ? 2 : 3]
    };
  }

  private String[] sum() {
    int a = random.nextInt(100);
    int b = random.nextInt(100);
    return new String[] {
      "%s 더하기 %s 는 %s".formatted(sino(a), sino(b), sino(a + b)),
      "%d plus %d is %d".formatted(a, b, a + b)
    };
  }

  /** Returns a number below 10,000 as Korean says it in Chinese numerals. */
  static String sino(int number) {
    if (number == 0) {
      return DIGITS[0];
    }
    StringBuilder text = new StringBuilder();
    String figures = Integer.toString(number);
    for (int i = 0; i < figures.length(); i++) {
      int digit = figures.charAt(i) - '0';
      int power = figures.length() - 1 - i;
      if (digit > 0) {
        text.append(digit == 1 && power > 0 ? "" : DIGITS[digit]).append(UNITS[power]);
      }
    }
    return text.toString();
  }
}
