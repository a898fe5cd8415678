package dev.ieum.tokenizers.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.document.HtmlScanner.Token;
import dev.ieum.tokenizers.document.HtmlScanner.TokenType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Laws of random documents: the pieces are the document; with its own texts it is what it was;
 * whatever a translator returns, marks are neither lost nor added.
 */
class DocumentLawsTest {
  private static final int ROUNDS = 2_000;

  private static final List<String> WORDS =
      List.of(
          "영화",
          "the",
          "Hello, world.",
          "a<b",
          "R&D",
          "3",
          "…",
          "**",
          "x_y",
          "[z]",
          "1.",
          "-",
          "\\q");

  private static final List<String> PIECES =
      List.of(
          "<b>",
          "</b>",
          "<i class='x>y'>",
          "</i>",
          "<p>",
          "</p>",
          "<br/>",
          "<!-- c -->",
          "&amp;",
          "&foo;",
          "&#44032;",
          "<pre>",
          "</pre>",
          "<code>",
          "</code>",
          "<script>",
          "</script>",
          "<a href=\"",
          "\">",
          "</a>",
          "<",
          ">",
          "\n",
          "\r\n",
          "\n\n",
          "  ",
          "*",
          "**",
          "_",
          "~~",
          "`",
          "```",
          "[",
          "](u(v))",
          "][id]",
          "![",
          "]",
          "# ",
          "- ",
          "> ",
          "1. ",
          "|",
          "|---|",
          "---",
          "===",
          "    ",
          "\t",
          "\\",
          "[id]: x",
          "[^1]: ",
          "\uFEFF",
          "<1>",
          "</1>",
          "<span translate=no>",
          "</span>",
          "<!",
          "<?",
          "</",
          "<v A>",
          "\uD83D");

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static String noise(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      text.append(random.nextBoolean() ? any(WORDS, random) + " " : any(PIECES, random));
    }
    return text.toString();
  }

  private static String inline(Random random, List<String> marks) {
    StringBuilder text = new StringBuilder("w");
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(
              random.nextInt(3) == 0
                  ? any(marks, random)
                  : any(List.of("영화", "the", "x. Y"), random))
          .append(random.nextBoolean() ? " " : "");
    }
    return text.append("z").toString();
  }

  private static String document(DocumentFormat format, Random random) {
    String end = random.nextBoolean() ? "\n" : "\r\n";
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "\uFEFF" : "");
    List<String> marks = List.of("<i>", "</i>", "<b>", "</b>", "{\\an8}", "- ");
    switch (format) {
      case HTML, MARKDOWN -> {
        return noise(random);
      }
      case SRT, VTT -> {
        if (format == DocumentFormat.VTT) {
          text.append("WEBVTT x" + end + end + "NOTE a" + end + "b" + end + end);
        }
        for (int i = random.nextInt(5); i >= 0; i--) {
          text.append(random.nextInt(99) + end + "00:00:01.000 --> 00:00:02.000 x:1" + end);
          for (int line = random.nextInt(4); line > 0; line--) {
            text.append(inline(random, marks) + end);
          }
          text.append(end);
        }
      }
      case PO -> {
        for (int i = random.nextInt(5); i >= 0; i--) {
          String value =
              inline(random, List.of("%d", "\\n", "\\\"", "<b>", "\\t", "\"" + end + "\""));
          text.append("#: c" + end + "msgid \"" + value + "\"" + end);
          boolean plural = random.nextBoolean();
          text.append(plural ? "msgid_plural \"" + value + "s\"" + end : "");
          String filled = random.nextInt(3) == 0 ? "da" : "";
          text.append((plural ? "msgstr[0] \"" : "msgstr \"") + filled + "\"" + end + end);
        }
      }
    }
    return text.toString();
  }

  /** What a bad translator makes of a text: numbered tags lost, repeated, moved. */
  private static String mangled(String text, Random random) {
    List<String> words = new ArrayList<>(List.of(text.split("(?<=>)|(?=<)| ", -1)));
    for (int i = random.nextInt(4); i > 0 && !words.isEmpty(); i--) {
      int at = random.nextInt(words.size());
      switch (random.nextInt(4)) {
        case 0 -> words.remove(at);
        case 1 -> words.add(at, any(words, random));
        case 2 -> words.add(words.remove(at));
        default ->
            words.set(at, any(List.of("<2>", "</b>", "<b>", "x & y", "<!--", "* *", "|"), random));
      }
    }
    return "q" + String.join(random.nextBoolean() ? " " : "", words);
  }

  @ParameterizedTest
  @EnumSource
  void document_ofItsOwnTexts_isWhatItWas(DocumentFormat format) {
    Random random = new Random(7);
    int texts = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String content = document(format, random);
      Document document = Document.parse(format, "x", content);
      assertEquals(content, document.toString());
      assertEquals(content, document.with(document.texts()));
      assertTrue(document.texts().stream().noneMatch(String::isBlank), content);
      texts += document.texts().size();
    }
    assertTrue(texts > ROUNDS, texts + " texts");
  }

  private static List<String> marks(DocumentFormat format, String document) {
    List<String> found = new ArrayList<>();
    if (format == DocumentFormat.HTML) {
      HtmlScanner scanner = new HtmlScanner(document);
      while (scanner.hasNext()) {
        Token token = scanner.next();
        if (token.type() != TokenType.TEXT) {
          found.add(token.raw());
        }
      }
    } else {
      String kept =
          switch (format) {
            case SRT, VTT -> "(?m)^\\d+\\r?$|\\S+ --> .*|</?[ib]>|\\{.an8\\}|WEBVTT.*|NOTE.*";
            default -> "(?m)^(?:#|msgid|msgid_plural|msgstr\\S*) .*?(?=\"|$)";
          };
      Pattern.compile(kept).matcher(document).results().forEach(m -> found.add(m.group()));
    }
    return found.stream().sorted().toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = DocumentFormat.class,
      names = {"HTML", "SRT", "VTT", "PO"})
  void document_ofAnyTranslations_hasTheSameMarks(DocumentFormat format) {
    Random random = new Random(8);
    for (int i = 0; i < ROUNDS; i++) {
      String content = document(format, random);
      Document document = Document.parse(format, "x", content);
      List<String> translations =
          document.texts().stream()
              .map(text -> mangled(text, random))
              .map(text -> format == DocumentFormat.SRT ? text.replaceAll("</?b>|<!--", "") : text)
              .toList();
      String written = document.with(translations);
      assertEquals(marks(format, content), marks(format, written), content + "\n=>\n" + written);
      if (format != DocumentFormat.HTML) {
        assertEquals(
            content.contains("\r\n"), written.contains("\r\n"), content + "\n=>\n" + written);
        Document.parse(format, "x", written); // which would fail on a damaged structure
      }
    }
  }

  @Test
  void markdown_ofOtherWords_hasTheSameCodeAndTargets() {
    Random random = new Random(9);
    List<String> marks =
        List.of(
            "`a b`",
            "[t](u/v)",
            "**",
            "*",
            "~~",
            "![i](j.png)",
            "<br>",
            "\\*",
            "&amp;",
            "<http://x>");
    Pattern kept =
        Pattern.compile(
            "`a b`|\\]\\(u/v\\)|\\]\\(j.png\\)|<br>|\\\\\\*|&amp;|<http://x>|^[-#>] ",
            Pattern.MULTILINE);
    for (int i = 0; i < ROUNDS; i++) {
      String block = any(List.of("", "# ", "- ", "> ", "1. "), random);
      String content = block + inline(random, marks) + "\n" + inline(random, marks) + "\n";
      Document document = Document.parse(DocumentFormat.MARKDOWN, "x", content);
      String written =
          document.with(document.texts().stream().map(t -> t.replaceAll("[wzY]", "ä")).toList());
      List<String> before = kept.matcher(content).results().map(m -> m.group()).sorted().toList();
      List<String> after = kept.matcher(written).results().map(m -> m.group()).sorted().toList();
      assertTrue(
          after.containsAll(before) && after.size() >= before.size(), content + "=>" + written);
    }
  }

  @Test
  void parse_whatNeverEnds_takesLittleTime() {
    for (String piece : PIECES) {
      for (DocumentFormat format : List.of(DocumentFormat.HTML, DocumentFormat.MARKDOWN)) {
        for (String with : List.of("", "a", "\n")) {
          String content = (piece + with).repeat(4_000);
          assertTimeoutPreemptively(
              Duration.ofSeconds(3),
              () -> assertEquals(content, Document.parse(format, "x", content).toString()),
              () -> format + " " + piece + with);
        }
      }
    }
  }
}
