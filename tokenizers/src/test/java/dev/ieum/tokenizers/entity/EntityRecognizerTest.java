package dev.ieum.tokenizers.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityRecognizerTest {
  /** All kinds and pieces, as {@code KIND piece|KIND piece}. */
  private static String found(String text) {
    return EntityRecognizer.find(text).stream()
        .map(entity -> entity.kind() + " " + entity.in(text))
        .collect(Collectors.joining("|"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '\u0001',
      textBlock =
          """
          주소는 https://a.com/b?c=1&d=2입니다.	URL https://a.com/b?c=1&d=2
          https://ko.wikipedia.org/wiki/한국어에서	URL https://ko.wikipedia.org/wiki/한국어
          (https://a.com/b_(c)).	URL https://a.com/b_(c)
          www.example.com을 보세요	URL www.example.com
          Visit example.com. It is free.	URL example.com
          http://localhost:8080/에서	URL http://localhost:8080/
          10.0.0.1:80	URL 10.0.0.1:80
          a.b+c@mail.example.co.kr로	EMAIL a.b+c@mail.example.co.kr
          보고서.pdf를	PATH 보고서.pdf
          archive.tar.gz과	PATH archive.tar.gz
          /etc/hosts에	PATH /etc/hosts
          ~/.ssh에	NAME ssh
          src/main/App.java를	PATH src/main/App.java
          C:\\Users\\a\\b.txt로	PATH C:\\Users\\a\\b.txt
          and/or km/h	''
          `x = 1`로	CODE `x = 1`
          <code>a b</code>를	CODE <code>a b</code>
          v2와	VERSION v2
          1.0.0-SNAPSHOT,	VERSION 1.0.0-SNAPSHOT
          2.0-beta	VERSION 2.0-beta
          삼천 원만 빌려줘	MONEY 삼천 원
          십만원짜리	MONEY 십만원
          만원 버스	''
          만 원이에요	MONEY 만 원
          이십오 명이	NUMBER 이십오
          스물다섯 명이	NUMBER 스물다섯
          만세 만점 천장 만개 억만장자	''
          수 천 개의 강, 몇 백 명	''
          이 개는 세 살이다	''
          구십 퍼센트	PERCENT 구십 퍼센트
          주문 AB-1234-X를	ORDER_NUMBER AB-1234-X
          #10423으로	ORDER_NUMBER #10423
          123-45-67890	ORDER_NUMBER 123-45-67890
          010-1234-5678로	PHONE 010-1234-5678
          (02) 345-6789	PHONE (02) 345-6789
          +82 10-1234-5678	PHONE +82 10-1234-5678
          1588-1234	PHONE 1588-1234
          2024-03-05T12:00:00Z에	DATE 2024-03-05T12:00:00Z
          2024년 3월 5일에	DATE 2024년 3월 5일
          10월에	DATE 10월
          2020. 11. 22. 발표	DATE 2020. 11. 22.
          on March 5th, 2024.	DATE March 5th, 2024
          am 5. März 2024	DATE 5. März 2024
          오후 3시 30분에	TIME 오후 3시 30분
          3시간	NUMBER 3
          00:00:02,830 -->	TIME 00:00:02,830|EMOJI -->
          at 3:30 p.m.	TIME 3:30 p.m.
          1,234,567원입니다	MONEY 1,234,567원
          3억 5천만 원을	MONEY 3억 5천만 원
          2만5천원	MONEY 2만5천원
          3.5만원이다	MONEY 3.5만원
          $3.50.	MONEY $3.50
          US$1,000	MONEY US$1,000
          KRW 10,000	MONEY KRW 10,000
          5 million dollars	MONEY 5 million dollars
          98%예요	PERCENT 98%
          98퍼센트	PERCENT 98퍼센트
          3프로그램	NUMBER 3
          62㎏이에요	MEASURE 62㎏
          3.7킬로미터예요	MEASURE 3.7킬로미터
          100 km/h	MEASURE 100 km/h
          3명	NUMBER 3
          3만 명	NUMBER 3만
          3만큼	NUMBER 3
          -5	NUMBER -5
          10-20	NUMBER 10|NUMBER 20
          3조가 3조 원	NUMBER 3|MONEY 3조 원
          ½	NUMBER ½
          {name}님 {{a.b}} ${c}	PLACEHOLDER {name}|PLACEHOLDER {{a.b}}|PLACEHOLDER ${c}
          %1$s님 %d개 %(n)s %%	PLACEHOLDER %1$s|PLACEHOLDER %d|PLACEHOLDER %(n)s|PLACEHOLDER %%
          100% sure	PERCENT 100%
          ___ 안에	PLACEHOLDER ___
          <a href="#">여기</a>를	TAG <a href="#">|TAG </a>
          <br/><1>	TAG <br/>|TAG <1>
          <!-- c -->	TAG <!-- c -->
          a < b > c <3	EMOJI <3
          &lt;안녕&gt; &#44032; AT&T	REFERENCE &lt;|REFERENCE &gt;|REFERENCE &#44032;|NAME AT&T
          **중요**: ~~아님~~	MARKDOWN **|MARKDOWN **|MARKDOWN ~~|MARKDOWN ~~
          ## 제목	MARKDOWN ##
          - 사과	MARKDOWN -
          [링크](https://a.com)	MARKDOWN [|MARKDOWN ](https://a.com)
          3*4*5	NUMBER 3|NUMBER 4|NUMBER 5
          @user1 안녕	MENTION @user1
          #여행 #맛집을	HASHTAG #여행|HASHTAG #맛집
          😀👍🏽 👨‍👩‍👧‍👦가	EMOJI 😀👍🏽|EMOJI 👨‍👩‍👧‍👦
          1️⃣번 #️⃣ 🇰🇷 ★	EMOJI 1️⃣|EMOJI #️⃣|EMOJI 🇰🇷|EMOJI ★
          ☎️로 ❤	EMOJI ☎️|EMOJI ❤
          최고예요~^^ :)	EMOJI ^^|EMOJI :)
          Samsung에서 John Smith와	NAME Samsung|NAME John Smith
          Wi-Fi와 C#을 C++로 U.S.의	NAME Wi-Fi|NAME C#|NAME C++|NAME U.S.
          café에 3D로	NAME café|NAME 3D
          I am a student.	''
          ２０２４년 ５，０００원 ＡＢＣ를	DATE ２０２４년|MONEY ５，０００원|NAME ＡＢＣ
          사과는 맛있다. 그는 "몰랐다."며	''
          """)
  void find_kinds_areRecognisedWithoutParticles(String text, String expected) {
    assertEquals(expected.equals("''") ? "" : expected, found(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\uE000b", "\uF8FF", "가\uDBC0\uDC00나"})
  void find_privateUse_isEntity(String text) {
    assertTrue(
        EntityRecognizer.find(text).stream().anyMatch(e -> e.kind() == EntityKind.PRIVATE_USE));
  }

  @Test
  void find_randomText_rangesAreInOrderAndCutNoPair() {
    Random random = new Random(5);
    String pool = "가나 다a1.2,@#:/<>&;{}%$`*_~-()[]\"'\n\u200D\uFE0F\u20E3만원시월일";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(30); left > 0; left--) {
        int c = random.nextInt(20) == 0 ? 0x1F600 : pool.charAt(random.nextInt(pool.length()));
        text.appendCodePoint(random.nextInt(50) == 0 ? random.nextInt(0x10FFFF) : c);
      }
      String given = text.toString();
      int last = 0;
      for (Entity entity : EntityRecognizer.find(given)) {
        assertTrue(entity.begin() >= last && entity.end() <= given.length(), given);
        String piece = entity.in(given);
        assertTrue(!Character.isLowSurrogate(piece.charAt(0)) || piece.length() == 1, given);
        last = entity.end();
      }
    }
  }

  @Test
  void find_fillersSideBySide_areFoundAlone() {
    List<String> fillers =
        List.of("https://a.com/b", "a@b.com", "1,000원", "{x}", "<b>", "😀", "#tag");
    for (String first : fillers) {
      for (String second : fillers) {
        assertEquals(
            found("가 " + first) + "|" + found("가 " + second), found("가 " + first + " " + second));
      }
    }
  }
}
