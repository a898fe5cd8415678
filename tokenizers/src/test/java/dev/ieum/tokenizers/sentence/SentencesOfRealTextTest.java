package dev.ieum.tokenizers.sentence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One text a line; a bar stands for the space at a cut, a double bar for a cut without space. */
class SentencesOfRealTextTest {
  private static final String KOREAN =
      """
      선생님은 "숙제를 했니? 안 했으면 남아라."라며 웃으셨다.
      어머니는 “밥은 먹었니? 춥지는 않니?”라고 물으셨다.|나는 고개를 저었다.
      그녀는 “배고파요! 밥 주세요!” 외쳤다.
      그는 '이제 끝이다. 가자.' 하고 생각했다.|그리고 떠났다.
      동생은 ‘몰라요. 안 봤어요.’라고만 했다.
      그는 『나는 간다. 너는 남아라.』라는 책을 썼다.
      「첫째 날이다. 비가 온다.」라고 일기에 적었다.
      《봄이 온다. 꽃이 핀다.》는 노래가 유행했다.
      〈길을 묻다. 답을 찾다.〉 전시가 열렸다.|사람이 많았다.
      "비가 온다. 우산을 가져가라." 하고 어머니가 말씀하셨다.
      "비가 온다. 우산을 가져가라." 어머니가 말씀하셨다.|나는 웃었다.
      "하나도 안 아파요. 정말이에요." 아이가 대답했다.
      의사는 "쉬세요. 약도 드세요"라고 당부했다.|환자는 웃었다.
      그가 "네."라고 했다.|그녀는 "아니요. 싫어요."라고 했다.
      그는 "좋습니다 감사합니다 또 오겠습니다"라고 인사했다.
      기자가 "언제 끝나나요? 왜 늦었나요?" 묻자 그는 침묵했다.
      그는 (사실은 몰랐다. 정말이다.) 고개를 끄덕였다.
      그 식당(작년에 열었다. 아직 깨끗하다.)은 늘 붐빈다.|예약해야 한다.
      나는 [주의! 뜨겁습니다!]라는 글을 보았다.
      비가 왔다.||우산이 없었다.
      밥을 먹었어요.||맛있었어요!||또 갈래요?||네.
      정말 좋다!||강추한다.
      기차가 떠났습니다.||우리는 남았습니다.
      값은 1,234.50원이다.||싸다.
      문이 열렸죠?||아무도 없었어요.
      그가 말했다.||“가자.”
      모두 끝났다.||3일 뒤에 다시 시작한다.
      야후!는 회사다.|크다.
      "뭐라고?"라고 물었다.|그가 웃었다.
      회의는 2024. 3. 15. 오후 2시에 열린다.|모두 참석하라.
      2024. 12. 1. 제정됐다.|그 뒤로 그대로다.
      2024.3.15. 발표했다.|모두 놀랐다.
      기간은 2023. 1. 2. ~ 2023. 3. 4. 사이다.|늦지 마라.
      '24. 5. 6.부터 시행한다.|문의 바란다.
      그 영화(2019. 5. 30. 개봉)는 좋았다.|또 보자.
      준비물은 1. 연필 2. 공책 3. 자입니다.|잊지 마세요.
      1. 문을 연다.|2. 안으로 들어간다.
      가. 개요 나. 목적 다. 방법을 쓴다.|끝이다.
      1) 사과를 산다.|2) 배를 산다.
      키는 180.5이고 몸무게는 70.2kg이다.|건강하다.
      버전 1.2.3을 설치했다.|문제가 없다.
      자세한 내용은 www.example.com/a.html?x=1을 보라.|끝이다.
      https://example.com/a.b 를 보세요.|감사합니다.
      메일은 kim.lee@example.co.kr로 보내 주세요.|기다릴게요.
      파일 이름은 보고서.hwp입니다.|열어 보세요.
      Dr. Kim이 말했다.|Mr. Lee도 왔다.
      삼성전자 vs. 애플의 대결이다.|재미있다.
      J. K. 롤링이 썼다.|우리는 읽었다.
      U.S. 오픈에서 이겼다.|기뻤다.
      한국ㆍ미국ㆍ일본이 만났다.|회의는 길었다.
      사과·배·감을 샀다.|맛있다.
      그는 "집에 갔다.|비가 왔다.|그녀는 "안녕"이라고 했다.|끝났다.
      5" 화면이다.|6" 화면이 낫다.
      제 점수는 10.|여러분은요?
      """;

  private static final String ENGLISH =
      """
      She asked, "Are you here? Can you see me?" and waited.|Nobody answered.
      'I like it. I will stay,' he said.|Then he left.
      “Run! Hide!” she shouted.|We ran.
      "I like it. I will stay." Mary said.|Then she left.
      He read 'Go. Stay.' aloud.|It was fun.
      The book "Who? Me?" sold well.|Really.
      The sign [Stop! Danger!] was red.|We stopped.
      He (as I said. Twice.) knew it.|She did not.
      (See below. It is long.)|Then stop.
      Don't go.|It's the dogs' house.|They're the boys' toys.
      In the '90s it rained.|The '80s were dry.
      He is 6'2".|She is 5'4".|They met.
      He left.||The dog stayed.||It barked.
      Is it late?||He did not know.
      Version 2.0.1 is out.|Get it.
      See e.g. page 5.|It is on p. 7.|Good.
      The U.S. team won.|They are happy.
      Call at 5 p.m. on Monday.|He will answer.
      It cost $1,234.56.|Cheap!
      Visit https://a.example.com/x?y=1.|It works.
      Use example.com or node.js today.|It is free.
      The list: 1. Apples 2. Pears 3. Plums.|That is all.
      I was born on Jan. 5, 1990.|He was not.
      He said "stop.|Then she left.|It rained.|They sang.
      """;

  static Stream<String> korean() {
    return KOREAN.lines();
  }

  static Stream<String> english() {
    return ENGLISH.lines();
  }

  private static void assertSplit(SentenceSplitter splitter, String expected) {
    String text = expected.replace("||", "").replace('|', ' ');
    String found =
        splitter.split(text).stream()
            .map(SentenceSplitter.Sentence::text)
            .collect(Collectors.joining("|"));
    assertEquals(expected.replace("||", "|"), found);
  }

  @ParameterizedTest
  @MethodSource("korean")
  void korean_quotationsDatesAndForgottenSpaces_areCutAsReadersDo(String expected) {
    assertSplit(SentenceSplitter.korean(), expected);
  }

  @ParameterizedTest
  @MethodSource("english")
  void english_quotationsListsAndForgottenSpaces_areCutAsReadersDo(String expected) {
    assertSplit(SentenceSplitter.english(), expected);
  }

  @Test
  void split_quotationNeverClosed_doesNotSwallowTheRest() {
    for (String opener : List.of("\"", "“", "'", "‘", "(", "「", "[")) {
      String text = "그는 " + opener + "가자고 했다. ".repeat(200) + "끝.";
      assertEquals(201, SentenceSplitter.korean().split(text).size(), opener);
      String far = "He said " + opener + "we left. ".repeat(200) + "It ended.";
      assertTrue(SentenceSplitter.english().split(far).size() > 190, opener);
    }
  }

  @Test
  void split_emptyLineInQuotation_closesSentence() {
    assertEquals(2, SentenceSplitter.korean().split("그는 \"가자.\n\n그만하자.\"").size());
  }
}
