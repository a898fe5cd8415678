package dev.ieum.tokenizers.sentence;

import dev.ieum.tokenizers.korean.KoreanMorphology;
import dev.ieum.tokenizers.korean.KoreanMorphology.Eojeol;
import dev.ieum.tokenizers.korean.Morpheme;
import dev.ieum.tokenizers.korean.PartOfSpeech;
import dev.ieum.tokenizers.text.Hangul;
import java.util.List;
import java.util.Set;

/**
 * Splits Korean sentences at end marks and after endings that are only sentence-final. Thread-safe.
 *
 * <p>After a quotation the sentence continues with 라고, 하며 and similar, also after a space. Without
 * an end mark, an eojeol with a sentence-final ending (습니다, 어요, 네요, 죠) ends its sentence, unless
 * the following eojeol depends on it. 다, 어 and 지 alone are both final and connective, so they end
 * no sentence.
 */
final class KoreanSentenceSplitter extends SentenceMarks {
  private static final List<String> QUOTATIVE_PARTICLES =
      List.of(
          "라고", "이라고", "라는", "이라는", "라며", "이라며", "라면서", "고 ", "며 ", "면서", "는 ", "하고", "란 ", "이란 ",
          "라기", "라던");

  private static final List<String> CLOSING_ENDINGS =
      List.of("니다", "요", "죠", "십시오", "시오", "구나", "는군", "습니까", "ㅂ니까", "ㄴ다", "는다", "란다");

  /** The last syllables of sentence-final endings; 고, 서 and 면 are connective. */
  private static final String FINALS = "다요죠까네군라자지음함임됨";

  private static final Set<String> PARTICLES =
      Set.of(
          "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "으로", "에서", "에게", "만", "까지",
          "부터", "처럼", "보다", "이나", "나", "랑", "이랑", "라", "이라");

  private static final Set<String> SAYING_VERBS =
      Set.of("말하", "묻", "외치", "답하", "되묻", "소리치", "속삭이", "중얼거리", "전하", "밝히", "덧붙이");

  private static final Set<String> SAYING_NOUNS =
      Set.of(
          "말", "말씀", "답", "대답", "생각", "설명", "강조", "주장", "고백", "질문", "경고", "부탁", "요청", "지적", "반박",
          "인사", "발표", "언급", "소개", "평가", "호소", "당부", "회상", "칭찬", "제안");

  /** How many characters after a position are analyzed. */
  private static final int FOLLOWING = 24;

  /** What 다 may end without another ending before it: states. */
  private static final Set<PartOfSpeech> STATES =
      Set.of(PartOfSpeech.VA, PartOfSpeech.VCP, PartOfSpeech.VCN, PartOfSpeech.XSA);

  private static final Set<PartOfSpeech> DEPENDENT =
      Set.of(PartOfSpeech.J, PartOfSpeech.JX, PartOfSpeech.JKQ, PartOfSpeech.VX, PartOfSpeech.NNB);

  private static final Set<PartOfSpeech> DECORATIONS =
      Set.of(PartOfSpeech.SY, PartOfSpeech.IC, PartOfSpeech.UNKNOWN, PartOfSpeech.SE);

  private final KoreanMorphology morphology = new KoreanMorphology();

  @Override
  boolean closes(String text, int begin, int mark, int end, int next, QuotedSpans quotes) {
    if (next == text.length()) {
      return true;
    }
    if (isCloser(text, end) && continues(text, begin, end, next, quotes)) {
      return false;
    }
    return text.charAt(mark) != '.'
        || end > mark + 1
        || !Numbering.isNumberingPeriod(text, begin, mark, next);
  }

  /** Whether the sentence continues after a quotation or bracket in it. */
  private boolean continues(String text, int begin, int end, int next, QuotedSpans quotes) {
    int opening = quotes.opening(end - 1);
    boolean round = ")]）］".indexOf(text.charAt(end - 1)) >= 0;
    if (round) {
      int before = trimmedEnd(text, begin, opening);
      boolean inSentence = before > begin && !isMark(text.charAt(before - 1));
      return inSentence && !isMark(text.charAt(end - 1));
    }
    boolean title = "》〉".indexOf(text.charAt(end - 1)) >= 0;
    if (title || QUOTATIVE_PARTICLES.stream().anyMatch(quoted -> text.startsWith(quoted, next))) {
      return true;
    }
    List<Eojeol> following =
        morphology.analyze(text.substring(next, Math.min(text.length(), next + FOLLOWING)));
    return isSaying(following.get(0)) || (following.size() > 1 && isSaidBy(following));
  }

  private static boolean isSaying(Eojeol eojeol) {
    List<Morpheme.Part> parts = parts(eojeol.morphemes());
    PartOfSpeech first = parts.get(0).tag();
    boolean noun =
        first == PartOfSpeech.NNG && parts.size() > 1 && parts.get(1).tag() == PartOfSpeech.XSV;
    boolean verb = first == PartOfSpeech.VV || first == PartOfSpeech.VX;
    String form = parts.get(0).form();
    return verb ? !form.equals("그러") : noun && SAYING_NOUNS.contains(form);
  }

