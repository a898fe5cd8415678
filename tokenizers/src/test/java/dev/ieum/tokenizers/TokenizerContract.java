package dev.ieum.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.korean.NoriTokenizer;
import dev.ieum.tokenizers.subword.BpeModel;
import dev.ieum.tokenizers.subword.BpeTrainer;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The laws that each tokenizer must keep, and texts on which they break easily. */
public final class TokenizerContract {
  private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}+");
  private static final Pattern BYTE_TOKEN = Pattern.compile("<0x[0-9A-F]{2}>");
  private static final Pattern LONG_RUN = Pattern.compile("\\p{M}{31,}+");

  /** Texts that have broken tokenizers before. */
  public static final List<String> HARD_TEXTS =
      List.of(
          "",
          " ",
          "\u3000\u00A0\t\r\n",
          "이 영화, 정말 재미있었다!",
          "  두  칸\t탭\u00A0고정\u3000전각 ",
          "한글",
          Normalizer.normalize("한국어 형태소 분석기는 꽃잎을", Normalizer.Form.NFD),
          "ᄒ한ᆫ ㅎㅏㄴ ᅡᆨ ﾡￂ",
          "가\u1161\u11A8 가\u11A8\u11A8",
          "e\u0301 \u212B \u0958 q\u0323\u0307 q\u0307\u0323 \u0301x",
          "a\u0301\u0327\u0301\u0327 \u1E0B\u0323",
          "\u2000\u2001x\u2028y\u2029z\u0085",
          "👨‍👩‍👧‍👦 🇰🇷🏳️‍🌈 👍🏽 1️⃣",
          "\uD83D \uDE00 a\uD83Db \uDE00\uD83D",
          "\u0000 a\u0000b\u001C\u001Fc\u007F",
          "\u202Eabc\u202C \u2066x\u2069 \u200F\u200E",
          "▁ ▁▁ a▁b ▁a ␛ ␛_ ␛▁ ▁␛ _",
          "<0xE2><0x96><0x81> <unk> <s> <0x0A>",
          "\uD834\uDD5E x\uD834\uDD60 \uD804\uDC99\uD804\uDCBA",
          "\uFEFFbom \u200Bzero\u200Dwidth\u2060",
          "# ++ C# C++ $10.50 (a) [b] don't",
          "ㅋㅋㅋㅋㅋㅋ ㅠㅠ ㄹㅇ 노잼!!!!!!",
          "漢字와 한글 ひらがな カタカナ ไทย العربية",
          "아버지가방에들어가신다",
          "\uFFFF\uFFFE\uDBFF\uDFFF",
          "x".repeat(3000) + "가".repeat(3000),
          "a" + "\u0301\u0323".repeat(500) + "b");

  private TokenizerContract() {}

  /** A small model of subwords. */
  public static BpeModel koreanModel() {
    BpeTrainer trainer = new BpeTrainer();
    NoriTokenizer words = new NoriTokenizer();
    for (String text : HARD_TEXTS.subList(2, 5)) {
      trainer.add(text, words);
      trainer.add(text, new WhitespaceTokenizer());
    }
    trainer.add("영화를 보았다. 영화가 재미있었다. 정말 재미있는 영화였다! aaaa aaa aa x", words);
    return trainer.train(400, 1);
  }

  /** The round trip law's right side, written with other means than the code under test. */
  public static String expected(String text) {
    StringBuilder composed = new StringBuilder();
    int from = 0;
    for (Matcher run = LONG_RUN.matcher(text); run.find(); from = run.end()) {
      composed.append(composed(text.substring(from, run.start()))).append(run.group());
    }
    composed.append(composed(text.substring(from)));
    String line = WHITE_SPACE.matcher(composed).replaceAll(" ");
    int begin = line.startsWith(" ") ? 1 : 0;
    int end = line.length() > begin && line.endsWith(" ") ? line.length() - 1 : line.length();
    return line.substring(begin, end);
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  public static List<String> texts(List<Token> tokens) {
    return tokens.stream().map(Token::text).toList();
  }

  /** Both laws of one text, cut once. */
  public static void assertLaws(ReversibleTokenizer tokenizer, String text, String expected) {
    List<Token> tokens = tokenizer.tokenize(text);
    assertEquals(expected, tokenizer.detokenize(texts(tokens)));
    assertOffsets(tokens, text);
  }

  public static void assertRoundTrip(ReversibleTokenizer tokenizer, String text) {
    assertEquals(expected(text), tokenizer.detokenize(texts(tokenizer.tokenize(text))));
  }

  /** Offsets lie in the text, never go back, and cut the characters that the token names. */
  public static void assertOffsets(Tokenizer tokenizer, String text) {
    assertOffsets(tokenizer.tokenize(text), text);
  }

  private static void assertOffsets(List<Token> tokens, String text) {
    int begin = 0;
    int end = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      assertTrue(token.end() <= text.length(), () -> token + " is beyond the text");
      assertTrue(token.begin() >= begin && token.end() >= end, () -> token + " goes back");
      begin = token.begin();
      end = token.end();
      assertFalse(splitsPair(text, begin) || splitsPair(text, end), () -> token + " cuts a pair");
      if (token.text().equals(ReversibleTokenizer.MARK)) {
        assertEquals(begin, end, "a mark alone stands for no character");
      } else if (!BYTE_TOKEN.matcher(token.text()).matches()) {
        boolean shares =
            (i > 0 && tokens.get(i - 1).end() > begin)
                || (i + 1 < tokens.size() && tokens.get(i + 1).begin() < end);
        assertNames(token, text.substring(begin, end), shares);
      } else {
        assertTrue(begin < end, () -> token + " is empty");
      }
    }
  }

  private static void assertNames(Token token, String source, boolean sharesWithNeighbour) {
    String literal = ReversibleTokenizer.literal(token.text());
    if (literal.equals(source) && isPlain(source)) {
      return;
    }
    if (sharesWithNeighbour) {
      boolean isIn =
          expected(source).contains(literal)
              || Normalizer.normalize(source, Normalizer.Form.NFD).contains(literal);
      assertTrue(isIn, () -> token + " is not in " + source);
    } else {
      assertEquals(literal, expected(source), token::toString);
    }
  }

  /** Whether all is such that the law leaves it alone; to save the time of asking. */
  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> (c > 0x20 && c < 0x7F) || (c >= 0xAC00 && c <= 0xD7A3));
  }

  /** Whether {@code at} lies between the halves of a surrogate pair. */
  public static boolean splitsPair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isHighSurrogate(text.charAt(at - 1))
        && Character.isLowSurrogate(text.charAt(at));
  }

  /**
   * A random string of what is hard: jamo, marks, spaces, surrogates, controls, emoji, anything.
   */
  public static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(24); left > 0; left--) {
      switch (random.nextInt(12)) {
        case 0 -> text.append((char) (0x1100 + random.nextInt(0x100)));
        case 1 -> text.append((char) (0x300 + random.nextInt(0x70)));
        case 2 -> text.append(" \t\n\u00A0\u3000\u2028\u0085\u001C".charAt(random.nextInt(8)));
        case 3 -> text.append((char) (0xD800 + random.nextInt(0x800)));
        case 4 -> text.append((char) random.nextInt(0x20));
        case 5 -> text.appendCodePoint(0x1F300 + random.nextInt(0x300)).append('\u200D');
        case 6, 7 -> text.append((char) (0xAC00 + random.nextInt(11172)));
        case 8 -> text.append((char) (0x20 + random.nextInt(0x5F)));
        case 9 -> text.append("▁␛_\u202E\u200B\uFE0F#\u3131".charAt(random.nextInt(8)));
        case 10 -> text.append((char) random.nextInt(0x10000));
        default -> text.appendCodePoint(random.nextInt(0x110000));
      }
    }
    return text.toString();
  }
}
