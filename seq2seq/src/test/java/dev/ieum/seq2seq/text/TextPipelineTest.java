package dev.ieum.seq2seq.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.text.TextCodec;
import dev.ieum.core.text.Vocabulary;
import dev.ieum.seq2seq.text.Output.Piece;
import dev.ieum.tokenizers.WhitespaceTokenizer;
import dev.ieum.tokenizers.entity.Entity;
import dev.ieum.tokenizers.entity.EntityKind;
import dev.ieum.tokenizers.entity.EntityRecognizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stages around a network, with translations that the test makes up. */
class TextPipelineTest {
  private static final TextCodec CODEC =
      new TextCodec(new WhitespaceTokenizer(), Vocabulary.of(List.of("▁Tom", "▁Mary", "▁OK")));
  private static final TextPipeline KOREAN = TextPipeline.of(List.of("ko", "en"), CODEC, CODEC);
  private static final TextPipeline ENGLISH = TextPipeline.of(List.of("en", "de"), CODEC, CODEC);

  /** Returns the line translated by a network that gives back what it reads. */
  private static String echo(TextPipeline pipeline, String line) {
    PreparedLine prepared = pipeline.prepare(line);
    List<List<Output>> found =
        prepared.sentences().stream().map(s -> List.of(words(s, s.split(" ")))).toList();
    return prepared.restore(found, 1).get(0).text();
  }

