package dev.ieum.tokenizers.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.entity.Markup.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTest {
  private static final Pattern TAG = Pattern.compile("<[^<>]*>");

  private static Markup markup(String text) {
    return Markup.of(text, EntityRecognizer.find(text));
  }

  /** Aligns the words of a translation with words of the stripped source, by their numbers. */
  private static List<Anchor> anchors(String source, String translation, int... links) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < source.length(); i++) {
      if (source.charAt(i) != ' ' && (i == 0 || source.charAt(i - 1) == ' ')) {
        places.add(i);
      }
    }
    List<Anchor> anchors = new ArrayList<>();
    int at = 0;
    for (int link : links) {
      int end =
          translation.indexOf(' ', at) < 0 ? translation.length() : translation.indexOf(' ', at);
      anchors.add(new Anchor(at, end, places.get(link)));
      at = end + 1;
    }
    return anchors;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <b>시간</b>을 아끼세요|Save time|1 0|Save <b>time</b>
          <p>안녕 여러분</p>|Hello everyone|0 1|<p>Hello everyone</p>
          안녕하세요<br/>반갑습니다|Hello nice|0 1|Hello <br/>nice
          **중요**: 문을 닫으세요|Important: close doors|0 2 1|**Important:** close doors
          # 제목|Title|0|# Title
          <a href="#">여기</a>를 <i>꼭</i> 누르세요|Be sure to click here|1 1 1 2 0|<i>Be sure to</i> click <a href="#">here</a>
          [여기](https://a.com)를 눌러|Click here|1 0|Click [here](https://a.com)
          가 <b><i>나</i> 다</b>|C A B|2 0 1|<b>C A <i>B</i></b>
          가</b> 나<i>|A B|0 1|A</b> B<i>
          """)
  void project_tags_goWhereTheirWordsWent(
      String source, String translation, String links, String expected) {
    Markup markup = markup(source);
    int[] numbers = Pattern.compile(" ").splitAsStream(links).mapToInt(Integer::parseInt).toArray();
    List<Anchor> anchors = anchors(markup.text().text().strip(), translation, numbers);
    int shift = markup.text().text().indexOf(markup.text().text().strip());
    List<Anchor> moved =
        anchors.stream().map(a -> new Anchor(a.begin(), a.end(), a.source() + shift)).toList();
    assertEquals(expected, markup.project(translation, moved));
  }

  @Test
  void project_anchorOverBlank_isNotCut() {
    Markup markup = markup("가 <b>나</b> 다");
    String translation = "a 1 000 won c";
    List<Anchor> anchors =
        List.of(new Anchor(0, 1, 0), new Anchor(2, 11, 2), new Anchor(12, 13, 4));
    assertEquals("a <b>1 000 won</b> c", markup.project(translation, anchors));
  }

  @Test
  void project_withoutTags_isTheTranslationItself() {
    String translation = " a  b ";
    assertSame(translation, markup("가 나").project(translation, List.of()));
    assertTrue(markup("가 나").text().isUnchanged());
  }

  @Test
  void project_randomNestingsAndAlignments_keepTagsAndNesting() {
    Random random = new Random(8);
    for (int round = 0; round < 10_000; round++) {
      boolean wellNested = random.nextInt(3) > 0;
      StringBuilder source = new StringBuilder();
      List<String> open = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        int choice = random.nextInt(6);
        if (choice == 0) {
          open.add("t" + i);
          source.append("<t").append(i).append(" n='").append(i).append("'>");
        } else if (choice == 1 && !open.isEmpty()) {
          int last = wellNested ? open.size() - 1 : random.nextInt(open.size());
          source.append("</").append(open.remove(last)).append('>');
        } else if (choice == 2) {
          source.append("<v").append(i).append("/>");
        } else {
          source.append(random.nextBoolean() ? " 가" : "나");
        }
      }
      while (wellNested && !open.isEmpty()) {
        source.append("</").append(open.remove(open.size() - 1)).append('>');
      }
      Markup markup = markup(source.toString());
      StringBuilder translation = new StringBuilder();
      List<Anchor> anchors = new ArrayList<>();
      for (int left = random.nextInt(10); left > 0; left--) {
        translation.append(translation.isEmpty() ? "" : " ");
        int at = translation.length();
        translation.append("w").append(left);
        if (random.nextInt(5) > 0) {
          anchors.add(
              new Anchor(
                  at, translation.length(), random.nextInt(markup.text().text().length() + 1)));
        }
      }
      String projected = markup.project(translation.toString(), anchors);
      String told = source + " -> " + projected;
      assertEquals(
          tags(source.toString()).stream().sorted().toList(),
          tags(projected).stream().sorted().toList(),
          told);
      assertEquals(
          TAG.matcher(translation).replaceAll("").replace(" ", ""),
          TAG.matcher(projected).replaceAll("").replace(" ", ""),
          told);
      assertTrue(!Pattern.compile("w<[^>]*>\\d|w\\d+<[^>]*>\\d").matcher(projected).find(), told);
      if (wellNested) {
        assertEquals(paths(source.toString()), paths(projected), told);
      }
    }
  }

  private static List<String> tags(String text) {
    return TAG.matcher(text).results().map(match -> match.group()).toList();
  }

  /** The path of open elements to each tag, sorted; fails when badly nested. */
  private static List<String> paths(String text) {
    List<String> open = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (String tag : tags(text)) {
      String name = tag.replaceAll("[</>]|\\s.*", "");
      if (tag.startsWith("</")) {
        assertEquals(name, open.remove(open.size() - 1), text);
      } else {
        paths.add(open + tag);
        if (!tag.endsWith("/>")) {
          open.add(name);
        }
      }
    }
    return paths.stream().sorted().toList();
  }
}
