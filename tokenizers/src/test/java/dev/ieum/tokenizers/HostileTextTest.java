package dev.ieum.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
          "\u202E\u2066");

  record Named(String name, Consumer<String> work) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Named> works() {
    List<Named> works = new ArrayList<>();
    BpeModel model = BpeTokenizerTest.koreanModel();
    for (WordKind kind : WordKind.values()) {
      if (kind != WordKind.ENGLISH) {
        works.add(roundTrip(kind.key(), kind.open()));
      }
    }
    works.add(roundTrip("bpe", new BpeTokenizer(new WhitespaceTokenizer(), model)));
    NoisyText noisy = NoisyText.forReviews();
    works.add(new Named("noisy text", noisy::normalize));
    SentenceSplitter english = SentenceSplitter.english();
    works.add(new Named("english sentences", english::split));
    SentenceSplitter korean = SentenceSplitter.korean();
    works.add(new Named("korean sentences", korean::split));
    KoreanMorphology morphology = new KoreanMorphology();
    works.add(new Named("morphology", morphology::analyze));
    works.add(new Named("josa", Josa::fill));
    JosaRepair repair = new JosaRepair();
    works.add(new Named("josa repair", repair::repair));
    SpacingRestorer spacing = SpacingRestorer.adding();
    works.add(new Named("spacing", spacing::normalize));
    return works.stream();
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
      work.work().accept(unit.repeat(5_000));
    }
    work.work().accept("e" + "\u0301\u0323".repeat(5_000));
  }

  /** CPU time, not wall time: other programs must not fail this. */
  @Tag("slow")
  @ParameterizedTest
  @MethodSource("works")
  void longRows_twiceAsLong_takeAboutTwiceAsLong(Named work) {
    for (String unit : UNITS) {
      String half = unit.repeat(500_000 / unit.length());
      work.work().accept(unit.repeat(50_000 / unit.length()));
      double once = leastSeconds(work, half);
      double twice = leastSeconds(work, half + half);
      System.out.printf(
          Locale.ROOT,
          "linear: %-18s %-10s 1 MB in %.2f s, %.1f times half%n",
          work.name(),
          unit.strip(),
          twice,
          twice / once);
      // Small times are noise; 2.5 is the catalogue's bound, the rest is for the collector.
      assertTrue(twice < 0.5 || twice / once < 3.5, () -> unit + ": " + twice + " s");
    }
  }

  /** Of three runs: the heap is new to the first, and the collector visits one or another. */
  private static double leastSeconds(Named work, String text) {
    return Math.min(seconds(work, text), Math.min(seconds(work, text), seconds(work, text)));
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
    assertEquals("<0x1F>", ByteTokens.all().get(0x1F));
    assertEquals("노잼", UserDictionary.slang().words().get(0).surface());
    assertEquals(Josa.OBJECT.attach("MINI"), "MINI를");
    assertEquals(
        Optional.of("대학"),
        new KoreanMorphology().analyze("大學").get(0).morphemes().get(0).reading());
    System.out.println("defaults: " + Locale.getDefault() + ", " + Charset.defaultCharset());
  }
}
