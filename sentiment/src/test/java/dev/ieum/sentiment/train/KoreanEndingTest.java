package dev.ieum.sentiment.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KoreanEndingTest {
  // Forms of the Standard Korean Language Dictionary (stdict.korean.go.kr).
  @ParameterizedTest
  @CsvSource({
    "재미있, 어요, 재미있어요",
    "좋, 어요, 좋아요",
    "지루하, 었어요, 지루했어요",
    "지루하, 은, 지루한",
    "지루하, 지, 지루하지",
    "재미없, 은, 재미없는",
    "재미없, 을, 재미없을",
    "귀엽/ㅂ, 어요, 귀여워요",
    "귀엽/ㅂ, 은, 귀여운",
    "귀엽/ㅂ, 습니다, 귀엽습니다",
    "아깝/ㅂ, 었다, 아까웠다",
    "아깝/ㅂ, 으면, 아까우면",
    "낫/ㅅ, 어요, 나아요",
    "낫/ㅅ, 은, 나은",
    "빠르/르, 어요, 빨라요",
    "고르/르, 었다, 골랐다",
    "감동적이/이, 어요, 감동적이에요",
    "감동적이/이, 었다, 감동적이었다",
    "감동적이/이, 은, 감동적인",
    "나쁘, 어요, 나빠요",
    "슬프, 었다, 슬펐다",
    "느리, 어요, 느려요",
    "보, 었어요, 봤어요",
    "배우, 어요, 배워요",
    "되, 어요, 돼요",
    "가, 었다, 갔다",
    "쉬, 어서, 쉬어서",
    "만들, 는다, 만든다",
    "만들, 네요, 만드네요",
    "만들, 을, 만들",
    "만들, 음, 만듦",
    "만들, 습니다, 만듭니다",
    "만들, 으면, 만들면",
    "졸리, 는다, 졸린다",
    "먹, 는다, 먹는다",
    "먹, 으면, 먹으면",
    "비싸, 음, 비쌈",
    "질기, 습니다, 질깁니다",
  })
  void attach_stemAndEnding_formOfTheDictionary(String stem, String ending, String form) {
    assertEquals(form, KoreanEnding.attach(stem, ending));
  }
}
