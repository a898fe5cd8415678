package dev.ieum.tokenizers.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Lines with entities of all kinds, for checks of what is carried over. Deterministic.
 *
 * <p>Frames, of which a third hold two or three entities, are filled with pieces made by a grammar
 * for each kind; in Korean, particles are glued to them, and marks of the sentence in both
 * languages.
 */
public final class EntityLines {
  private static final List<String> KOREAN =
      List.of(
          "#이 맞는지 확인해 주세요.",
          "어제 #을 봤어요",
          "자세한 내용은 #에서 볼 수 있습니다.",
          "이번에는 #로 했습니다!",
          "그 사람이 #라고 말했다.",
          "혹시 (#) 보셨나요?",
          "# 좀 알려 줄래?",
          "“#”는 처음 봅니다.",
          "제 답은 #입니다",
          "#, 그것뿐이에요.",
          "우리는 #과 #을 비교했다.",
          "#부터 #까지 모두 적으세요.",
          "먼저 #, 다음은 #, 끝으로 #도 넣으세요.");

  private static final List<String> ENGLISH =
      List.of(
          "Please check whether # is right.",
          "I saw # yesterday",
          "You can find more in #.",
          "This time we used #!",
          "He said “#” again.",
          "Did you see it (#)?",
          "My answer is #",
          "# is all we have.",
          "We compared # with #.",
          "From # to #, write down all of them.",
          "First #, then #, and at last #.");

  /** A line and the entities that were put into it, in order. */
  public record Line(String text, List<Piece> pieces) {}

  /** One entity of a line. */
  public record Piece(EntityKind kind, String text) {}

  private final Random random;
  private final boolean korean;

  private EntityLines(long seed, String language) {
    random = new Random(seed);
    korean = language.equals("ko");
  }

