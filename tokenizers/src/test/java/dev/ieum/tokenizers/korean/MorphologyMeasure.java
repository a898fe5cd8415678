package dev.ieum.tokenizers.korean;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.Treebank;
import dev.ieum.tokenizers.korean.KoreanMorphology.Eojeol;
import dev.ieum.tokenizers.text.Hangul;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Agreement of Korean analysis with Universal Dependencies: F1 of morphemes within each eojeol.
 *
 * <p>Forms alone; forms with tags under one scheme; tags in seven coarse kinds. The schemes differ
 * in what is a compound, a suffix or a root, so 100 % is out of reach of any analyser.
 */
@Tag("slow")
class MorphologyMeasure {

  @Test
  void analyze_treebanks() {
    for (String bank : List.of("ko_gsd", "ko_kaist")) {
      for (String part : List.of("dev", "test")) {
        measure(bank, part);
      }
    }
  }

  private static void measure(String bank, String part) {
    KoreanMorphology morphology = new KoreanMorphology();
    Score forms = new Score();
    Score tagged = new Score();
    Score coarse = new Score();
    Map<String, Integer> differences = new HashMap<>();
    int eojeols = 0;
    int same = 0;
    for (Treebank.Sentence sentence : Treebank.read(bank + "-ud-" + part)) {
      List<List<Morpheme.Part>> found = new ArrayList<>();
      for (Eojeol eojeol : morphology.analyze(sentence.text())) {
        found.add(eojeol.morphemes().stream().flatMap(m -> m.partsOrSelf().stream()).toList());
      }
      List<List<String[]>> gold = gold(sentence);
      if (gold.size() != found.size()) {
        continue; // the text and the words disagree on a space
      }
      for (int i = 0; i < gold.size(); i++) {
        List<String> goldForms = gold.get(i).stream().map(m -> m[0]).toList();
        List<String> foundForms = found.get(i).stream().map(Morpheme.Part::form).toList();
        forms.add(goldForms, foundForms);
        List<String> goldTagged = gold.get(i).stream().map(m -> m[0] + "/" + scheme(m[1])).toList();
        List<String> foundTagged =
            found.get(i).stream().map(p -> p.form() + "/" + scheme(p.tag().name())).toList();
        tagged.add(goldTagged, foundTagged);
        coarse.add(
            gold.get(i).stream().map(m -> m[0] + "/" + coarse(scheme(m[1]))).toList(),
            found.get(i).stream()
                .map(p -> p.form() + "/" + coarse(scheme(p.tag().name())))
                .toList());
        eojeols++;
        same += goldForms.equals(foundForms) ? 1 : 0;
        if (!goldTagged.equals(foundTagged)) {
          String difference =
              String.join("+", tags(goldTagged)) + " | " + String.join("+", tags(foundTagged));
          differences.merge(difference, 1, Integer::sum);
        }
      }
    }
    assertTrue(eojeols > 5_000);
    System.out.printf(
        Locale.ROOT,
        "morphology: %s %s, %d eojeols: F1 of forms %.2f %%, with tags %.2f %%, with coarse tags"
            + " %.2f %%; eojeols with all forms right %.2f %%%n",
        bank,
        part,
        eojeols,
        forms.f1(),
        tagged.f1(),
        coarse.f1(),
        100.0 * same / eojeols);
    differences.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(12)
        .forEach(e -> System.out.println("    " + e.getValue() + " x " + e.getKey()));
  }

  private static List<String> tags(List<String> morphemes) {
    return morphemes.stream().map(m -> m.substring(m.lastIndexOf('/') + 1)).toList();
  }

  private static List<List<String[]>> gold(Treebank.Sentence sentence) {
    List<List<String[]>> eojeols = new ArrayList<>();
    List<String[]> eojeol = new ArrayList<>();
    for (Treebank.Word word : sentence.words()) {
      List<String> forms = split(word.lemma());
      List<String> tags = split(word.tag());
      boolean fits = forms.size() == tags.size();
      for (int i = 0; i < (fits ? forms.size() : 1); i++) {
        String form = fits ? forms.get(i) : word.form();
        eojeol.add(new String[] {Hangul.letters(form), tags.get(i)});
      }
      if (word.space()) {
        eojeols.add(List.copyOf(eojeol));
        eojeol.clear();
      }
    }
    if (!eojeol.isEmpty()) {
      eojeols.add(List.copyOf(eojeol));
    }
    return eojeols;
  }

  private static List<String> split(String joined) {
    return joined.equals("+") ? List.of("+") : List.of(joined.split("\\+"));
  }

  /** One scheme for Sejong, mecab-ko-dic and Kaist tags, with particles and endings undivided. */
  private static String scheme(String tag) {
    if (tag.isEmpty()) {
      return "?";
    }
    if (Character.isLowerCase(tag.charAt(0))) {
      return kaist(tag);
    }
    if (tag.startsWith("J") || tag.startsWith("E")) {
      return tag.substring(0, 1);
    }
    return switch (tag) {
      case "NNBC" -> "NNB";
      case "SSO", "SSC", "SC", "SY", "SS", "SP", "SW", "SO", "SE", "SF" -> "S";
      default -> tag;
    };
  }

  private static String kaist(String tag) {
    Map<String, String> prefixes = new TreeMap<>();
    prefixes.put("nq", "NNP");
    prefixes.put("nc", "NNG");
    prefixes.put("nb", "NNB");
    prefixes.put("np", "NP");
    prefixes.put("nn", "NR");
    prefixes.put("pv", "VV");
    prefixes.put("pa", "VA");
    prefixes.put("px", "VX");
    prefixes.put("jp", "VCP");
    prefixes.put("mag", "MAG");
    prefixes.put("maj", "MAJ");
    prefixes.put("mm", "MM");
    prefixes.put("ii", "IC");
    prefixes.put("xp", "XPN");
    prefixes.put("xsn", "XSN");
    prefixes.put("xsv", "XSV");
    prefixes.put("xsm", "XSA");
    prefixes.put("xsa", "MAG");
    prefixes.put("f", "SL");
    prefixes.put("j", "J");
    prefixes.put("e", "E");
    for (int length = Math.min(3, tag.length()); length > 0; length--) {
      String found = prefixes.get(tag.substring(0, length));
      if (found != null) {
        return found;
      }
    }
    return tag.startsWith("s") ? "S" : tag;
  }

  /** N, V, M, J, E, X, S; the copula is a predicate, numbers are nouns, roots too. */
  private static String coarse(String tag) {
    return switch (tag) {
      case "SN", "SL", "SH", "XR", "NR" -> "N";
      case "IC" -> "M";
      case "XSV", "XSA" -> "V";
      default -> tag.substring(0, 1);
    };
  }

  private static final class Score {
    private long gold;
    private long found;
    private long right;

    void add(List<String> goldItems, List<String> foundItems) {
      gold += goldItems.size();
      found += foundItems.size();
      List<String> left = new ArrayList<>(goldItems);
      for (String item : foundItems) {
        right += left.remove(item) ? 1 : 0;
      }
    }

    double f1() {
      return 200.0 * right / (gold + found);
    }
  }
}
