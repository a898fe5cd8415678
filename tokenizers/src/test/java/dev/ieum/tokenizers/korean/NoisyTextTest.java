package dev.ieum.tokenizers.korean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.Token;
import dev.ieum.tokenizers.Tokenizer;
import dev.ieum.tokenizers.TokenizerContract;
import dev.ieum.tokenizers.WhitespaceTokenizer;
import dev.ieum.tokenizers.spec.WordKind;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NoisyTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "LINKS | 보세요 https://a.kr/b?c=1&d 꼭 | 보세요 🔗 꼭",
        "LINKS | www.naver.com가세요 | 🔗가세요",
        "MENTIONS | @kim_1 고마워 me@x.kr | 👤 고마워 me@x.kr",
        "NUMBERS | 1,234.5원 10점 3.5. | 0원 0점 0.",
        "EMOTICONS | 좋아요^^ ㅇㅅㅇ -_- ㅡㅡ :) T_T <3 12:30 (a) | 좋아요🙂 😮 😑 😑 🙂 😢 ❤ 12:30 (a)",
        "GLUED_CODAS | 입니닼ㅋㅋ 부엌ㅋ 좋ㅎㅎ 네넿ㅎ 했음ㅋ | 입니다ㅋㅋ 부엌ㅋ 좋ㅎㅎ 네네ㅎ 했음ㅋ",
        "DRAWN_VOWELS | 좋아ㅏㅏㅏ 재밌어ㅓ요 강ㅏ 나ㅠㅠ | 좋아 재밌어요 강ㅏ 나ㅠㅠ",
        "REPEATS | ㅋㅋㅋㅋㅋ!!!!! sooooo 와와와와 1000 🎉🎉🎉🎉 ... | ㅋㅋ!! soo 와와 1000 🎉🎉 ..",
        "LETTERS | 재밌어요ㅋㅋ꼭봐ㅠㅠ | 재밌어요 ㅋㅋ 꼭봐 ㅠㅠ",
        "EMOJI | 최고👍🏽👍🏽다♥ | 최고 👍🏽 👍🏽 다 ♥",
      })
  void normalize_oneStep_doesThatAndNoMore(NoisyText.Step step, String text, String expected) {
    assertEquals(expected, NoisyText.of(Set.of(step)).normalize(text).text());
  }

  @Test
  void normalize_allSteps_workTogether() {
    assertEquals(
        "진짜 재밌습니다 ㅋㅋ !! 🔗 👤 🙂 10점 👍 👍",
        NoisyText.forReviews()
            .normalize("진짜 재밌습니닼ㅋㅋㅋㅋ!!!! http://x.y/z @me ^^ 10점 👍👍👍👍👍")
            .text());
  }

  @Test
  void tokenize_tidiedText_offsetsPointIntoTheTextAsGiven() {
    Tokenizer tokenizer = new WhitespaceTokenizer().after(NoisyText.forReviews());
    assertEquals(
        List.of(new Token("▁재밌다", 1, 4), new Token("▁ㅋㅋ", 4, 9), new Token("▁👍", 9, 11)),
        tokenizer.tokenize(" 재밌닼ㅋㅋㅋㅋㅋ👍"));
  }

  @ParameterizedTest
  @EnumSource(WordKind.class)
  void tokenize_anyText_offsetsNeverGoBack(WordKind kind) {
    Tokenizer tokenizer = kind.open().after(NoisyText.of(EnumSet.allOf(NoisyText.Step.class)));
    Random random = new Random(17);
    for (int i = 0; i < 3_000; i++) {
      String text =
          i < TokenizerContract.HARD_TEXTS.size()
              ? TokenizerContract.HARD_TEXTS.get(i)
              : TokenizerContract.randomText(random) + "ㅋㅋㅋ!!!".repeat(random.nextInt(3));
      int begin = 0;
      int end = 0;
      for (Token token : tokenizer.tokenize(text)) {
        assertTrue(token.begin() >= begin && token.end() >= end && token.end() <= text.length());
        begin = token.begin();
        end = token.end();
      }
    }
  }

  @Test
  void normalize_hostileLines_takeTimeInProportion() {
    for (String unit : List.of("a", "1.", "^", "@", "ㅡ", "www.", "가ㅏ", "닼", "👍🏽\u200D")) {
      long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      NoisyText.of(EnumSet.allOf(NoisyText.Step.class)).normalize(unit.repeat(200_000));
      // CPU time, not wall time: other programs must not fail this.
      long time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
      long seconds = time / 1_000_000_000;
      assertTrue(seconds < 20, () -> unit + " took " + seconds + " s");
    }
  }
}