  /** "…" 그가 말했다. */
  private static boolean isSaidBy(List<Eojeol> following) {
    List<Morpheme> who = following.get(0).morphemes();
    Morpheme particle = who.get(who.size() - 1);
    List<Morpheme.Part> said = parts(following.get(1).morphemes());
    String verb = said.get(0).form();
    return List.of("이", "가", "은", "는").contains(particle.surface())
        && particle.tag().name().startsWith("J")
        && (SAYING_VERBS.contains(verb)
            || (SAYING_NOUNS.contains(verb)
                && said.size() > 1
                && said.get(1).tag() == PartOfSpeech.XSV));
  }

  /**
   * A space is missing if Hangul is on both sides and the word before ends in an ending, or the
   * marks are not a period. Names such as 야후! are followed by particles, quotations by 라고.
   */
  @Override
  boolean closesWithoutSpace(String text, int begin, int mark, int end) {
    boolean asks = text.substring(mark, end).chars().allMatch(c -> c == '?' || c == '!');
    boolean stop = end == mark + 1 && text.charAt(mark) == '.';
    char next = text.charAt(end);
    int from = mark;
    while (from > begin && mark - from < FOLLOWING && Hangul.isSyllable(text.charAt(from - 1))) {
      from--;
    }
    if (!(asks || stop)
        || from == mark
        || !(Hangul.isSyllable(next) || "“‘「『".indexOf(next) >= 0 || isNumber(text, end))
        || QUOTATIVE_PARTICLES.stream().anyMatch(quoted -> text.startsWith(quoted, end))) {
      return false;
    }
    if (mark - from > 1 && endsInEnding(text.substring(from, mark))) {
      return true;
    }
    int to = end;
    while (to < text.length() && to - end < 4 && Hangul.isSyllable(text.charAt(to))) {
      to++;
    }
    return asks && !PARTICLES.contains(text.substring(end, to));
  }

  private static boolean isNumber(String text, int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private boolean endsInEnding(String word) {
    List<Morpheme.Part> parts = parts(morphology.analyze(word).get(0).morphemes());
    Morpheme.Part last = parts.get(parts.size() - 1);
    return parts.size() > 1
        && isEnding(last)
        && FINALS.indexOf(last.form().charAt(last.form().length() - 1)) >= 0;
  }

  @Override
  void addSentence(List<Sentence> sentences, String text, int begin, int end, QuotedSpans quotes) {
    int from = begin;
    List<Eojeol> eojeols = morphology.analyze(text.substring(begin, end));
    for (int i = 0; i + 1 < eojeols.size(); i++) {
      int next = begin + eojeols.get(i + 1).begin();
      if (!quotes.isInside(next)
          && closes(eojeols.get(i))
          && !dependsOnPrevious(eojeols.get(i + 1))) {
        super.addSentence(sentences, text, from, begin + eojeols.get(i).end(), quotes);
        from = next;
      }
    }
    super.addSentence(sentences, text, from, end, quotes);
  }

  private static List<Morpheme.Part> parts(List<Morpheme> morphemes) {
    return morphemes.stream().flatMap(m -> m.partsOrSelf().stream()).toList();
  }

  private static boolean closes(Eojeol eojeol) {
    List<Morpheme> morphemes = eojeol.morphemes();
    int size = morphemes.size();
    // 좋아요~ and 좋아요ㅋㅋ end as 좋아요 does.
    while (size > 1 && DECORATIONS.contains(morphemes.get(size - 1).tag())) {
      size--;
    }
    List<Morpheme.Part> parts = parts(morphemes.subList(0, size));
    Morpheme.Part ending = parts.get(parts.size() - 1);
    if (!isEnding(ending)) {
      return false;
    }
    if (ending.form().equals("다") && parts.size() > 1) {
      Morpheme.Part before = parts.get(parts.size() - 2);
      return isEnding(before) || STATES.contains(before.tag());
    }
    return CLOSING_ENDINGS.stream().anyMatch(ending.form()::endsWith)
        || morphemes.get(size - 1).surface().endsWith("줘");
  }

  private static boolean isEnding(Morpheme.Part part) {
    return part.tag().name().startsWith("E");
  }

  /**
   * A particle, an auxiliary, or a verb of saying or thinking about the preceding words: 좋다 하더라도.
   */
  private static boolean dependsOnPrevious(Eojeol next) {
    Morpheme.Part first = next.morphemes().get(0).partsOrSelf().get(0);
    boolean says =
        first.tag().isPredicate() && (first.form().equals("하") || first.form().equals("치"));
    return DEPENDENT.contains(first.tag()) || says;
  }
}
