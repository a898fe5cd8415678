package dev.ieum.tokenizers.korean;

/**
 * Kinds of Korean morphemes under their Sejong names, as mecab-ko-dic extends them.
 *
 * <p>Lucene 9 knows all endings as {@link #E} and all particles as {@link #J}; with Lucene 10 on
 * the class path the finer kinds come.
 */
public enum PartOfSpeech {
  /** Common noun. */
  NNG("일반 명사", "common noun"),
  /** Proper noun. */
  NNP("고유 명사", "proper noun"),
  /** Dependent noun. */
  NNB("의존 명사", "dependent noun"),
  /** Dependent noun that counts. */
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
  /** Predicate that the dictionary does not tell apart. */
  VSV("용언", "predicate"),
  /** Determiner. */
  MM("관형사", "determiner"),
  /** Adverb. */
  MAG("일반 부사", "adverb"),
  /** Conjunctive adverb. */
  MAJ("접속 부사", "conjunctive adverb"),
  /** Interjection. */
  IC("감탄사", "interjection"),
  /** Particle, with Lucene 9. */
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
  /** Ending, with Lucene 9. */
  E("어미", "ending"),
  /** Ending before the last, such as 었 and 시. */
  EP("선어말 어미", "pre-final ending"),
  /** Ending of a sentence. */
  EF("종결 어미", "sentence-final ending"),
  /** Ending that connects. */
  EC("연결 어미", "connective ending"),
  /** Ending that makes a noun. */
  ETN("명사형 전성 어미", "nominalizing ending"),
  /** Ending that makes a determiner. */
  ETM("관형형 전성 어미", "adnominal ending"),
  /** Prefix. */
  XPN("체언 접두사", "prefix"),
  /** Suffix that makes a noun. */
  XSN("명사 파생 접미사", "noun suffix"),
  /** Suffix that makes a verb. */
  XSV("동사 파생 접미사", "verb suffix"),
  /** Suffix that makes an adjective. */
  XSA("형용사 파생 접미사", "adjective suffix"),
  /** Root. */
  XR("어근", "root"),
  /** Mark that ends a sentence. */
  SF("마침표, 물음표, 느낌표", "sentence end mark"),
  /** Ellipsis. */
  SE("줄임표", "ellipsis"),
  /** Opening bracket or quote. */
  SSO("여는 괄호", "opening bracket"),
  /** Closing bracket or quote. */
  SSC("닫는 괄호", "closing bracket"),
  /** Separator such as a comma. */
  SC("구분자", "separator"),
  /** Other sign. */
  SY("기호", "sign"),
  /** Space. */
  SP("공백", "space"),
  /** Word in Latin or another foreign script. */
  SL("외국어", "foreign word"),
  /** Hanja. */
  SH("한자", "Hanja"),
  /** Number. */
  SN("숫자", "number"),
  /** Not analysed. */
  NA("분석 불능", "not analysed"),
  /** Not known to the dictionary. */
  UNA("미등록어", "not in the dictionary"),
  /** Not known. */
  UNKNOWN("미등록어", "unknown");

  private final String korean;
  private final String english;

  PartOfSpeech(String korean, String english) {
    this.korean = korean;
    this.english = english;
  }

  /** The name in Korean, for people. */
  public String korean() {
    return korean;
  }

  /** The name in English, for people. */
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

  /** Returns the kind that Lucene names {@code tag}, which a later Lucene may name in a new way. */
  static PartOfSpeech of(String tag) {
    for (PartOfSpeech partOfSpeech : values()) {
      if (partOfSpeech.name().equals(tag)) {
        return partOfSpeech;
      }
    }
    return UNKNOWN;
  }
}