  /** Returns a translation of which each word looked at the same word, or one like it. */
  private static Output words(String source, String... words) {
    List<Piece> pieces = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < words.length; i++) {
      int at = Math.max(0, source.indexOf(words[i]));
      int end = begin + words[i].length();
      pieces.add(new Piece(begin, end, at, 0.9f));
      begin = end + 1;
    }
    return new Output(String.join(" ", words), -1, -1, pieces);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a dog  and a cat",
        "He ran. She slept.",
        "He ran.\tShe slept.",
        "It is high, Mr. Lee. Really!",
        "<b>one</b> two",
        "one <i>two <b>three</b></i> four",
        "see www.example.org now",
        "nice 😀",
        "a<br/>b",
        "{name} is here.",
        "ONE TWO THREE",
        "x & y",
        "* first",
        "# Head",
        "+ 7",
        "★ 5",
      })
  void restore_networkThatGivesBackWhatItReads_isTheLine(String line) {
    assertEquals(line, echo(ENGLISH, line));
  }

  @ParameterizedTest
  @CsvSource({
    "'비가 옵니다.눈도 옵니다.', '비가 옵니다. 눈도 옵니다.'",
    "'정말이에요?그럼 갈게요. 끝.', '정말이에요? 그럼 갈게요. 끝.'",
    "'비가 옵니다.★', '비가 옵니다.★'"
  })
  void restore_sentencesWithoutSpace_haveOneInTheTranslation(String line, String expected) {
    assertEquals(expected, echo(KOREAN, line));
  }

  @ParameterizedTest
  @CsvSource({
    "'첫째입니다. 둘째입니다.', 2",
    "'비가 옵니다.\t눈도 옵니다. 바람은 없어요.', 3",
    "'누리집은 www.example.kr 입니다.', 1",
    "'★', 0",
    "'   ', 0",
    "'Good night', 0",
    "'앞<br>뒤', 2"
  })
  void sentences_lines_areCutAndOnlyWhatIsToTranslate(String line, int count) {
    assertEquals(count, KOREAN.prepare(line).sentences().size(), line);
  }

  @Test
  void sentences_entities_areWordsTheNetworkKnows() {
    List<String> found = KOREAN.prepare("사진은 a_b@example.org 로 보내세요.").sentences();
    assertEquals(List.of("사진은 톰 로 보내세요."), found);
    assertTrue(KOREAN.prepare("사진은 a_b@example.org 로 보내세요.").needsAttention());
    assertFalse(KOREAN.prepare("사진은 나중에 보내세요.").needsAttention());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Send the photo to Tom. | Send the photo to a_b@example.org.",
        "Send the photo to Tom or Tom. | Send the photo to a_b@example.org or.",
        "Send the photo. | Send the photo a_b@example.org.",
      })
  void restore_wordForAnEntity_becomesTheEntityExactlyOnce(String network, String expected) {
    PreparedLine line = KOREAN.prepare("사진은 a_b@example.org 로 보내세요.");
    Output found = new Output(network, 0, 0, List.of());
    assertEquals(expected, line.restore(List.of(List.of(found)), 1).get(0).text());
  }

  @Test
  void restore_entityThatEndsWithAStop_hasOneAtTheEnd() {
    PreparedLine line = KOREAN.prepare("수업은 오후 3시까지예요.");
    Output found = new Output("The class is until 10 o’clock.", 0, 0, List.of());
    assertEquals(
        "The class is until 3 p.m.", line.restore(List.of(List.of(found)), 1).get(0).text());
  }

  @Test
  void restore_wordForAnEntityTwice_goesWithItsBlankAtTheStartToo() {
    PreparedLine line = KOREAN.prepare("사진은 a_b@example.org 로 보내세요.");
    List<Piece> pieces = List.of(new Piece(0, 3, 4, 0.2f), new Piece(8, 11, 4, 0.7f));
    Output found = new Output("Tom, to Tom it goes.", 0, 0, pieces);
    assertEquals(
        ", to a_b@example.org it goes.", line.restore(List.of(List.of(found)), 1).get(0).text());
    Output spaced = new Output("Tom sent Tom it.", 0, 0, List.of(new Piece(9, 12, 4, 0.7f)));
    assertEquals(
        "sent a_b@example.org it.", line.restore(List.of(List.of(spaced)), 1).get(0).text());
  }

  @Test
  void restore_entityThatTheNetworkGarbled_replacesWhatLookedAtIt() {
    PreparedLine line = ENGLISH.prepare("Call 010-1234-5678 today.");
    Output found =
        new Output(
            "Rufen 01012 heute.",
            0,
            0,
            List.of(
                new Piece(0, 5, 0, 0.8f), new Piece(6, 11, 5, 0.7f), new Piece(12, 18, 19, 0.6f)));
    Output whole = line.restore(List.of(List.of(found)), 1).get(0);
    assertEquals("Rufen 010-1234-5678 heute.", whole.text());
    assertEquals(
        List.of("Rufen", "010-1234-5678", "heute."),
        whole.pieces().stream().map(p -> whole.text().substring(p.begin(), p.end())).toList());
    assertEquals(List.of(0, 5, 19), whole.pieces().stream().map(Piece::source).toList());
  }

  @Test
  void restore_invisibleCharactersAndFullWidth_areReadAsPlainOnes() {
    assertEquals(List.of("문을 닫아라."), KOREAN.prepare("\uFEFF문\u00AD을\u200B 닫\u2060아라．").sentences());
  }

  @Test
  void restore_capitals_areLowerForTheNetworkOnly() {
    PreparedLine line = ENGLISH.prepare("A BIG RED BUS, SEE www.example.org");
    assertEquals(1, line.sentences().size());
    assertTrue(line.sentences().get(0).startsWith("A big red bus, see "));
    Output found = new Output("Ein großer Bus, siehe www.example.org", 0, 0, List.of());
    assertEquals(
        "EIN GROSSER BUS, SIEHE www.example.org",
        line.restore(List.of(List.of(found)), 1).get(0).text());
  }

  @Test
  void restore_replacementCharactersOrNothing_isNeverInTheTranslation() {
    PreparedLine line = KOREAN.prepare("꽃이 핍니다.");
    for (String bad : List.of("", "  ", "\uFFFD", "\uFFFD\uFFFD")) {
      Output found = new Output(bad, 0, 0, List.of());
      assertEquals("꽃이 핍니다.", line.restore(List.of(List.of(found)), 1).get(0).text());
    }
    Output half = new Output("A flower\uFFFD blooms.", 0, 0, List.of());
    assertEquals("A flower blooms.", line.restore(List.of(List.of(half)), 1).get(0).text());
  }

  @Test
  void restore_nbestOfTwoSentences_ranksTheirPairsByScore() {
    PreparedLine line = KOREAN.prepare("물이 차갑습니다.  불이 뜨겁습니다.");
    List<List<Output>> found =
        List.of(
            List.of(new Output("A.", -1, -1, List.of()), new Output("B.", -3, -3, List.of())),
            List.of(new Output("C.", -1, -1, List.of()), new Output("D.", -2, -2, List.of())));
    List<String> texts = line.restore(found, 3).stream().map(Output::text).toList();
    assertEquals(List.of("A.  C.", "A.  D.", "B.  C."), texts);
  }

  /** Whatever the network says and looks at, tags and entities are there as often as before. */
  @Test
  void restore_randomMarkupAndTranslations_keepsAllTagsAndEntities() {
    Random random = new Random(5);
    String[] parts = {
      "<b>",
      "</b>",
      "<i>",
      "</i>",
      "<br/>",
      "<a href='x'>",
      "</a>",
      "<hr>",
      "&amp;",
      "😀",
      "{n}",
      "a@example.org",
      "물이",
      "차갑고",
      "불은",
      "뜨겁다.",
      "바람이 분다.",
      "1,200원",
      "</p>",
      "<p>",
    };
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder("봄이");
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(random.nextBoolean() ? " " : "").append(parts[random.nextInt(parts.length)]);
      }
      String line = text.toString();
      PreparedLine prepared = KOREAN.prepare(line);
      List<List<Output>> found =
          prepared.sentences().stream().map(s -> List.of(madeUp(s, random))).toList();
      Output whole = prepared.restore(found, 1).get(0);
      assertEquals(tags(line), tags(whole.text()), () -> line + " -> " + whole.text());
      for (Entity entity : EntityRecognizer.find(line)) {
        boolean carried = entity.kind() == EntityKind.EMAIL || entity.kind() == EntityKind.EMOJI;
        assertTrue(!carried || whole.text().contains(entity.in(line)), () -> line + whole.text());
      }
      for (Piece piece : whole.pieces()) {
        assertTrue(piece.begin() >= 0 && piece.begin() <= piece.end(), piece.toString());
        assertTrue(piece.end() <= whole.text().length(), piece.toString());
        assertTrue(piece.source() >= 0 && piece.source() <= line.length(), piece.toString());
      }
    }
  }

  private static Output madeUp(String source, Random random) {
    StringBuilder text = new StringBuilder();
    List<Piece> pieces = new ArrayList<>();
    for (int n = random.nextInt(7); n >= 0; n--) {
      int begin = text.length();
      text.append(
          new String[] {" Tom", " cold", " x", ".", " Boston", "s", " 20"}[random.nextInt(7)]);
      pieces.add(
          new Piece(begin, text.length(), random.nextInt(source.length()), random.nextFloat()));
    }
    return new Output(text.toString(), 0, 0, random.nextInt(5) == 0 ? List.of() : pieces);
  }

  private static List<String> tags(String text) {
    List<String> tags = new ArrayList<>();
    Matcher matcher = Pattern.compile("</?[a-z][^>]*>|\\*\\*|&amp;|😀").matcher(text);
    while (matcher.find()) {
      tags.add(matcher.group());
    }
    tags.sort(null);
    return tags;
  }
}
