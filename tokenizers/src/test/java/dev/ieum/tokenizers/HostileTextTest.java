package dev.ieum.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ieum.tokenizers.entity.EntityRecognizer;
import dev.ieum.tokenizers.entity.Markup;
import dev.ieum.tokenizers.korean.Josa;
import dev.ieum.tokenizers.korean.KoreanMorphology;
import dev.ieum.tokenizers.korean.NoisyText;
import dev.ieum.tokenizers.korean.SpacingRestorer;
import dev.ieum.tokenizers.korean.UserDictionary;
import dev.ieum.tokenizers.sentence.SentenceSplitter;
import dev.ieum.tokenizers.spec.WordKind;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTokenizer;
import dev.ieum.tokenizers.text.CompatibilityFold;
import dev.ieum.tokenizers.text.TextNormalizer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of one unit that make careless code quadratic, and places where defaults leak in. */
class HostileTextTest {
  private static final List<String> UNITS =
      List.of(
          "a",
          "가",
          "ㅋ",
          "▁",
          "😀",
          "🇰",
          "\uD800",
          "<0x0A>",
          " a",
          "1.",
          "\u1100\u1161\u11A8",
          "#",
          "\u0000",
          "👍🏽\u200D",
          "\u3000 ",
          "ㅎㅏ",
          ". ",
          "다 ",
          "\u202E\u2066",
          "\u0301\u0323",
          "e\u0301\u0323",
          "\u05B0\u0327\u20DD",
          "\u3099",
          "\uFE0F",
          "\u200D",
          "가\u00AD",
          "a\u200B",
          "。(",
          "。「",
          "！(",
          "a.",
          ".(",
          "!?",
          "…",
          "(",
          "「",
          "“",
          "\"",
          "\"가",
          "' ",
          "다.",
          "다.가",
          "요 ",
          "1",
          "1,",
          "1. ",
          "A. ",
          "韓",
          "\u1161",
          "\u11A8",
          "ㆍ",
          "·",
          "\uDC00",
          "é",
          "❤\uFE0F",
          "을(를)",
          "-",
          "@",
          "^",
          "\n\n",
          "a ",
          "http://",
          "<b>가",
          "<b>a </b>",
          "</b><i> a",
          "a<br/>",
          "** a");

  /** Nori looks at up to 1,024 signs from each of them: linear beyond that, but slow. */
  private static final Set<String> USE_NORI =
      Set.of("nori", "korean sentences", "morphology", "josa repair", "spacing", "josa of a word");

  /** What random pairs and triples are made of. */
  private static final List<String> ALPHABET =
      List.of(
          "a", "Z", "가", "갏", "ㅋ", "\u1100", "\u1161", "韓", "。", "？", "(", ")", "「", "“", "”", "\"",
          "'", "1", "٣", ".", "!", "…", "·", "ㆍ", ",", " ", "\n", "\u0301", "\u0323", "\u200D",
          "\uFE0F", "\u00AD", "👍", "🏽", "🇰", "❤", "\uD800", "#", "@", ":", "/", "-", "_", "^",
          "ㅠ", "<", "다", "요");

  private static List<String> units(int random) {
    List<String> units = new ArrayList<>(UNITS);
    Random choice = new Random(16);
    for (int i = 0; i < random; i++) {
      StringBuilder unit = new StringBuilder();
      for (int left = 2 + choice.nextInt(2); left > 0; left--) {
        unit.append(ALPHABET.get(choice.nextInt(ALPHABET.size())));
      }
      units.add(unit.toString());
    }
    return units;
  }

  record Named(String name, Consumer<String> work) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Named> works() {
    List<Named> works = new ArrayList<>();
    BpeModel model = TokenizerContract.koreanModel();
    for (WordKind kind : WordKind.values()) {
      works.add(roundTrip(kind.key(), kind.open()));
    }
    works.add(roundTrip("bpe", new BpeTokenizer(new WhitespaceTokenizer(), model)));
    works.add(new Named("standard", TextNormalizer.standard()::normalize));
    works.add(new Named("hangul", TextNormalizer.hangul()::normalize));
    works.add(new Named("form", text -> TextNormalizer.inForm(text, Normalizer.Form.NFKD)));
    NoisyText noisy = NoisyText.of(EnumSet.allOf(NoisyText.Step.class));
    works.add(new Named("noisy text", noisy::normalize));
    SentenceSplitter english = SentenceSplitter.english();
    works.add(new Named("english sentences", english::split));
    SentenceSplitter learned = SentenceSplitter.learnedEnglish();
    works.add(new Named("learned sentences", learned::split));
    SentenceSplitter korean = SentenceSplitter.korean();
    works.add(new Named("korean sentences", korean::split));
    KoreanMorphology morphology = new KoreanMorphology();
    works.add(new Named("morphology", morphology::analyze));
    works.add(new Named("entities", EntityRecognizer::find));
    works.add(new Named("markup", HostileTextTest::stripAndPutBack));
    works.add(new Named("fold", CompatibilityFold.INSTANCE::normalize));
    works.add(new Named("josa", Josa::fill));
    works.add(new Named("josa of a word", Josa.OBJECT::of));
    works.add(new Named("josa repair", Josa::repair));
    SpacingRestorer spacing = SpacingRestorer.adding();
    works.add(new Named("spacing", spacing::normalize));
    return works.stream();
  }

