package dev.ieum.tokenizers.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How entities are written. Immutable.
 *
 * <p>Every repetition is possessive or bounded, and what is not bounded cannot fail once it has
 * begun, so that a match takes time in proportion to what it covers.
 */
final class EntityPatterns {
  /** Where a rule may begin. */
  enum Start {
    /** At a letter or digit, if the rest of the word holds one of the rule's characters. */
    MIXED,
    /** At a digit, or a sign before one. */
    FIGURE,
    /** At the first letter of a Latin word. */
    LATIN,
    /** At one of the rule's own characters, whatever stands before. */
    SIGN
  }

  /** One way to write a kind, and the characters it begins with, or must hold. */
  record Rule(EntityKind kind, Start start, String signs, Pattern pattern) {}

  /** The characters that rules of {@link Start#MIXED} ask for; 0 stands for any digit. */
  static final String MIXED_SIGNS = ".@/:\\0";

  /** What a figure is in any of the languages. */
  static final String NUM = "\\d++(?:[.,]\\d++)*+";

  private static final String SIGNED = "[+\\-−]?" + NUM;
  private static final String SEGMENT = NUM + "(?:[십백천][만억조]?|[만억조])";

  /** A figure with Korean units: 3억 5천만, 2만5천, 3만5000. */
  static final String KOREAN =
      "[+\\-−]?" + SEGMENT + "(?: ?" + SEGMENT + "){0,5}+(?:\\d{1,4}+)?(?![\\d큼])";

  private static final String ANY_NUM = "(?:" + KOREAN + "|" + SIGNED + ")";
  private static final String NO_WORD = "(?![A-Za-z0-9_])";

