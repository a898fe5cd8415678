package dev.ieum.tokenizers.korean;

/**
 * Parts of speech of Korean morphemes: the Sejong tag set as mecab-ko-dic extends it.
 *
 * <p>Lucene 9 tags all endings {@link #E} and all particles {@link #J}; Lucene 10 uses the finer
 * tags.
 */
public enum PartOfSpeech {
  /** Common noun. */
  NNG("일반 명사", "common noun"),
  /** Proper noun. */
  NNP("고유 명사", "proper noun"),
  /** Dependent noun. */
  NNB("의존 명사", "dependent noun"),
  /** Dependent noun used as a counter. */
  NNBC("단위 명사", "counter"),
  /** Numeral. */
  NR("수사", "numeral"),
  /** Pronoun. */
  NP("대명사", "pronoun"),
  /** Verb. */
  VV("동사", "verb"),
  /** Adjective. */
  VA("형용사", "adjective"),
  /** Auxiliary predicate. */
  VX("보조 용언", "auxiliary predicate"),
  /** Copula 이다. */
  VCP("긍정 지정사", "copula"),
  /** Negative copula 아니다. */
  VCN("부정 지정사", "negative copula"),
  /** Predicate whose class the dictionary does not distinguish. */
  VSV("용언", "predicate"),
  /** Determiner. */
  MM("관형사", "determiner"),
  /** Adverb. */
  MAG("일반 부사", "adverb"),
  /** Conjunctive adverb. */
  MAJ("접속 부사", "conjunctive adverb"),
  /** Interjection. */
  IC("감탄사", "interjection"),
  /** Particle (Lucene 9). */
  J("조사", "particle"),
  /** Subject particle. */
  JKS("주격 조사", "subject particle"),
  /** Complement particle. */
  JKC("보격 조사", "complement particle"),
  /** Genitive particle. */
  JKG("관형격 조사", "genitive particle"),
  /** Object particle. */
  JKO("목적격 조사", "object particle"),
  /** Adverbial particle. */
  JKB("부사격 조사", "adverbial particle"),
  /** Vocative particle. */
  JKV("호격 조사", "vocative particle"),
  /** Quotative particle. */
  JKQ("인용격 조사", "quotative particle"),
  /** Auxiliary particle. */
  JX("보조사", "auxiliary particle"),
  /** Conjunctive particle. */
  JC("접속 조사", "conjunctive particle"),
  /** Ending (Lucene 9). */
  E("어미", "ending"),
  /** Pre-final ending, such as 었 and 시. */
  EP("선어말 어미", "pre-final ending"),
  /** Sentence-final ending. */
  EF("종결 어미", "sentence-final ending"),
  /** Connective ending. */
  EC("연결 어미", "connective ending"),
  /** Nominalizing ending. */
  ETN("명사형 전성 어미", "nominalizing ending"),
  /** Adnominal ending. */
  ETM("관형형 전성 어미", "adnominal ending"),
  /** Prefix. */
  XPN("체언 접두사", "prefix"),
  /** Noun suffix. */
  XSN("명사 파생 접미사", "noun suffix"),
  /** Verb suffix. */
  XSV("동사 파생 접미사", "verb suffix"),
  /** Adjective suffix. */
  XSA("형용사 파생 접미사", "adjective suffix"),
  /** Root. */
  XR("어근", "root"),
  /** Sentence-final punctuation. */
  SF("마침표, 물음표, 느낌표", "sentence end mark"),
  /** Ellipsis. */
  SE("줄임표", "ellipsis"),
  /** Opening bracket or quote. */
  SSO("여는 괄호", "opening bracket"),
  /** Closing bracket or quote. */
  SSC("닫는 괄호", "closing bracket"),
  /** Separator such as a comma. */
  SC("구분자", "separator"),
  /** Other symbol. */
  SY("기호", "sign"),
  /** Space. */
  SP("공백", "space"),
  /** Word in a foreign script. */
  SL("외국어", "foreign word"),
  /** Hanja. */
  SH("한자", "Hanja"),
  /** Number. */
  SN("숫자", "number"),
  /** Not analyzed. */
  NA("분석 불능", "not analysed"),
  /** Not in the dictionary. */
  UNA("미등록어", "not in the dictionary"),
  /** Unknown. */
  UNKNOWN("미등록어", "unknown");

  private final String korean;
  private final String english;

  PartOfSpeech(String korean, String english) {
    this.korean = korean;
    this.english = english;
  }

  /** The Korean name. */
  public String korean() {
    return korean;
  }

  /** The English name. */
  public String english() {
    return english;
  }

  /** Whether it takes endings, so that its dictionary form ends in 다. */
  public boolean isPredicate() {
    return switch (this) {
      case VV, VA, VX, VCP, VCN, VSV, XSV, XSA -> true;
      default -> false;
    };
  }

  /**
   * Returns the part of speech that Lucene calls {@code tag}, or {@link #UNKNOWN} for a tag of a
   * later Lucene.
   */
  static PartOfSpeech of(String tag) {
    for (PartOfSpeech partOfSpeech : values()) {
      if (partOfSpeech.name().equals(tag)) {
        return partOfSpeech;
      }
    }
    return UNKNOWN;
  }
}