  /** Tags out, and in again along a reversed alignment. */
  private static void stripAndPutBack(String text) {
    Markup markup = Markup.of(text, EntityRecognizer.find(text));
    String plain = markup.text().text();
    List<Markup.Anchor> anchors = new ArrayList<>();
    for (int i = 0; i < plain.length(); i++) {
      anchors.add(new Markup.Anchor(i, i + 1, plain.length() - 1 - i));
    }
    markup.project(plain, anchors);
  }

  private static Named roundTrip(String name, ReversibleTokenizer tokenizer) {
    return new Named(
        name,
        text -> {
          String back = tokenizer.detokenize(TokenizerContract.texts(tokenizer.tokenize(text)));
          if (!back.equals(TokenizerContract.expected(text))) {
            throw new AssertionError("lost on the way: " + text.substring(0, 10));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("works")
  void longRows_ofHostileUnits_passWhole(Named work) {
    for (String unit : UNITS) {
      work.work().accept(unit.repeat(2_000));
    }
    work.work().accept("e" + "\u0301\u0323".repeat(5_000));
  }

  @ParameterizedTest
  @MethodSource("works")
  void shortRows_fourTimesAsLong_takeAboutFourTimesAsLong(Named work) {
    work.work().accept("가a1. 나다 ".repeat(1_000));
    boolean usesNori = USE_NORI.contains(work.name());
    List<String> units = units(10);
    for (int i = 0; i < units.size(); i += usesNori ? 3 : 1) {
      // Nori's look-ahead of 1,024 signs is not yet full at these lengths.
      assertLinear(work, units.get(i), usesNori ? 1_500 : 3_000, 0.06, usesNori ? 12 : 7);
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("works")
  void megabyteRows_fourTimesAsLong_takeAboutFourTimesAsLong(Named work) {
    work.work().accept("가a1. 나다 ".repeat(10_000));
    List<String> units = units(40);
    // A megabyte takes Nori seconds, and OpenNLP one: works share the units out among them.
    int share = USE_NORI.contains(work.name()) ? 12 : 6;
    for (int i = work.name().length() % share; i < units.size(); i += share) {
      assertLinear(work, units.get(i), 250_000, 0.5, 7);
    }
  }

  /**
   * CPU time of this thread, not wall time: other programs must not fail this. Times below {@code
   * least} are noise; what is quadratic takes sixteen times as long, and the rest is for caches and
   * the collector. On a busy machine the JVM's compiler lags behind, so that the longer text may
   * run in the interpreter for several turns: the last turns wait for it.
   */
  private static void assertLinear(Named work, String unit, int length, double least, double most) {
    String once = unit.repeat(length / unit.length());
    String fourTimes = once.repeat(4);
    double shorter = Double.MAX_VALUE;
    double longer = Double.MAX_VALUE;
    for (int turn = 0; turn < 12; turn++) {
      if (turn >= 4) {
        LockSupport.parkNanos(200_000_000);
      }
      shorter = Math.min(shorter, seconds(work, once));
      longer = Math.min(longer, seconds(work, fourTimes));
      if (longer < least || longer / shorter < most) {
        return;
      }
    }
    String codes = unit.codePoints().mapToObj(Integer::toHexString).toList().toString();
    fail("%s, %s: %.3f s, four times as long: %.3f s".formatted(work, codes, shorter, longer));
  }

  private static double seconds(Named work, String text) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    work.work().accept(text);
    return (threads.getCurrentThreadCpuTime() - start) / 1e9;
  }

  /** One line of 64 MB in UTF-8, as a file without line ends is. */
  @Tag("slow")
  @ParameterizedTest
  @EnumSource(
      value = WordKind.class,
      names = {"NORI", "OPENNLP", "WHITESPACE"})
  void oneLine_ofSixtyFourMegabytes_passesWhole(WordKind kind) {
    ReversibleTokenizer tokenizer = kind.open();
    String text = "이 영화는 1.5배 재미있다! ok\n".repeat((64 << 20) / 37);
    List<String> tokens = TokenizerContract.texts(tokenizer.tokenize(text));
    assertEquals(TokenizerContract.expected(text), tokenizer.detokenize(tokens));
  }

  @Test
  void defaults_localeAndCharset_changeNothing() {
    // The build runs this under tr-TR, ar and US-ASCII as well; see the profile "locales".
    assertEquals(WordKind.WHITESPACE, WordKind.of("whitespace"));
    assertEquals("links", NoisyText.Step.LINKS.key());
    assertEquals("<0x1F>", "<0x1F>");
    assertEquals("노잼", UserDictionary.slang().words().get(0).surface());
    assertEquals(Josa.OBJECT.attach("MINI"), "MINI를");
    assertEquals(
        Optional.of("대학"),
        new KoreanMorphology().analyze("大學").get(0).morphemes().get(0).reading());
    System.out.println("defaults: " + Locale.getDefault() + ", " + Charset.defaultCharset());
  }
}
