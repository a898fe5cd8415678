package dev.ieum.tokenizers.language;

import java.util.List;
import java.util.Set;

/**
 * Languages written in Latin letters that are told apart: each by words that most sentences hold,
 * by endings and letter groups, and by its own letters.
 */
@SuppressWarnings("ImmutableEnumChecker") // Set.of and List.of are immutable
enum LatinLanguage {
  ENGLISH(
      "en",
      0.4,
      "the of and to a in is it you that he was for on are with as i his they be at one have this"
          + " from or had by but not what all were we when your can said there an which she do how"
          + " their if will up about out many then them these so some her would make him into has"
          + " two more no could my than been who its now did get don't i'm it's please thanks hello",
      "th wh ing ght ly ow oo ck ew tion",
      ""),
  GERMAN(
      "de",
      0.12,
      "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an"
          + " werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so"
          + " zum war haben nur oder aber vor zur bis mehr durch man ich wir ihr du mir mich uns kein"
          + " keine was wo wer bitte danke hallo guten zwei drei",
      "sch cht ung ich ei tz keit ieh eu pf",
      "äöüß"),
  FRENCH(
      "fr",
      0.08,
      "le la les de des du un une et est en que qui dans pour pas sur au aux avec il elle ce cette"
          + " ne se son sa ses plus par je tu nous vous ils mais ou où on sont été être avoir a ont"
          + " comme tout fait très bien merci bonjour c'est j'ai",
      "eau oi aux ou eux ment ion gn ez",
      "àâçèéêëîïôœùû"),
  SPANISH(
      "es",
      0.08,
      "el la los las de del un una y es en que por para con no se su sus lo como más pero al le ya"
          + " o este esta sí porque cuando muy sin sobre también me hasta hay donde quien desde todo"
          + " nos durante todos uno les ni contra yo tú está son fue gracias hola",
      "ción ll ñ ue ie ado os as",
      "áéíóúñü¿¡"),
  ITALIAN(
      "it",
      0.06,
      "il lo la i gli le di del della un una e è in che per con non si su come più ma al anche dei"
          + " da sono ho ha questo questa nel alla io tu noi voi loro mi ti ci molto bene grazie ciao",
      "zione gli ch gg zz tt ia io",
      "àèéìòù"),
  PORTUGUESE(
      "pt",
      0.06,
      "o a os as de do da dos das um uma e é em no na que por para com não se seu sua como mais mas"
          + " ao ele ela isso este esta muito já também eu você nós são foi obrigado olá",
      "ção ões lh nh ou ei ão",
      "ãõáéíóúâêôç"),
  DUTCH(
      "nl",
      0.05,
      "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog"
          + " naar ik je hij zij wij ze we dit die deze heeft hebben wordt kan geen wel was dank",
      "ij aa ee oo sch uw oe",
      ""),
  POLISH(
      "pl",
      0.03,
      "i w na z do nie to się że jest o jak ale po co tak za od przez dla ja ty on ona my wy są być"
          + " był już tylko czy ten ta dziękuję",
      "cz sz rz ie dz",
      "ąćęłńóśźż"),
  TURKISH(
      "tr",
      0.03,
      "ve bir bu da de için ile çok ne o ben sen biz siz var yok mi mı değil gibi daha en ama olarak"
          + " teşekkürler merhaba",
      "lar ler yor dır mak",
      "çğıöşü"),
  VIETNAMESE(
      "vi",
      0.03,
      "và của là có không được cho một người trong tôi bạn anh này với các đã những để khi",
      "ng nh",
      "ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"),
  INDONESIAN(
      "id",
      0.03,
      "yang dan di ini itu dengan untuk tidak dari dalam akan pada juga saya ke karena bisa ada"
          + " mereka kami kamu sudah atau oleh terima kasih",
      "ng kan nya me ber",
      "");

  /** How much of a text the listed words make, about. */
  private static final double LISTED = 0.5;

  /** The probability of any other word, the same in all languages. */
  private static final double OTHER = 0.5e-4;

  private static final double CUE = 2.0;
  private static final double FOREIGN_LETTER = 0.02;
  private static final double OWN_LETTER = 3;

  private final String code;
  private final double prior;
  private final Set<String> words;
  private final List<String> cues;
  private final String letters; // beside a to z

  LatinLanguage(String code, double prior, String words, String cues, String letters) {
    this.code = code;
    this.prior = prior;
    this.words = Set.of(words.split(" "));
    this.cues = List.of(cues.split(" "));
    this.letters = letters;
  }

  /** Returns the ISO 639-1 code. */
  String code() {
    return code;
  }

  /** Returns how likely this language is before anything is read. */
  double prior() {
    return prior;
  }

  /**
   * Returns the logarithm of the probability of {@code word}, in lower case, but for a constant.
   */
  double logLikelihood(String word) {
    if (words.contains(word)) {
      return Math.log(LISTED / words.size());
    }
    double p = OTHER;
    for (String cue : cues) {
      p *= word.contains(cue) ? CUE : 1;
    }
    double log = Math.log(p);
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) > 'z') {
        log += Math.log(letters.indexOf(word.charAt(i)) >= 0 ? OWN_LETTER : FOREIGN_LETTER);
      }
    }
    return log;
  }
}