  static final String MONTHS =
      "(?:January|February|March|April|May|June|July|August|September|October|November|December"
          + "|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember"
          + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Okt|Nov|Dec|Dez)";

  private static final String TOP_LEVEL =
      "(?:com|net|org|edu|gov|info|biz|io|dev|app|kr|co|us|uk|jp|cn|de|fr|es|it|ru|nl|ch|at|eu|tv"
          + "|me|ai|xyz|shop|site|online|blog|cloud|tech|example|test|local)";

  private static final String LABEL = "[A-Za-z0-9][A-Za-z0-9-]{0,62}+";

  /** What an address may hold; Hangul only where a name may begin. */
  private static final String ADDRESS =
      "(?:[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=%]|(?<=[/=_&?#+%-])[가-힣]++)*+";

  private static final String EXTENSION =
      "(?:pdf|hwpx?|docx?|xlsx?|pptx?|txt|csv|tsv|jsonl?|xml|ya?ml|html?|css|jsx?|tsx?|java|py|rb"
          + "|rs|cpp|hpp|sh|bat|exe|zip|gz|tar|tgz|7z|rar|jar|png|jpe?g|gif|svg|webp|bmp|mp3|mp4"
          + "|avi|mov|mkv|wav|flac|md|log|ini|cfg|conf|toml|sql|db|apk|iso|dll|bak|tmp|psd|srt|vtt"
          + "|epub|php|jsp|ipynb|kt|swift|gradle|properties|safetensors|onnx|lock|dat)";

  private static final String FILE_NAME =
      "[\\w가-힣][\\w가-힣+-]{0,79}+(?:\\.[\\w+-]{1,40}+){0,5}?\\." + EXTENSION + "(?!\\w|\\.\\w)";

  private static final String UNITS =
      "(?:km/h|m/s|km²|m²|cm²|km2|m2|m³|m3|km|cm|mm|nm|kg|mg|g|ml|mL|kB|KB|MB|GB|TB|kHz|MHz|GHz|Hz"
          + "|kWh|kW|mAh|kcal|cal|dpi|fps|mph|px|pt|mi|ft|lbs?|oz|°C|°F|dB|ms|Mbps|Gbps|[mLlWVtA])"
          + "(?![A-Za-z0-9])|[℃℉°㎡]"
          + "|제곱미터|킬로미터|센티미터|밀리미터|미터|킬로그램|밀리그램|그램|밀리리터|리터|기가바이트"
          + "|메가바이트|킬로바이트|테라바이트|바이트|킬로|인치|마일|파운드|톤|평(?![가-힣])";

  private static final String CURRENCY =
      "(?:원(?![소칙인래형룸탁격서])|달러|유로|위안|엔(?![진터지])"
          + "|(?:million |billion |trillion |thousand |Mio\\. |Millionen |Tausend )?"
          + "(?:won|dollars?|euros?|yen|cents?|Won|Dollars?|Euros?|Yen|Cent|USD|KRW|EUR|JPY|GBP"
          + "|CNY)(?![A-Za-z])|[€$£₩](?!\\d))";

  private static final String PART = "(?:오전|오후|새벽|아침|저녁|밤|낮)";
  private static final String HALF = "(?: ?(?:AM|PM|am|pm)(?![A-Za-z])| ?[ap]\\.m\\.)";

  static final List<Rule> RULES = rules();

  /** All characters that rules of {@link Start#SIGN} begin with. */
  static final String SIGNS =
      RULES.stream()
          .filter(rule -> rule.start() == Start.SIGN)
          .map(Rule::signs)
          .collect(Collectors.joining());

  private EntityPatterns() {}

  private static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    addresses(rules);
    dates(rules);
    codes(rules);
    figures(rules);
    formats(rules);
    return List.copyOf(rules);
  }

  private static void add(List<Rule> rules, EntityKind kind, Start start, String pattern) {
    rules.add(new Rule(kind, start, "", Pattern.compile(pattern)));
  }

  private static void mixed(List<Rule> rules, EntityKind kind, String holds, String pattern) {
    rules.add(new Rule(kind, Start.MIXED, holds, Pattern.compile(pattern)));
  }

  private static void sign(List<Rule> rules, EntityKind kind, String signs, String pattern) {
    rules.add(new Rule(kind, Start.SIGN, signs, Pattern.compile(pattern)));
  }

  private static void addresses(List<Rule> rules) {
    mixed(
        rules,
        EntityKind.URL,
        ":",
        "(?i:https?|ftps?|sftp|file|wss?|git|ssh|mailto|tel):(?://)?+(?=[A-Za-z0-9/\\[])"
            + ADDRESS);
    String rest = "(?::\\d{1,5}+)?(?:[/?#]" + ADDRESS + ")?";
    mixed(
        rules,
        EntityKind.URL,
        ".:",
        "(?:(?i:www)\\.(?:LABEL\\.){1,8}[A-Za-z]{2,24}|(?:LABEL\\.){1,8}TOP|localhost(?=:\\d))"
                .replace("LABEL", LABEL)
                .replace("TOP", TOP_LEVEL)
            + "(?![A-Za-z0-9@-])"
            + rest);
    mixed(
        rules,
        EntityKind.URL,
        ".",
        "\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.])(?:(?::\\d{1,5}+)(?:/" + ADDRESS + ")?)?");
    mixed(
        rules,
        EntityKind.EMAIL,
        "@",
        "[A-Za-z0-9][\\w.+%-]{0,63}+@LABEL(?:\\.LABEL){1,8}".replace("LABEL", LABEL));
    mixed(rules, EntityKind.PATH, ".", FILE_NAME);
    mixed(
        rules,
        EntityKind.PATH,
        "/",
        "[\\w.-]{1,80}+(?:/[\\w.+-]{1,80}+){0,20}/(?:" + FILE_NAME + "|(?![\\w가-힣(]))");
    mixed(
        rules,
        EntityKind.PATH,
        "\\\\",
        "[A-Za-z]:\\\\(?:[\\w가-힣.+-]++(?: [\\w.+-]++(?=\\\\))?\\\\?)*+");
    sign(
        rules,
        EntityKind.PATH,
        "/~.",
        "(?<![\\w가-힣/<.:)])(?:~|\\.{1,2}+)?(?:/[\\w@+-][\\w.@+-]*+)++/?(?![/>])");
  }

  private static void dates(List<Rule> rules) {
    String clock = "\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9}+)?)?(?![\\d:])";
    add(
        rules,
        EntityKind.DATE,
        Start.FIGURE,
        "\\d{4}-\\d{1,2}-\\d{1,2}(?![\\d-])"
            + "(?:[T ]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9}+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?(?!\\d))?"
            + "|\\d{4}/\\d{1,2}/\\d{1,2}(?![\\d/])"
            + "|\\d{4}\\. \\d{1,2}\\. \\d{1,2}(?!\\d)\\.?"
            + "|\\d{4}\\.\\d{1,2}\\.\\d{1,2}(?!\\.?\\d)(?:\\.(?=[가-힣(]))?"
            + "|\\d{1,2}/\\d{1,2}/(?:\\d{4}|\\d{2})(?![\\d/])"
            + "|\\d{1,2}\\.\\d{1,2}\\.\\d{4}(?![\\d.])"
            + "|\\d{2,4}년 ?\\d{1,2}월(?: ?\\d{1,2}일)?"
            + "|\\d{4}년(?! ?(?:전|후|간|동안|만에|차|째))"
            + "|\\d{1,2}월 ?\\d{1,2}일"
            + "|(?:1[0-2]|[1-9])월(?!드)"
            + "|\\d{1,2}(?:st|nd|rd|th|\\.)? ?"
            + MONTHS
            + "\\.?(?:,? \\d{4}(?!\\d))?(?![A-Za-z0-9])");
    add(
        rules,
        EntityKind.DATE,
        Start.LATIN,
        "MONTH\\.? (?:\\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{4})(?![A-Za-z0-9:])"
            .replace("MONTH", MONTHS));
    String hours = "\\d{1,2}시(?![간리즌])(?: ?(?:\\d{1,2}분(?: ?\\d{1,2}초)?|반(?![가-힣])))?";
    add(
        rules,
        EntityKind.TIME,
        Start.FIGURE,
        clock + "(?:" + HALF + "| ?Uhr)?|\\d{1,2}" + HALF + "|\\d{1,2} Uhr(?: \\d{1,2})?|" + hours);
    sign(
        rules,
        EntityKind.TIME,
        "오새아저밤낮",
        "(?<![가-힣])" + PART + " ?(?:" + hours + "|" + clock + ")");
  }

  private static void codes(List<Rule> rules) {
    String end = "(?:[-+.]?(?:alpha|beta|rc|RC|SNAPSHOT|RELEASE|Final|dev|pre)(?:[.-]?\\d{1,9})?)";
    mixed(
        rules,
        EntityKind.VERSION,
        "0",
        "(?:[vV]\\d{1,9}+(?:\\.\\d{1,9}+){0,6}+END?|\\d{1,9}+(?:\\.\\d{1,9}+){2,6}+END?"
                .replace("END", end)
            + "|\\d{1,9}+(?:\\.\\d{1,9}+)++-"
            + end.substring(0, end.length() - 1).replace("[-+.]?", "")
            + "))"
            + NO_WORD);
    add(
        rules,
        EntityKind.PHONE,
        Start.FIGURE,
        "(?:0\\d{1,3}[ .-]?\\d{3,4}[ .-]\\d{4}|01\\d{8,9}|0\\d{1,3}\\)[ .-]?\\d{3,4}[ .-]?\\d{4}"
            + "|1(?:588|544|566|577|599|600|644|661|670|688|800|833|855|899)-\\d{4}"
            + "|\\d{3}[.-]\\d{3}[.-]\\d{4})(?![\\d-])");
    sign(
        rules,
        EntityKind.PHONE,
        "(+",
        "(?:\\(0?\\d{2,3}\\)[ .-]?\\d{3,4}[ .-]\\d{4}"
            + "|\\+\\d{1,3}[ .-]?\\(?\\d{1,4}\\)?(?:[ .-]?\\d{2,4}){2,4})(?![\\d-])");
    mixed(
        rules,
        EntityKind.ORDER_NUMBER,
        "0",
        "(?=[A-Za-z0-9_/-]{0,80}?\\d)(?:"
            + "[A-Z0-9]{0,40}+(?:[-_][A-Z0-9]{1,40}+){1,8}+(?<=[A-Z0-9]{1,40}|\\d-\\d{1,40})"
            + "|[A-Z]{1,8}+\\d{2,40}+[A-Z0-9]{0,20}+"
            + "|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"
            + NO_WORD);
    sign(rules, EntityKind.ORDER_NUMBER, "#", "(?<![\\w&])#\\d++(?:-\\d++)*+" + NO_WORD);
  }

  private static void figures(List<Rule> rules) {
    String money =
        "(?:US\\$|[$€£¥₩]|(?:USD|KRW|EUR|JPY|GBP|CNY) ?)-?(?:" + KOREAN + "|" + NUM + ")";
    String scale = "(?: ?(?:million|billion|trillion|thousand|bn|[kKmMbB])(?![A-Za-z]))?";
    sign(rules, EntityKind.MONEY, "$€£¥₩", money + scale);
    add(rules, EntityKind.MONEY, Start.LATIN, money + scale);
    add(rules, EntityKind.MONEY, Start.FIGURE, ANY_NUM + " ?" + CURRENCY);
    add(
        rules,
        EntityKind.PERCENT,
        Start.FIGURE,
        ANY_NUM + " ?(?:[%‰](?![\\da-zA-Z])p?|퍼센트|프로(?![그젝듀필야])|(?:percent|Prozent)(?![A-Za-z]))");
    add(rules, EntityKind.MEASURE, Start.FIGURE, ANY_NUM + " ?(?:" + UNITS + ")");
    add(rules, EntityKind.NUMBER, Start.FIGURE, ANY_NUM + "(?:/\\d++)?");
    sign(rules, EntityKind.NUMBER, "¼½¾", "[¼½¾]");
    words(rules);
  }

  /** Numbers in Korean words, with what they count behind them. */
  private static void words(List<Rule> rules) {
    String first = "일이삼사오육칠팔구십백천만억";
    // 수 천 and 몇 백 are no numbers.
    String word = "(?<![가-힣0-9])(?<!(?:수|몇) )" + KoreanNumbers.WORDS;
    // 만원 is also a full house, 만세 a cheer and 천장 a ceiling: one syllable wants a blank.
    String gap = "(?:(?<!(?<![가-힣])[가-힣]) ?|(?<=[가-힣]) )";
    sign(
        rules,
        EntityKind.MONEY,
        first,
        word + "(?:(?<!(?<![가-힣])만) ?|(?<=만) )(?:원(?![소칙인래형룸탁격서])|달러|유로)");
    sign(rules, EntityKind.PERCENT, first, word + " ?퍼센트");
    sign(
        rules,
        EntityKind.NUMBER,
        first,
        word
            + "(?="
            + gap
            + "(?:명|개|권|마리|번(?!째)|층|호|쪽|인분|점(?!심)|장(?![소자])|잔|병(?!원)|가지|살|세(?![가-힣]{2})"
            + "|미터|킬로|그램|시간))");
    sign(
        rules,
        EntityKind.NUMBER,
        "스서마쉰예일여아",
        "(?<![가-힣])" + KoreanNumbers.NATIVE + "(?= ?(?:명|개|살|마리|권|번|시간|장|잔|병|대|가지|분))");
  }

  private static void formats(List<Rule> rules) {
    sign(rules, EntityKind.CODE, "`", "(`{1,3}+)(?!`)[^`\\n]{1,500}+\\1(?!`)");
    sign(
        rules,
        EntityKind.CODE,
        "<",
        "<(code|kbd|var|samp|script|style)(?:\\s[^<>]{0,200}+)?>[^<]{0,500}+</\\1>");
    sign(
        rules,
        EntityKind.PLACEHOLDER,
        "{$%\\_[",
        "\\{\\{[^{}\\n]{1,200}+\\}\\}|\\$?\\{[\\w.$:,#@ -]{0,100}+\\}"
            + "|%\\d{1,3}+\\$[-+0#]?\\d{0,3}+(?:\\.\\d{1,3}+)?[sdifoxXucegEGb@]"
            + "|%(?:\\(\\w{1,60}+\\))?[-+0#]?\\d{0,3}+(?:\\.\\d{1,3}+)?[sdifoxXucegEGb@]"
            + NO_WORD
            + "|%\\w{2,60}+%|%%|\\\\[nrt]|_{3,}+|__\\w{1,60}?__(?!\\w)|\\[\\[\\w{1,60}+\\]\\]");
    sign(
        rules,
        EntityKind.TAG,
        "<",
        "</?[A-Za-z][\\w:.-]{0,80}+(?:\\s(?:[^<>\"'\\n]|\"[^\"<\\n]{0,500}+\"|'[^'<\\n]{0,500}+'"
            + "){0,500}+)?/?>|</?\\d{1,3}+/?>|<!--(?:[^<>-]|-(?!->)){0,500}+-->|<![A-Za-z][^<>]{0,200}+>"
            + "|<\\?[A-Za-z][^<>]{0,200}+>");
    sign(
        rules,
        EntityKind.REFERENCE,
        "&",
        "&(?:[A-Za-z][A-Za-z0-9]{1,31}+|#\\d{1,7}+|#[xX][0-9a-fA-F]{1,6}+);");
    sign(
        rules,
        EntityKind.MARKDOWN,
        "*~_#->+!]",
        "\\*\\*\\*?|~~|(?<![\\w_])__(?=[^\\s_])|(?<=[^\\s_])__(?![\\w_])"
            + "|(?<![\\w*])\\*(?=[^\\s*][^*\\n]{0,200}+\\*)|(?<=[^\\s*])\\*(?![\\w*])"
            + "|(?<![^\\n])(?:#{1,6}+|[-*+]|>|-{3,}+)(?= |$)"
            + "|!?\\[(?=[^\\[\\]\\n]{1,200}+\\]\\()"
            + "|\\]\\([^()\\s]{1,500}+(?:\\([^()\\s]{0,100}+\\)[^()\\s]{0,100}+)?\\)");
    sign(rules, EntityKind.MARKDOWN, "[", "\\[(?=[^\\[\\]\\n]{1,200}+\\]\\()");
    sign(
        rules,
        EntityKind.MENTION,
        "@",
        "(?<![\\w@])@(?:[A-Za-z0-9_](?:[\\w.-]{0,38}\\w)?|[가-힣]{1,30}+)");
    sign(rules, EntityKind.HASHTAG, "#", "(?<![\\w&#])#[\\p{L}_][\\p{L}\\p{M}\\d_]{0,100}+");
    sign(
        rules,
        EntityKind.EMOJI,
        ":;=^<TX-",
        "(?<![\\w가-힣:])[:;=][-']?[()DPpOo|*](?![\\w:(/])|(?<!\\^)\\^[_.oO~-]?\\^;*+|</?3(?![\\w>])"
            + "|(?<!\\w)(?:T_+T|X_+X)(?!\\w)|(?<![-=])(?:--?|=)>");
  }
}
