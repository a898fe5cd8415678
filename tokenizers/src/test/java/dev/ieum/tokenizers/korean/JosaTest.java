package dev.ieum.tokenizers.korean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JosaTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "책 | 책을 책이 책은 책과 책으로",
        "사과 | 사과를 사과가 사과는 사과와 사과로",
        "서울 | 서울을 서울이 서울은 서울과 서울로",
        "\"책\" | \"책\"을 \"책\"이 \"책\"은 \"책\"과 \"책\"으로",
        "3 | 3을 3이 3은 3과 3으로",
        "1 | 1을 1이 1은 1과 1로",
        "2 | 2를 2가 2는 2와 2로",
        "10 | 10을 10이 10은 10과 10으로",
        "1,000 | 1,000을 1,000이 1,000은 1,000과 1,000으로",
        "1000000000000 | 1000000000000를 1000000000000가 1000000000000는 1000000000000와 1000000000000로",
        "3.5 | 3.5를 3.5가 3.5는 3.5와 3.5로",
        "3.10 | 3.10을 3.10이 3.10은 3.10과 3.10으로",
        "5kg | 5kg을 5kg이 5kg은 5kg과 5kg으로",
        "5km | 5km를 5km가 5km는 5km와 5km로",
        "50% | 50%를 50%가 50%는 50%와 50%로",
        "URL | URL을 URL이 URL은 URL과 URL로",
        "SBS | SBS를 SBS가 SBS는 SBS와 SBS로",
        "FM | FM을 FM이 FM은 FM과 FM으로",
        "Apple | Apple을 Apple이 Apple은 Apple과 Apple로",
        "Facebook | Facebook을 Facebook이 Facebook은 Facebook과 Facebook으로",
        "test | test를 test가 test는 test와 test로",
        "game | game을 game이 game은 game과 game으로",
        "大學 | 大學을 大學이 大學은 大學과 大學으로",
        "學校 | 學校를 學校가 學校는 學校와 學校로",
        "あ | あ을(를) あ이(가) あ은(는) あ과(와) あ(으)로",
      })
  void attach_anyWord_picksByItsLastSound(String word, String expected) {
    assertEquals(
        expected,
        String.join(
            " ",
            Josa.OBJECT.attach(word),
            Josa.SUBJECT.attach(word),
            Josa.TOPIC.attach(word),
            Josa.WITH.attach(word),
            Josa.TO.attach(word)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "책을(를) 사과을(를) 샀다 | 책을 사과를 샀다",
        "철수은/는 학교(으)로 갔다 | 철수는 학교로 갔다",
        "서울(으)로 부산(으)로 | 서울로 부산으로",
        "(이)나 물(이)나 차(이)나 | (이)나 물이나 차나",
        "민준(이)라고 지우(이)라고 | 민준이라고 지우라고",
        "$1이(가) 왔다 | $1이 왔다",
      })
  void fill_writtenPairs_becomeOne(String template, String expected) {
    assertEquals(expected, Josa.fill(template));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "사과을 먹었다. | 사과를 먹었다.",
        "그 책를 학교으로 가져갔다. | 그 책을 학교로 가져갔다.",
        "서울으로  간다\tNFD | 서울로  간다\tNFD",
        "철수와 영희가 책을 읽는다. | 철수와 영희가 책을 읽는다.",
      })
  void repair_wrongParticles_arePutRight(String text, String expected) {
    assertEquals(expected, new JosaRepair().repair(text));
  }

  @Test
  void repair_humanText_isLeftAlone() {
    String text = "나는 가을에 이 나라의 과일을 가지고 은행과 로마로 갔다. 이것은 은으로 만든 가위와 와인이다.";
    assertEquals(text, new JosaRepair().repair(text));
  }
}
