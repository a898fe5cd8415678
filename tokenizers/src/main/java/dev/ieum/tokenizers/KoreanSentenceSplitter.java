package dev.ieum.tokenizers;

import java.util.List;
import java.util.Set;

/**
 * Korean sentences: end marks, and endings that only close a sentence. Thread-safe.
 *
 * <p>After a quotation the sentence goes on with 라고, 하며 and their like, also behind a space. Where
 * a mark is missing, an eojeol that ends in a closing ending (습니다, 어요, 네요, 죠) ends its sentence,
 * unless what follows hangs on it. Plain 다, 어 and 지 close and connect alike, so they cut nothing.
 */
final class KoreanSentenceSplitter extends SentenceMarks {
  private static final List<String> QUOTED_ON =
      List.of("라고", "이라고", "라는", "이라는", "라며", "이라며", "라면서", "고 ", "며 ", "면서", "는 ", "하고", "란 ");

  private static final List<String> CLOSING_ENDINGS =
      List.of("니다", "요", "죠", "십시오", "시오", "구나", "는군", "습니까", "ㅂ니까", "ㄴ다", "는다", "란다");

  /** What a plain 다 may close without an ending between: it is so, it is not. */
  private static final Set<PartOfSpeech> STATES =
      Set.of(PartOfSpeech.VA, PartOfSpeech.VCP, PartOfSpeech.VCN, PartOfSpeech.XSA);

  private static final Set<PartOfSpeech> HANGING =
      Set.of(PartOfSpeech.J, PartOfSpeech.JX, PartOfSpeech.JKQ, PartOfSpeech.VX, PartOfSpeech.NNB);

  private static final Set<PartOfSpeech> DECORATIONS =
      Set.of(PartOfSpeech.SY, PartOfSpeech.IC, PartOfSpeech.UNKNOWN, PartOfSpeech.SE);

  private final KoreanMorphology morphology = new KoreanMorphology();

  @Override
  boolean closes(String text, int begin, int mark, int end, int next) {
    if (next == text.length()) {
      return true;
    }
    boolean closedQuote = end > mark + 1 && "\"'”’".indexOf(text.charAt(end - 1)) >= 0;
    if (closedQuote) {
      for (String quoted : QUOTED_ON) {
        if (text.startsWith(quoted, next)) {
          return false;
        }
      }
    }
    return text.charAt(mark) != '.' || !isNumberOrInitial(text, begin, mark);
  }

  /** "1." and "가." at the beginning number what follows; "J." is part of a name. */
  private static boolean isNumberOrInitial(String text, int begin, int mark) {
    int from = mark;
    while (from > begin && Character.isDigit(text.charAt(from - 1))) {
      from--;
    }
    boolean number = from == begin && mark > from && mark - from <= 2;
    boolean initial =
        mark - begin >= 1
            && Character.isUpperCase(text.charAt(mark - 1))
            && (mark - begin == 1 || !Character.isLetterOrDigit(text.charAt(mark - 2)));
    return number || initial;
  }

  @Override
  void addSentence(List<Sentence> sentences, String text, int begin, int end) {
    int from = begin;
    List<Eojeol> eojeols = morphology.analyze(text.substring(begin, end));
    for (int i = 0; i + 1 < eojeols.size(); i++) {
      if (closes(eojeols.get(i)) && !hangs(eojeols.get(i + 1))) {
        super.addSentence(sentences, text, from, begin + eojeols.get(i).end());
        from = begin + eojeols.get(i + 1).begin();
      }
    }
    super.addSentence(sentences, text, from, end);
  }

  private static boolean closes(Eojeol eojeol) {
    List<Morpheme> morphemes = eojeol.morphemes();
    int size = morphemes.size();
    // 좋아요~ and 좋아요ㅋㅋ end as 좋아요 does.
    while (size > 1 && DECORATIONS.contains(morphemes.get(size - 1).tag())) {
      size--;
    }
    List<Morpheme.Part> parts =
        morphemes.subList(0, size).stream().flatMap(m -> m.partsOrSelf().stream()).toList();
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

  /** A particle, an auxiliary, or what is said or thought of the words before: 좋다 하더라도. */
  private static boolean hangs(Eojeol next) {
    Morpheme.Part first = next.morphemes().get(0).partsOrSelf().get(0);
    boolean says =
        first.tag().isPredicate() && (first.form().equals("하") || first.form().equals("치"));
    return HANGING.contains(first.tag()) || says;
  }
}