  /** Makes {@code count} lines of {@code language}, ko or en. */
  public static List<Line> of(long seed, String language, int count) {
    EntityLines lines = new EntityLines(seed, language);
    List<Line> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      made.add(lines.line(i));
    }
    return made;
  }

  /** Returns one text of each kind. */
  public static List<String> fillers() {
    EntityLines lines = new EntityLines(1, "ko");
    List<String> fillers = new ArrayList<>();
    for (EntityKind kind : EntityKind.values()) {
      fillers.add(lines.filler(kind));
    }
    return fillers;
  }

  private Line line(int i) {
    List<String> frames = korean ? KOREAN : ENGLISH;
    String frame = frames.get(random.nextInt(frames.size()));
    StringBuilder text = new StringBuilder();
    List<Piece> pieces = new ArrayList<>();
    EntityKind[] kinds = EntityKind.values();
    for (int at = 0; at < frame.length(); at++) {
      if (frame.charAt(at) != '#') {
        text.append(frame.charAt(at));
        continue;
      }
      EntityKind kind = kinds[(i + 7 * pieces.size()) % kinds.length];
      if (kind == EntityKind.NAME && !korean) {
        kind = EntityKind.URL;
      }
      Piece piece = new Piece(kind, filler(kind));
      pieces.add(piece);
      text.append(piece.text());
    }
    return new Line(text.toString(), List.copyOf(pieces));
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }

  private int number(int from, int to) {
    return from + random.nextInt(to - from);
  }

  private String grouped() {
    StringBuilder figure = new StringBuilder().append(number(1, 1000));
    for (int groups = number(1, 4); groups > 0; groups--) {
      figure.append(",%03d".formatted(number(0, 1000)));
    }
    return figure.toString();
  }

  private String filler(EntityKind kind) {
    return switch (kind) {
      case URL ->
          one("https://", "http://", "https://www.")
              + one("example.com", "sub.example.org", "test.co.kr")
              + one(
                  "",
                  "/",
                  "/a/b-%d.html".formatted(number(1, 99)),
                  "/x?q=%d&r=a".formatted(number(1, 99)),
                  "/p#s");
      case EMAIL -> one("minsu_kim", "a.b", "j+x") + "@" + one("example.com", "mail.test.co.kr");
      case PATH ->
          one("report-%d.pdf", "src/main/App%d.java", "/etc/conf.d/a%d.ini", "C:\\tmp\\a%d.txt")
              .formatted(number(1, 99));
      case CODE -> one("`x = %d`", "``a[%d]``", "<code>f(%d)</code>").formatted(number(1, 99));
      case VERSION -> one("v%d.2", "%d.0.1", "%d.4.0-beta", "v%d.1.3-rc1").formatted(number(1, 20));
      case ORDER_NUMBER -> one("AB-%d-X", "#%d", "ORD%d", "20%d-7Q").formatted(number(1000, 99999));
      case PHONE ->
          one("010-%d-5678", "02-%d-1234", "+82 10-%d-0000", "(031) %d-1234")
              .formatted(number(1000, 9999));
      case DATE -> date();
      case TIME ->
          korean
              ? one("오후 %d시 30분", "오전 %d시", "%d시 15분").formatted(number(1, 12))
              : one("%d:45", "%d:30 p.m.").formatted(number(1, 12));
      case MONEY ->
          korean
              ? one(
                  grouped() + "원",
                  "$" + grouped(),
                  number(1, 99) + "만 원",
                  number(1, 99) + "억 " + number(1, 9) + "천만 원",
                  "€" + number(1, 99) + ".50")
              : one(
                  "$" + grouped(),
                  "₩" + grouped(),
                  grouped() + " won",
                  "€" + number(1, 99) + ".50",
                  number(2, 99) + " million dollars");
      case PERCENT -> number(1, 100) + one("%", ".5%", korean ? "퍼센트" : " percent");
      case MEASURE ->
          number(1, 500) + (korean ? one("kg", "㎏", "킬로미터", ".5 cm") : one("kg", " km", ".5 cm"));
      case NUMBER -> one(grouped(), number(100, 99999) + "", number(1, 99) + "." + number(1, 99));
      case PLACEHOLDER -> one("{name%d}", "{{a.b%d}}", "%%%d$s", "${v%d}").formatted(number(1, 9));
      case TAG -> one("<br/>", "<img src=\"a%d.png\">", "<x id='%d'/>").formatted(number(1, 99));
      case REFERENCE -> one("&amp;", "&lt;", "&#%d;".formatted(number(1000, 60000)));
      case MARKDOWN -> "~~";
      case MENTION -> "@" + one("user", "min_su", "kim.lee") + number(1, 99);
      case HASHTAG -> "#" + one("news", "trip_") + number(1, 99);
      case EMOJI ->
          one("😀", "👍🏽", "🇰🇷", "👨‍👩‍👧‍👦", "❤️", "★", "1️⃣", "🎉🎉🎉", "🏴󠁧󠁢󠁥󠁮󠁧󠁿");
      case NAME ->
          one("Samsung", "Kubernetes", "Wi-Fi", "John Smith", "C++", "café", "Galaxy Note");
      case PRIVATE_USE -> Character.toString(0xE000 + random.nextInt(0x1000));
    };
  }

  private String date() {
    int year = number(1950, 2050);
    int month = number(1, 13);
    int day = number(1, 29);
    return korean
        ? one("%d년 %d월 %d일", "%d-%02d-%02d", "%d. %d. %d.", "%d/%d/%d", "%d.%02d.%02d")
            .formatted(year, month, day)
        : one("%d-%02d-%02d", "%d/%d/%d").formatted(year, month, day);
  }

  /**
   * Counts, by kind, how often an entity is in an output exactly as often as it was put in.
   *
   * @param outputs one for each line
   * @param language what entities are rendered in
   * @return for each kind how many were kept, and of how many
   */
  public static Map<EntityKind, int[]> check(
      List<Line> lines, List<String> outputs, String language) {
    Map<EntityKind, int[]> counts = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      for (Piece piece : lines.get(i).pieces()) {
        String expected = EntityRendering.render(piece.kind(), piece.text(), language);
        long wanted =
            lines.get(i).pieces().stream()
                .map(p -> EntityRendering.render(p.kind(), p.text(), language))
                .mapToLong(text -> count(text, expected))
                .sum();
        int[] count = counts.computeIfAbsent(piece.kind(), kind -> new int[2]);
        count[0] += count(outputs.get(i), expected) == wanted ? 1 : 0;
        count[1]++;
      }
    }
    return counts;
  }

  private static long count(String text, String piece) {
    long count = 0;
    for (int at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + piece.length())) {
      count++;
    }
    return count;
  }
}
