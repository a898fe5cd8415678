package dev.ieum.tokenizers.korean;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.SharedData;
import dev.ieum.tokenizers.Treebank;
import dev.ieum.tokenizers.korean.KoreanMorphology.Eojeol;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Particles that people wrote, against those that {@link Josa} picks; and what repair changes. */
@Tag("slow")
class JosaMeasure {
  private static final List<Josa> MEASURED =
      List.of(Josa.OBJECT, Josa.SUBJECT, Josa.TOPIC, Josa.WITH, Josa.TO);

  @Test
  void of_particlesThatPeopleWrote() {
    KoreanMorphology morphology = new KoreanMorphology();
    Map<PartOfSpeech, int[]> counts = new EnumMap<>(PartOfSpeech.class);
    List<String> wrong = new ArrayList<>();
    for (String line : corpus()) {
      for (Eojeol eojeol : morphology.analyze(line)) {
        List<Morpheme> morphemes = eojeol.morphemes();
        if (morphemes.size() == 2 && morphemes.get(1).tag().name().startsWith("J")) {
          count(morphemes.get(0), morphemes.get(1).surface(), counts, wrong);
        }
      }
    }
    counts.forEach(
        (tag, count) ->
            System.out.printf(
                Locale.ROOT,
                "josa: after %s %d of %d as people wrote them (%.2f %%)%n",
                tag,
                count[0],
                count[1],
                100.0 * count[0] / count[1]));
    System.out.println("josa: otherwise " + wrong.subList(0, Math.min(60, wrong.size())));
    assertTrue(counts.get(PartOfSpeech.NNG)[0] > 0.99 * counts.get(PartOfSpeech.NNG)[1]);
  }

  @Test
  void repair_textThatPeopleWrote_isRarelyChanged() {
    List<String> lines = corpus();
    List<String> changed = lines.stream().filter(line -> !Josa.repair(line).equals(line)).toList();
    System.out.printf(
        Locale.ROOT, "josa: repair changes %d of %d lines%n", changed.size(), lines.size());
    changed.stream()
        .limit(15)
        .forEach(line -> System.out.println("  " + line + " -> " + Josa.repair(line)));
    assertTrue(changed.size() < lines.size() / 100);
  }

  private static List<String> corpus() {
    return Stream.concat(
            SharedData.column("koen/dev.tsv.gz", 0).stream(),
            Stream.concat(
                SharedData.column("koen/test.tsv.gz", 0).stream(),
                Treebank.read("ko_gsd-ud-dev").stream().map(Treebank.Sentence::text)))
        .toList();
  }

  private static void count(
      Morpheme word, String particle, Map<PartOfSpeech, int[]> counts, List<String> wrong) {
    for (Josa josa : MEASURED) {
      boolean isOne = particle.equals(josa.afterCoda()) || particle.equals(josa.afterVowel());
      if (isOne) {
        int[] count = counts.computeIfAbsent(word.tag(), tag -> new int[2]);
        count[1]++;
        if (josa.of(word.surface()).equals(particle)) {
          count[0]++;
        } else {
          wrong.add(word.surface() + particle);
        }
      }
    }
  }
}
