package dev.ieum.tokenizers.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.TokenizerException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each format takes for text, and what it keeps. */
class DocumentTest {
  private static Document parse(DocumentFormat format, String content) {
    Document document = Document.parse(format, "file", content);
    assertEquals(content, document.toString());
    return document;
  }

  /** Words in capitals: numbered tags have none. */
  private static String upper(DocumentFormat format, String content) {
    Document document = parse(format, content);
    return document.with(
        document.texts().stream().map(text -> text.toUpperCase(Locale.ROOT)).toList());
  }

  @Test
  void html_inlineTags_areNumberedAndComeBack() {
    String html = "<p class=\"a\">Read <b>the <i>book</i></b>, <a href='x?a=1&b=2'>now</a>.</p>";
    Document document = parse(DocumentFormat.HTML, html);
    assertEquals(List.of("Read <1>the <2>book</2></1>, <3>now</3>."), document.texts());
    assertEquals(
        "<p class=\"a\"><a href='x?a=1&b=2'>Jetzt</a> <b>das <i>Buch</i></b> &lt; lesen.</p>",
        document.with(List.of("<3>Jetzt</3> <1>das <2>Buch</2></1> < lesen.")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tag lost|<2>x</2> y",
        "tag twice|<1>x</1> <1>z</1> <2>y</2>",
        "tags crossed|<1>x<2>y</1></2>",
        "close before open|</1>x<1> <2>y</2>",
      })
  void html_translationWithoutItsTags_keepsAllInOrder(String name, String translation) {
    Document document = parse(DocumentFormat.HTML, "<b>a long text</b> and <i>b</i>");
    String written = document.with(List.of(translation));
    assertTrue(written.matches("<b>.*</b>.*<i>.*</i>"), name + ": " + written);
    assertTrue(written.contains("x") && written.contains("y"), written);
  }

  @Test
  void html_whatIsNoText_stays() {
    String html =
        "<!DOCTYPE html><title>A &amp; b</title><script>if (a<b) c='</p>x';</script>\r\n"
            + "<style>p{}</style><!-- a comment --><pre>one <b>two</b></pre>\n"
            + "<p translate=no>brand <p>x</p></p><p>run <code>ls -l</code> now<br>then"
            + "<span class='x notranslate'>Ieum</span> ends</p><textarea>in</textarea>";
    assertEquals(
        html.replace("A &amp; b", "A &amp; B")
            .replace("run <code>ls -l</code> now", "RUN <code>ls -l</code> NOW")
            .replace("then<span", "THEN<span")
            .replace("</span> ends", "</span> ENDS"),
        upper(DocumentFormat.HTML, html));
  }

  @Test
  void html_references_areReadAndWritten() {
    Document document =
        parse(
            DocumentFormat.HTML,
            "<p>caf&eacute; &lt;b&gt; &amp;amp; &#44032;&#x1F600; &foo; R&D</p>");
    assertEquals(List.of("café <b> &amp; 가😀 <1/> R&D"), document.texts());
    assertEquals(
        "<p>&lt;b&gt; &amp;amp; &foo; R&amp;D CAFÉ</p>",
        document.with(List.of("<b> &amp; <1/> R&D CAFÉ")));
  }

  @Test
  void html_marksAroundAllWords_areNoneOfItsText() {
    assertEquals(
        List.of("Hello", "big <1>red</1>"),
        parse(DocumentFormat.HTML, "<p> <b><i>Hello</i></b> </p><td><u>big <b>red</b></u></td>")
            .texts());
  }

  @Test
  void html_wordsThatLookLikeNumberedTags_stayWords() {
    Document document = parse(DocumentFormat.HTML, "a &lt;1&gt; <b>b</b> c");
    assertEquals(List.of("a <1> <2>b</2> c"), document.texts());
    assertEquals("A &lt;1&gt; <b>B</b> C", document.with(List.of("A <1> <2>B</2> C")));
  }

  @Test
  void srt_linesOfASubtitle_areOneTextAndAsManyLinesAgain() {
    String srt =
        "\uFEFF"
            + """
        1
        00:00:01,000 --> 00:00:02,500 X1:0
        <i>One little</i>
        sentence here

        2
        00:00:03,000 --> 00:00:04,000
        - Yes?
        - {\\an8}No.
        """
                .replace("\n", "\r\n");
    Document document = parse(DocumentFormat.SRT, srt);
    assertEquals(List.of("<1>One little</1> sentence here", "Yes?", "No."), document.texts());
    assertEquals(
        srt.replace("<i>One little</i>\r\nsentence here", "Ein kleiner\r\n<i>Satz hier</i>")
            .replace("Yes", "Ja")
            .replace("No.", "Nein."),
        document.with(List.of("Ein kleiner <1>Satz hier</1>", "Ja?", "Nein.")));
  }

  @Test
  void vtt_notesStylesAndVoices_stay() {
    String vtt =
        """
        WEBVTT - demo
        Kind: captions

        STYLE
        ::cue { color: red }

        NOTE
        not this

        intro
        00:01.000 --> 00:02.000 align:start
        <v Roger>Fish &amp; <b>chips</b>
        """;
    assertEquals(
        vtt.replace("Fish", "FISH").replace("chips", "CHIPS"), upper(DocumentFormat.VTT, vtt));
  }

  @Test
  void po_emptyMessages_areFilledAndNothingElseChanges() {
    String po =
        """
        # comment
        msgid ""
        msgstr ""
        "Content-TokenType: text/plain; charset=UTF-8\\n"

        #: a.c:3
        msgctxt "menu"
        msgid "Open \\"%s\\""
        msgstr ""

        msgid "Done"
        msgstr "Fertig"

        msgid ""
        "one\\n"
        "two\\n"
        msgstr ""

        msgid "%d file"
        msgid_plural "%d files"
        msgstr[0] ""
        msgstr[1] ""
        #~ msgid "old"
        #~ msgstr ""
        """;
    assertEquals(
        List.of("Open \"%s\"", "one", "two", "%d file", "%d files"),
        parse(DocumentFormat.PO, po).texts());
    assertEquals(
        po.replace(
                "Open \\\"%s\\\"\"\nmsgstr \"\"", "Open \\\"%s\\\"\"\nmsgstr \"OPEN \\\"%S\\\"\"")
            .replace("two\\n\"\nmsgstr \"\"", "two\\n\"\nmsgstr \"\"\n\"ONE\\n\"\n\"TWO\\n\"")
            .replace("[0] \"\"", "[0] \"%D FILE\"")
            .replace("[1] \"\"", "[1] \"%D FILES\""),
        upper(DocumentFormat.PO, po));
  }

  @Test
  void po_languageWithOneForm_getsThePlural() {
    String po = "msgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"\"\n";
    assertEquals(List.of("%d files"), parse(DocumentFormat.PO, po).texts());
  }

  @Test
  void markdown_structure_stays() {
    String markdown =
        """
        ---
        title: x
        ---
        # Head *one* #

        A [link](http://x.y/a_b "t") and `code`
        on two lines.\s\s
        Hard **break**

        - [ ] item one
          goes on

              code in it

        > quote
        > more

        ```java
        int a;
        ```

            indented

        | a | b |
        |---|:-:|
        | c \\| d | `e|f` |

        [id]: http://z "title"
        See [id] or [text][id], ![alt](i.png) &amp; <kbd>k</kbd> \\* x[^1]

        [^1]: Note

        <div>
          <p>html</p>
        </div>

        Setext
        ======
        """;
    String expected =
        markdown
            .replace("Head *one*", "HEAD *ONE*")
            .replace("A [link]", "A [LINK]")
            .replace("and `code`\non two lines.", "AND `code`\nON TWO LINES.")
            .replace("Hard **break**", "HARD **BREAK**")
            .replace("item one\n  goes on", "ITEM ONE\n  GOES ON")
            .replace("quote\n> more", "QUOTE\n> MORE")
            .replace("| a | b |", "| A | B |")
            .replace("c \\| d", "C \\| D")
            .replace("See [id] or [text]", "SEE [id] OR [TEXT]")
            .replace("![alt]", "![ALT]")
            .replace("<kbd>k</kbd> \\* x", "<kbd>K</kbd> \\* X")
            .replace("Note", "NOTE")
            .replace("<p>html", "<p>HTML")
            .replace("Setext", "SETEXT");
    assertEquals(expected, upper(DocumentFormat.MARKDOWN, markdown));
  }

  @Test
  void markdown_translationThatLooksLikeMarks_isText() {
    Document document = parse(DocumentFormat.MARKDOWN, "Eins *zwei*\n");
    assertEquals(
        "1\\. \\[a\\]\\(b\\) *c\\** d\n".replace("\\(b\\)", "(b)"),
        document.with(List.of("1. [a](b) <1>c*</1> d")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SRT|Hello|file:1: expected the number of a subtitle, found 'Hello'",
        "SRT|1~Hello|file:2: expected times such as",
        "SRT|1~00:00:01,000 --> 00:00:02,000~Hi~~lost|file:5: expected the number of a subtitle",
        "SRT|1|file:2: expected times",
        "VTT|1~00:01.000 --> 00:02.000|file:1: expected WEBVTT",
        "VTT|WEBVTT~~Hello~there|file:4: expected times",
        "PO|msgid \"a|file:1: expected a text in quotes",
        "PO|hello|file:1: expected msgid, msgstr or a comment",
        "PO|msgstr \"a\"|file:1: expected msgid, found msgstr",
        "PO|msgid \"a\"~msgid \"b\"|file:2: expected msgstr after msgid, found msgid",
        "PO|msgid \"a\"|file:1: expected msgstr after msgid, found the end of the file",
        "PO|msgid \"\\q\"~msgstr \"\"|file:1: expected an escape",
      })
  void parse_wrongStructure_namesLineAndRemedy(
      DocumentFormat format, String content, String message) {
    TokenizerException e =
        assertThrows(
            TokenizerException.class,
            () -> Document.parse(format, "file", content.replace('~', '\n')));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
    assertTrue(e.getMessage().contains("; "), e.getMessage());
  }

  @Test
  void ofName_endings_sayTheFormat() {
    assertEquals(Optional.of(DocumentFormat.SRT), DocumentFormat.ofName("a.b/c.SRT"));
    assertEquals(Optional.of(DocumentFormat.HTML), DocumentFormat.ofName("index.htm"));
    assertEquals(Optional.empty(), DocumentFormat.ofName("md"));
    assertEquals(Optional.empty(), DocumentFormat.ofName("a.txt"));
  }

  @Test
  void with_wrongCount_isRefused() {
    Document document = parse(DocumentFormat.HTML, "a<p>b");
    assertThrows(IllegalArgumentException.class, () -> document.with(List.of("x")));
  }
}
